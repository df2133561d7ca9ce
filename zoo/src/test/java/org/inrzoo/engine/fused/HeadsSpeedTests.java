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

    /**
     * A thirty-second of the connections: far less than a dense layer's time, though not quite a thirty-second. Only a clock
     * tells, and it is read in turn, so that a slow moment of the machine is one for both.
     */
    @Test
    void fewConnectionsCostFarLessThanAllOfThem() {
        double[] sparse = new double[ROUNDS];
        double[] dense = new double[ROUNDS];
        try (Heads few = new Heads(WIDTH / 32);
                Heads all = new Heads(WIDTH)) {
            for (int round = -ROUNDS; round < ROUNDS; round++) { // the first half warms up
                sparse[Math.max(0, round)] = few.seconds();
                dense[Math.max(0, round)] = all.seconds();
            }
        }
        assertThat(median(sparse))
                .as("seconds with a thirty-second of %s seconds' connections", median(dense))
                .isLessThan(median(dense) / 6);
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    /** A network whose heads are nearly all of its work. */
    private static final class Heads implements AutoCloseable {

        private final FusedEngine engine;
        private final float[] parameters;
        private final float[] targets;
        private final float[] gradient;

        Heads(int connections) {
            Initializer weight = new Initializer.GlorotUniform();
            Architecture network = new Architecture(
                    2,
                    List.of(
                            new Identity(Range.SYMMETRIC),
                            new Dense(WIDTH, weight, Initializer.zeros()),
                            new Relu(),
                            new SparseHeads(4096, connections, SparseHeads.Draw.PER_HEAD, false)));
            engine = new FusedEngine(network, 1);
            parameters = network.parameters().initialize(1);
            targets = new float[POINTS.size() * network.outputs()];
            gradient = new float[network.parameters().trainable()];
        }

        /** What one step takes. */
        double seconds() {
            long start = System.nanoTime();
            engine.squaredError(parameters, POINTS, targets, gradient);
            return (System.nanoTime() - start) * 1e-9;
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
