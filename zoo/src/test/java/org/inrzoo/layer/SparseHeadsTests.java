package org.inrzoo.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseHeadsTests {

    private static final int WIDTH = 7;

    /** The equation in plain loops. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areSumsOverTheirOwnConnections(boolean bias) {
        SparseHeads heads = new SparseHeads(5, 3, SparseHeads.Draw.PER_HEAD, bias);
        Architecture network = new Architecture(WIDTH, List.of(new Identity(Range.UNIT), heads));
        float[] parameters = network.parameters().initialize(4);
        if (bias) {
            for (int k = 0; k < 5; k++) {
                parameters[15 + k] = k;
            }
        }
        int connections = network.parameters().trainable();
        float[] x = {0.1f, 0.9f, 0.3f, 0.2f, 0.7f, 0.4f, 0.6f};
        float[] y = new float[5];
        try (SameDiffEngine engine = new SameDiffEngine(network, 1)) {
            engine.forward(parameters, new PointSet(x, WIDTH), y);
        }
        for (int k = 0; k < 5; k++) {
            double sum = bias ? k : 0;
            for (int j = 0; j < 3; j++) {
                sum += (double) parameters[3 * k + j] * x[(int) parameters[connections + 3 * k + j]];
            }
            assertThat((double) y[k]).as("head %d", k).isCloseTo(sum, within(1e-6));
        }
    }

    @Test
    void drawTheirConnectionsFromTheSeedOfTheWeights() {
        ParameterLayout layout = new Architecture(
                        WIDTH,
                        List.of(new Identity(Range.UNIT), new SparseHeads(50, 3, SparseHeads.Draw.ALL_HEADS, false)))
                .parameters();
        assertThat(layout.trainable()).isEqualTo(150);
        assertThat(layout.slots())
                .extracting(ParameterLayout.Slot::name)
                .containsExactly("layer1/weight", "layer1/connections");
        assertThat(layout.initialize(1)).containsExactly(layout.initialize(1));
        float[] one = connections(layout, 1);
        assertThat(one).isNotEqualTo(connections(layout, 2));
        assertThat(List.of(one[0], one[1], one[2])).isNotEqualTo(List.of(one[3], one[4], one[5]));
    }

    private static float[] connections(ParameterLayout layout, long seed) {
        return Arrays.copyOfRange(layout.initialize(seed), 150, 300);
    }

    @Test
    void beginAsThePaperHasThemOrEachByItself() {
        assertThat(largest(SparseHeads.Draw.ALL_HEADS))
                .isBetween(0.99 * Math.sqrt(3.0 / 12_000), Math.sqrt(3.0 / 12_000));
        assertThat(largest(SparseHeads.Draw.PER_HEAD)).isBetween(0.99 * Math.sqrt(6.0 / 4), Math.sqrt(6.0 / 4));
    }

    private static double largest(SparseHeads.Draw draw) {
        float[] values = new Architecture(
                        WIDTH, List.of(new Identity(Range.UNIT), new SparseHeads(4000, 3, draw, true)))
                .parameters()
                .initialize(1);
        double largest = 0;
        for (int i = 0; i < 12_000; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest;
    }

    @Test
    void cannotHaveMoreConnectionsThanFeatures() {
        Architecture network = new Architecture(
                2, List.of(new Identity(Range.UNIT), new SparseHeads(4, 3, SparseHeads.Draw.PER_HEAD, true)));
        assertThatThrownBy(network::parameters)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 different numbers cannot be chosen from 2");
    }

    @Test
    void costNoMoreThanTheirConnections() {
        assertThat(new SparseHeads(4096, 26, SparseHeads.Draw.PER_HEAD, true).macs(427))
                .isEqualTo(4096 * 26);
    }
}
