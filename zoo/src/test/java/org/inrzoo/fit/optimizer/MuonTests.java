package org.inrzoo.fit.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.fused.FusedEngine;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Options;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Muon against plain loops in double precision, and against what is known. */
class MuonTests {

    private static final double RATE = 0.02;
    private static final double DECAY = 0.95;

    private static final OptimizerSettings SETTINGS = Options.with(OptimizerSettings.adam(RATE), "optimizer", "muon");

    @ParameterizedTest(name = "{0} x {1}, {2} bits")
    @CsvSource({
        "16, 16, 0",
        "16, 40, 0",
        "64, 64, 128",
        "64, 64, 256",
        "64, 64, 512",
        "20, 33, 512",
        "130, 70, 512",
        "70, 130, 256",
    })
    void isThePlainComputation(int rows, int columns, int bits) {
        Architecture network = StillEngine.network(rows, columns);
        int weights = network.parameters().trainable();
        int place = StillEngine.matrix(network);
        try (Engine engine =
                bits == 0 ? new StillEngine(network, Optional.empty()) : new FusedEngine(network, 1, bits)) {
            Optimizer muon = Optimizers.get("muon").create(SETTINGS, engine, new float[0]);
            float[] parameters = new float[weights];
            double[][] expected = new double[rows][columns];
            double[][] momentum = new double[rows][columns];
            for (int step = 0; step < 4; step++) {
                float[] gradient = StillEngine.numbers(weights, step);
                double factor = 1 - 0.2 * step;
                muon.step(parameters, gradient, factor, step);
                plainStep(expected, momentum, gradient, place, RATE * factor);
            }
            double largest = 0;
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    largest = Math.max(largest, Math.abs(expected[i][j] - parameters[place + i * columns + j]));
                }
            }
            assertThat(largest / RATE).as("largest error, in steps").isLessThan(2e-4);
        }
    }

    /** X X Xᵀ… as the paper writes it, of the transposed where there are more rows than columns. */
    private static void plainStep(double[][] w, double[][] momentum, float[] gradient, int place, double rate) {
        int rows = w.length;
        int columns = w[0].length;
        double[][] x = new double[rows][columns];
        double squares = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double g = gradient[place + i * columns + j];
                momentum[i][j] = DECAY * momentum[i][j] + (1 - DECAY) * g;
                x[i][j] = DECAY * momentum[i][j] + (1 - DECAY) * g;
                squares += x[i][j] * x[i][j];
            }
        }
        boolean tall = rows > columns;
        x = tall ? Matrices.transposed(x) : x;
        x = Matrices.scaled(x, 1 / (1.01 * Math.sqrt(squares)));
        for (int k = 0; k < 5; k++) {
            double[][] a = Matrices.times(x, Matrices.transposed(x));
            double[][] b = Matrices.sum(Matrices.scaled(a, -4.7750), Matrices.scaled(Matrices.times(a, a), 2.0315));
            x = Matrices.sum(Matrices.scaled(x, 3.4445), Matrices.times(b, x));
        }
        x = tall ? Matrices.transposed(x) : x;
        double length = rate * 0.2 * Math.sqrt(Math.max(rows, columns));
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                w[i][j] -= length * x[i][j];
            }
        }
    }

    @Nested
    class AStepTowardsTheMinimum {

        /** ½‖W - T‖² with W - T = s Q, Q orthogonal: the way to T is Q, and the step's length is known, whatever s is. */
        @ParameterizedTest
        @ValueSource(doubles = {1e-6, 1, 1e5})
        void goesStraightThereWhereAllDirectionsAreAlike(double distance) {
            int n = 16;
            Architecture network = StillEngine.network(n, n);
            int place = StillEngine.matrix(network);
            double[][] q = reflection(n);
            float[] gradient = new float[network.parameters().trainable()];
            for (int i = 0; i < n * n; i++) {
                gradient[place + i] = (float) (distance * q[i / n][i % n]);
            }
            float[] parameters = new float[gradient.length];
            step(network, parameters, gradient);
            double x = 1 / (1.01 * Math.sqrt(n)); // every singular value of s Q / (1.01 ‖s Q‖)
            for (int k = 0; k < 5; k++) {
                x = 3.4445 * x - 4.7750 * Math.pow(x, 3) + 2.0315 * Math.pow(x, 5);
            }
            double length = RATE * 0.2 * Math.sqrt(n) * x;
            assertThat(x).as("singular value").isBetween(0.6, 1.2);
            for (int i = 0; i < n * n; i++) {
                assertThat((double) parameters[place + i]).isCloseTo(-length * q[i / n][i % n], within(1e-6));
            }
        }

        /** Of a gradient of one direction u vᵀ, the others stay where they are. */
        @Test
        void goesAlongOneDirectionWhereTheGradientHasNoOther() {
            Architecture network = StillEngine.network(20, 24);
            int place = StillEngine.matrix(network);
            float[] gradient = new float[network.parameters().trainable()];
            gradient[place + 3 * 24 + 7] = -5;
            float[] parameters = new float[gradient.length];
            step(network, parameters, gradient);
            double x = 1 / 1.01;
            for (int k = 0; k < 5; k++) {
                x = 3.4445 * x - 4.7750 * Math.pow(x, 3) + 2.0315 * Math.pow(x, 5);
            }
            assertThat((double) parameters[place + 3 * 24 + 7]).isCloseTo(RATE * 0.2 * Math.sqrt(24) * x, within(1e-6));
            parameters[place + 3 * 24 + 7] = 0;
            assertThat(parameters).containsOnly(0);
        }

        @Test
        void isNoneWhereThereIsNoGradient() {
            Architecture network = StillEngine.network(16, 16);
            float[] parameters = StillEngine.numbers(network.parameters().size(), 1);
            step(network, parameters, new float[network.parameters().trainable()]);
            assertThat(parameters).containsExactly(StillEngine.numbers(parameters.length, 1));
        }

        private void step(Architecture network, float[] parameters, float[] gradient) {
            try (Engine engine = new FusedEngine(network, 1)) {
                Optimizers.get("muon").create(SETTINGS, engine, new float[0]).step(parameters, gradient, 1, 0);
            }
        }

        /** I - 2 v vᵀ / ‖v‖². */
        private double[][] reflection(int n) {
            double[][] q = new double[n][n];
            double squares = 0;
            for (int i = 0; i < n; i++) {
                squares += (i + 1) * (i + 1);
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    q[i][j] = (i == j ? 1 : 0) - 2 * (i + 1) * (j + 1) / squares;
                }
            }
            return q;
        }
    }
}
