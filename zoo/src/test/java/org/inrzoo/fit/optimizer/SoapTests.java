package org.inrzoo.fit.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.fused.FusedEngine;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Options;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SOAP against plain loops in double precision, and against what is known. */
class SoapTests {

    private static final double RATE = 0.01;
    private static final double DECAY = 0.95;

    private static final OptimizerSettings SETTINGS = Options.with(OptimizerSettings.adam(RATE), "optimizer", "soap");

    /** So large that rounding in directions of no gradient does not count. */
    private static final double EPSILON = 0.1;

    @ParameterizedTest(name = "{0} x {1}, {2} bits")
    @CsvSource({"16, 16, 0", "16, 20, 0", "64, 64, 512", "64, 64, 128", "20, 33, 256", "70, 24, 512"})
    void isThePlainComputation(int rows, int columns, int bits) {
        Architecture network = StillEngine.network(rows, columns);
        int weights = network.parameters().trainable();
        int place = StillEngine.matrix(network);
        try (Engine engine =
                bits == 0 ? new StillEngine(network, Optional.empty()) : new FusedEngine(network, 1, bits)) {
            Optimizer soap =
                    Optimizers.get("soap").create(Options.with(SETTINGS, "epsilon", EPSILON), engine, new float[0]);
            float[] parameters = new float[weights];
            Plain plain = new Plain(rows, columns);
            for (int step = 0; step < 23; step++) {
                float[] gradient = gradient(network, step);
                double factor = 1 - 0.02 * step;
                soap.step(parameters, gradient, factor, step);
                plain.step(gradient, place, RATE * factor, step);
            }
            double largest = 0;
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    largest = Math.max(largest, Math.abs(plain.w[i][j] - parameters[place + i * columns + j]));
                }
            }
            assertThat(Math.abs(plain.w[3][5])).as("some step's length").isGreaterThan(1e-4);
            assertThat(largest / RATE).as("largest error, in steps").isLessThan(5e-3);
        }
    }

    /** Of falling strength along rows and columns, so that the eigenvalues lie apart. */
    private static float[] gradient(Architecture network, int step) {
        float[] gradient = StillEngine.numbers(network.parameters().trainable(), step);
        int place = StillEngine.matrix(network);
        int columns = network.parameters().slots().stream()
                .filter(slot -> slot.name().equals("layer2/weight"))
                .findFirst()
                .orElseThrow()
                .parameter()
                .fanOut();
        for (int i = place; i < gradient.length; i++) {
            int row = (i - place) / columns;
            int column = (i - place) % columns;
            gradient[i] *= (float) (Math.pow(0.7, row) * Math.pow(0.8, column));
        }
        return gradient;
    }

    /** Algorithm 3 of the paper, with the basis of the class under test. */
    private static final class Plain {

        private final double[][] w;
        private double[][] m;
        private double[][] v;
        private double[][] l;
        private double[][] r;
        private double[][] ql;
        private double[][] qr;

        Plain(int rows, int columns) {
            w = new double[rows][columns];
            m = new double[rows][columns];
            v = new double[rows][columns];
            l = new double[rows][rows];
            r = new double[columns][columns];
            ql = Matrices.unit(rows);
            qr = Matrices.unit(columns);
        }

        void step(float[] gradient, int place, double rate, int step) {
            double[][] g = new double[w.length][w[0].length];
            for (int i = 0; i < g.length; i++) {
                for (int j = 0; j < g[0].length; j++) {
                    g[i][j] = gradient[place + i * g[0].length + j];
                }
            }
            if (step > 0) {
                descend(g, rate, step);
            }
            double keep = step == 0 ? 0 : DECAY;
            l = mean(l, Matrices.times(g, Matrices.transposed(g)), keep);
            r = mean(r, Matrices.times(Matrices.transposed(g), g), keep);
            for (int i = 0; i < (step == 0 ? 10 : step % 10 == 0 ? 1 : 0); i++) {
                refresh();
            }
        }

        private void descend(double[][] g, double rate, int step) {
            double[][] h = Matrices.times(Matrices.times(Matrices.transposed(ql), g), qr);
            double correction = 1 - Math.pow(DECAY, step);
            double[][] n = new double[g.length][g[0].length];
            for (int i = 0; i < g.length; i++) {
                for (int j = 0; j < g[0].length; j++) {
                    m[i][j] = DECAY * m[i][j] + (1 - DECAY) * h[i][j];
                    v[i][j] = DECAY * v[i][j] + (1 - DECAY) * h[i][j] * h[i][j];
                    n[i][j] = rate * Math.sqrt(correction) / correction * m[i][j] / (Math.sqrt(v[i][j]) + EPSILON);
                }
            }
            double[][] update = Matrices.times(Matrices.times(ql, n), Matrices.transposed(qr));
            for (int i = 0; i < g.length; i++) {
                for (int j = 0; j < g[0].length; j++) {
                    w[i][j] -= update[i][j];
                }
            }
        }

        private void refresh() {
            double[][] plain = Matrices.times(Matrices.times(ql, m), Matrices.transposed(qr));
            Integer[] rows = order(l, ql);
            Integer[] columns = order(r, qr);
            ql = powerStep(l, ql, rows);
            qr = powerStep(r, qr, columns);
            m = Matrices.times(Matrices.times(Matrices.transposed(ql), plain), qr);
            double[][] sorted = new double[v.length][v[0].length];
            for (int i = 0; i < v.length; i++) {
                for (int j = 0; j < v[0].length; j++) {
                    sorted[i][j] = v[rows[i]][columns[j]];
                }
            }
            v = sorted;
        }

        private static Integer[] order(double[][] p, double[][] q) {
            double[][] diagonal = Matrices.times(Matrices.times(Matrices.transposed(q), p), q);
            Integer[] order = IntStream.range(0, q.length).boxed().toArray(Integer[]::new);
            Arrays.sort(order, Comparator.comparingDouble(i -> -diagonal[i][i]));
            return order;
        }

        private static double[][] powerStep(double[][] p, double[][] q, Integer[] order) {
            int n = q.length;
            double trace = 0;
            for (int i = 0; i < n; i++) {
                trace += p[i][i];
            }
            double[][] image = Matrices.transposed(
                    Matrices.sum(Matrices.scaled(Matrices.times(p, q), n / trace), Matrices.scaled(q, 1e-6)));
            double[][] rows = new double[n][];
            for (int i = 0; i < n; i++) {
                rows[i] = image[order[i]].clone();
                for (int pass = 0; pass < 2; pass++) {
                    for (int j = 0; j < i; j++) {
                        add(rows[i], -dot(rows[i], rows[j]), rows[j]);
                    }
                    double length = Math.sqrt(dot(rows[i], rows[i]));
                    for (int k = 0; k < n; k++) {
                        rows[i][k] /= length;
                    }
                }
            }
            return Matrices.transposed(rows);
        }

        private static void add(double[] a, double factor, double[] b) {
            for (int k = 0; k < a.length; k++) {
                a[k] += factor * b[k];
            }
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int k = 0; k < a.length; k++) {
                sum += a[k] * b[k];
            }
            return sum;
        }

        private static double[][] mean(double[][] old, double[][] now, double keep) {
            return Matrices.sum(Matrices.scaled(old, keep), Matrices.scaled(now, 1 - keep));
        }
    }

    @Nested
    class OfAGradientWhoseBasisIsKnown {

        private static final int SIDE = 16;

        private final Architecture network = StillEngine.network(SIDE, SIDE);
        private final int place = StillEngine.matrix(network);

        /** G = diag(1 … 16): its basis is the axes, and Adam's steps there have the length of the rate. */
        @Test
        void theStepIsAdamsInThatBasis() {
            float[] gradient = new float[network.parameters().trainable()];
            for (int i = 0; i < SIDE; i++) {
                gradient[place + i * SIDE + i] = i + 1;
            }
            float[] parameters = new float[gradient.length];
            descend(parameters, gradient, 4);
            for (int i = 0; i < SIDE; i++) {
                for (int j = 0; j < SIDE; j++) {
                    assertThat((double) parameters[place + i * SIDE + j])
                            .as("row %d, column %d", i, j)
                            .isCloseTo(i == j ? -3 * RATE : 0, within(1e-6));
                }
            }
        }

        /** G = u vᵀ: one eigenvector on each side, and all of the step along them. */
        @Test
        void theStepGoesAlongTheOneDirectionThereIs() {
            float[] gradient = new float[network.parameters().trainable()];
            for (int i = 0; i < SIDE; i++) {
                for (int j = 0; j < SIDE; j++) {
                    gradient[place + i * SIDE + j] = (i % 2 == 0 ? 1 : -1) * 0.01f;
                }
            }
            OptimizerSettings forgiving = Options.with(SETTINGS, "epsilon", 1e-5);
            float[] parameters = new float[gradient.length];
            try (Engine engine = new FusedEngine(network, 1)) {
                Optimizer soap = Optimizers.get("soap").create(forgiving, engine, new float[0]);
                soap.step(parameters, gradient, 1, 0);
                assertThat(parameters).as("the first step only looks").containsOnly(0);
                soap.step(parameters, gradient, 1, 1);
            }
            for (int i = 0; i < SIDE; i++) {
                for (int j = 0; j < SIDE; j++) {
                    double expected = -(i % 2 == 0 ? 1 : -1) * RATE / SIDE; // unit vectors' product
                    assertThat((double) parameters[place + i * SIDE + j]).isCloseTo(expected, within(2e-5));
                }
            }
        }

        @Test
        void nothingMovesWithoutOne() {
            float[] parameters = StillEngine.numbers(network.parameters().size(), 1);
            descend(parameters, new float[network.parameters().trainable()], 12);
            assertThat(parameters).containsExactly(StillEngine.numbers(parameters.length, 1));
        }

        private void descend(float[] parameters, float[] gradient, int steps) {
            try (Engine engine = new FusedEngine(network, 1)) {
                Optimizer soap = Optimizers.get("soap").create(SETTINGS, engine, new float[0]);
                for (int step = 0; step < steps; step++) {
                    soap.step(parameters, gradient, 1, step);
                }
            }
        }
    }
}
