package org.inrzoo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.OutputBlock;
import org.inrzoo.engine.OutputLoss;
import org.inrzoo.engine.SquaredError;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Points;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputLossTests {

    private static final double ROUNDING = 2e-5;

    static Stream<Arguments> networks() {
        return Networks.all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    /** Σ over groups of (mean of the group's outputs - 0.3)⁴, which no squared error is. */
    private record GroupMeans(int group) implements OutputLoss {

        @Override
        public double gradient(OutputBlock block) {
            double loss = 0;
            int together = Math.min(group, block.count());
            for (int first = 0; first < block.count(); first += together) {
                double sum = 0;
                for (int i = 0; i < together * block.outputs(); i++) {
                    sum += block.value(first + i / block.outputs(), i % block.outputs());
                }
                double mean = sum / (together * block.outputs());
                loss += Math.pow(mean - .3, 4);
                for (int i = 0; i < together * block.outputs(); i++) {
                    float slope = (float) (4 * Math.pow(mean - .3, 3) / (together * block.outputs()));
                    block.setGradient(first + i / block.outputs(), i % block.outputs(), slope);
                }
            }
            return loss;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void givesTheSameInOnePassAndInTwo(String name, Architecture network) {
        try (Engine engine = new FusedEngine(network, 2)) {
            assertSame(network, engine, new GroupMeans(8), engine, new Asked(new GroupMeans(8), OutputLoss.ALL));
        }
    }

    @Test
    void givesTheSameInBothEngines() {
        Architecture network = Networks.all().values().iterator().next();
        try (Engine fused = new FusedEngine(network, 2);
                Engine definition = new SameDiffEngine(network, 2)) {
            assertSame(network, fused, new GroupMeans(8), definition, new GroupMeans(8));
        }
    }

    /** A loss that engines do not know by its class. */
    private record Asked(OutputLoss loss, int group) implements OutputLoss {

        @Override
        public double gradient(OutputBlock block) {
            return loss.gradient(block);
        }
    }

    private static void assertSame(
            Architecture network, Engine engine, OutputLoss loss, Engine other, OutputLoss otherLoss) {
        Points points = points(120, network.dimensions());
        float[] parameters = network.parameters().initialize(3);
        float[] found = new float[network.parameters().trainable()];
        float[] wanted = found.clone();
        double value = engine.differentiate(parameters, points, loss, found);
        double wantedValue = other.differentiate(parameters, points, otherLoss, wanted);
        assertThat(value).as("loss").isCloseTo(wantedValue, within(1e-3 * Math.max(1e-9, Math.abs(wantedValue))));
        double largest = 0;
        for (float part : wanted) {
            largest = Math.max(largest, Math.abs(part));
        }
        assertThat(found).containsExactly(wanted, within((float) (1e-3 * largest)));
    }

    @ParameterizedTest
    @CsvSource({"1, 700", "7, 700", "100, 700", "256, 768", "200, 1000", "300, 900"})
    void keepsAGroupsPointsTogetherInTheirOrder(int group, int count) {
        Architecture network = Networks.all().values().iterator().next();
        ConcurrentSkipListSet<Integer> seen = new ConcurrentSkipListSet<>();
        OutputLoss loss = new OutputLoss() {
            @Override
            public double gradient(OutputBlock block) {
                assertThat(block.count() % group)
                        .as("points beyond whole groups")
                        .isZero();
                for (int i = 0; i < block.count(); i++) {
                    assertThat(block.number(i) - block.number(0)).isEqualTo(i);
                    assertThat(seen.add(block.number(i)))
                            .as("point %d comes once", i)
                            .isTrue();
                    for (int j = 0; j < block.outputs(); j++) {
                        block.setGradient(i, j, 0);
                    }
                }
                assertThat(block.number(0) % group)
                        .as("a block begins with a group")
                        .isZero();
                return 1;
            }

            @Override
            public int group() {
                return group;
            }
        };
        try (Engine engine = new FusedEngine(network, 2)) {
            engine.differentiate(
                    network.parameters().initialize(1),
                    points(count, network.dimensions()),
                    loss,
                    new float[network.parameters().trainable()]);
        }
        assertThat(seen).hasSize(count);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, OutputLoss.ALL})
    void hasTheSameBitsOnAnyNumberOfThreads(int group) {
        for (Architecture network : Networks.all().values().stream().limit(6).toList()) {
            float[] one = null;
            for (int threads : new int[] {1, 2, 5}) {
                float[] gradient = new float[network.parameters().trainable()];
                try (Engine engine = new FusedEngine(network, threads)) {
                    engine.differentiate(
                            network.parameters().initialize(4),
                            points(300, network.dimensions()),
                            new GroupMeans(group),
                            gradient);
                }
                one = one == null ? gradient : one;
                assertThat(gradient).as("%d threads, %s", threads, network).isEqualTo(one);
            }
        }
    }

    @Test
    void whenItIsTheSquaredErrorGivesWhatTheEnginesOwnLoopGives() {
        Architecture network = Networks.all().values().iterator().next();
        Grid grid = new Grid(Collections.nCopies(network.dimensions(), 20), GridConvention.PIXEL_CENTERS);
        float[] targets = new float[grid.size() * network.outputs()];
        Arrays.fill(targets, .4f);
        SquaredError error = new SquaredError(targets, grid.size());
        float[] own = new float[network.parameters().trainable()];
        float[] asked = own.clone();
        try (Engine engine = new FusedEngine(network, 1)) {
            float[] parameters = network.parameters().initialize(2);
            double wanted = engine.differentiate(parameters, grid, error, own);
            double found = engine.differentiate(parameters, grid, new Asked(error, 1), asked);
            assertThat(found).isCloseTo(wanted, within(ROUNDING * wanted));
            assertThat(asked).isEqualTo(own);
        }
    }

    @Test
    void refusesPointsThatAreNoWholeNumberOfGroups() {
        Architecture network = Networks.all().values().iterator().next();
        try (Engine fused = new FusedEngine(network, 1);
                Engine definition = new SameDiffEngine(network, 1)) {
            for (Engine engine : new Engine[] {fused, definition}) {
                OutputLoss loss = new OutputLoss() {
                    @Override
                    public double gradient(OutputBlock block) {
                        throw new AssertionError("not to be asked");
                    }

                    @Override
                    public int group() {
                        return 7;
                    }
                };
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> engine.differentiate(
                                network.parameters().initialize(1),
                                points(20, network.dimensions()),
                                loss,
                                new float[network.parameters().trainable()]))
                        .withMessageContaining("20 points are no whole number of groups of 7");
            }
        }
    }

    private static Points points(int count, int dimensions) {
        SplittableRandom random = new SplittableRandom(5);
        float[] coordinates = new float[count * dimensions];
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = (float) random.nextDouble();
        }
        return new PointSet(coordinates, dimensions);
    }
}
