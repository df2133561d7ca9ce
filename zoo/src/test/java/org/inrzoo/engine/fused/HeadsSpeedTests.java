package org.inrzoo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Relu;
import org.inrzoo.layer.SparseHeads;
import org.inrzoo.network.Architecture;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class HeadsSpeedTests {

    private static final int WIDTH = 512;
    private static final int ROUNDS = 15;
    private static final Grid POINTS = Grid.image(4, 4, GridConvention.ALIGN_CORNERS);

    /** A thirty-second of the connections: far less than a dense layer's time, though not quite a thirty-second. */
    @Test
    void fewConnectionsCostFarLessThanAllOfThem() {
        double sparse = seconds(WIDTH / 32);
        double dense = seconds(WIDTH);
        assertThat(sparse)
                .as("seconds with a thirty-second of %s seconds' connections", dense)
                .isLessThan(dense / 6);
    }

    /** The median of a step's seconds. */
    private static double seconds(int connections) {
        Initializer weight = new Initializer.GlorotUniform();
        Architecture network = new Architecture(
                2,
                List.of(
                        new Identity(Range.SYMMETRIC),
                        new Dense(WIDTH, weight, Initializer.zeros()),
                        new Relu(),
                        new SparseHeads(4096, connections, SparseHeads.Draw.PER_HEAD, false)));
        float[] parameters = network.parameters().initialize(1);
        float[] targets = new float[POINTS.size() * network.outputs()];
        float[] gradient = new float[network.parameters().trainable()];
        double[] seconds = new double[ROUNDS];
        try (FusedEngine engine = new FusedEngine(network, 1)) {
            for (int round = -ROUNDS; round < ROUNDS; round++) {
                long start = System.nanoTime();
                engine.squaredError(parameters, POINTS, targets, gradient);
                seconds[Math.max(0, round)] = (System.nanoTime() - start) * 1e-9;
            }
        }
        Arrays.sort(seconds);
        return seconds[ROUNDS / 2];
    }
}
