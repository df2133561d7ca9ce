package org.inrzoo.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.inrzoo.engine.samediff.Backend;
import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.Form;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.graph.GraphNetwork;
import org.inrzoo.graph.GraphSession;
import org.inrzoo.parameter.RandomSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class EvolutionTests {

    private static final int C = 8;
    private static final int HEIGHT = 4;
    private static final int WIDTH = 5;
    private static final int P = HEIGHT * WIDTH;
    private static final int PICTURES = 2;
    private static final int HEADS = 4;
    private static final double EQUAL = 1e-6;

    @BeforeAll
    static void onOneThread() {
        Backend.start(1);
    }

    /** What is asked of a graph beside its map. */
    private interface Asked {
        SDVariable of(GraphBuilder graph, EvolutionKernel kernel, FeatureMap x);
    }

    private static GraphNetwork network(EvolutionFunction function, Asked asked, int outputs) {
        return new GraphNetwork(
                (graph, x) -> graph.sd().reshape(asked.of(graph, function.kernel(graph, "k", x), x), -1, outputs),
                C,
                HEIGHT,
                WIDTH,
                outputs);
    }

    private static GraphNetwork applied(EvolutionFunction function) {
        return network(function, (graph, kernel, x) -> kernel.apply(graph, x).value(), C * P);
    }

    private static float[] values(GraphNetwork network) {
        float[] values = network.parameters(Form.EVALUATION).initialize(4);
        RandomSource random = new RandomSource(5);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) random.uniform(0.3);
        }
        return values;
    }

    /** [pictures, channels, pixels]. */
    private static double[] features() {
        RandomSource random = new RandomSource(6);
        double[] x = new double[PICTURES * C * P];
        Arrays.setAll(x, i -> random.normal());
        return x;
    }

    private static double[] outputs(GraphNetwork network, float[] values) {
        try (GraphSession session = new GraphSession(network, Form.EVALUATION, DataType.DOUBLE)) {
            return session.outputs(
                            Nd4j.createFromArray(values).castTo(DataType.DOUBLE), Nd4j.createFromArray(features()))
                    .dup('c')
                    .reshape(-1)
                    .toDoubleVector();
        }
    }

    private static double[] parameter(GraphNetwork network, float[] values, String name) {
        int offset = network.slot(Form.EVALUATION, name).orElseThrow().offset();
        int length = network.slot(Form.EVALUATION, name).orElseThrow().length();
        double[] found = new double[length];
        Arrays.setAll(found, i -> values[offset + i]);
        return found;
    }

    private static double at(double[] x, int picture, int channel, int row, int column) {
        return row < 0 || row >= HEIGHT || column < 0 || column >= WIDTH
                ? 0
                : x[((picture * C + channel) * HEIGHT + row) * WIDTH + column];
    }

    @Nested
    class EveryCase {

        /** The formula by loops, with E written out: y[p] = Σ_q x[q] E[p,q]. */
        @ParameterizedTest
        @EnumSource(EvolutionFunction.class)
        void isTheSumOverAllPixelsThatTheFormulaSays(EvolutionFunction function) {
            GraphNetwork network = applied(function);
            float[] values = values(network);
            // Where A is the same for all pictures, E is given once; zeros of the pictures' number make it theirs.
            GraphNetwork written = network(
                    function,
                    (graph, kernel, x) -> {
                        SDVariable none = graph.sd().zerosLike(x.value()).sum(1, 2, 3);
                        return kernel.explicit(graph, x).add(graph.sd().reshape(none, -1, 1, 1, 1, 1));
                    },
                    P * P * C * C);
            double[] e = outputs(written, values);
            double[] x = features();
            double[] wanted = new double[PICTURES * C * P];
            for (int n = 0; n < PICTURES; n++) {
                for (int p = 0; p < P; p++) {
                    for (int q = 0; q < P; q++) {
                        for (int in = 0; in < C; in++) {
                            for (int out = 0; out < C; out++) {
                                wanted[(n * C + out) * P + p] +=
                                        x[(n * C + in) * P + q] * e[(((n * P + p) * P + q) * C + in) * C + out];
                            }
                        }
                    }
                }
            }
            assertThat(outputs(network, values)).containsExactly(wanted, within(EQUAL));
        }
    }

    @Nested
    class ACaseAsNumbers {

        private final double[][] x = new double[C][P];

        ACaseAsNumbers() {
            RandomSource random = new RandomSource(7);
            for (double[] channel : x) {
                Arrays.setAll(channel, p -> random.normal());
            }
        }

        @ParameterizedTest
        @EnumSource(EvolutionFunction.class)
        void hasTheKernelThatMakesItsOutput(EvolutionFunction function) {
            EvolutionCase example = EvolutionCase.of(function, x, WIDTH, 3);
            double[][] wanted = new double[C][P];
            for (int i = 0; i < P * P * C * C; i++) {
                int p = i / (P * C * C);
                int q = i / (C * C) % P;
                wanted[i % C][p] += x[i / C % C][q] * example.kernel(p, q, i / C % C, i % C);
            }
            for (int c = 0; c < C; c++) {
                assertThat(example.output()[c]).containsExactly(wanted[c], within(1e-12));
            }
            assertThat(example.weights()).isNotEmpty().allMatch(name -> example.weight(name).length > 0);
        }

        @Test
        void ofAConvolutionHearsItsWindowAndNothingElse() {
            EvolutionCase example = EvolutionCase.of(EvolutionFunction.CONVOLUTION, x, WIDTH, 3);
            double[][] heard = example.heard(WIDTH + 2); // row 1, column 2
            for (int q = 0; q < P; q++) {
                boolean near = q / WIDTH <= 2 && Math.abs(q % WIDTH - 2) <= 1;
                assertThat(heard[q / WIDTH][q % WIDTH] > 0).isEqualTo(near);
            }
        }

        @Test
        void refusesPixelsThatAreNoWholeRows() {
            assertThatThrownBy(() -> EvolutionCase.of(EvolutionFunction.CONVOLUTION, x, 3, 3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("20 pixels are no rows of 3");
        }
    }

    @Nested
    class Convolution {

        @Test
        void isTheUsualOne() {
            GraphNetwork network = applied(EvolutionFunction.CONVOLUTION);
            float[] values = values(network);
            double[] w = parameter(network, values, "k/weight"); // [offset, in, out]
            double[] x = features();
            double[] wanted = new double[PICTURES * C * P];
            for (int i = 0; i < wanted.length; i++) {
                int n = i / (C * P);
                int out = i / P % C;
                for (int o = 0; o < 9; o++) {
                    for (int in = 0; in < C; in++) {
                        wanted[i] += w[(o * C + in) * C + out]
                                * at(x, n, in, i % P / WIDTH + o / 3 - 1, i % WIDTH + o % 3 - 1);
                    }
                }
            }
            assertThat(outputs(network, values)).containsExactly(wanted, within(EQUAL));
        }
    }

    @Nested
    class Involution {

        @Test
        void isTheUsualOne() {
            GraphNetwork network = applied(EvolutionFunction.INVOLUTION);
            float[] values = values(network);
            int less = C / 4;
            double[] reduce = parameter(network, values, "k/reduce/weight"); // [in, less]
            double[] gain = parameter(network, values, "k/reduce/norm/gain");
            double[] shift = parameter(network, values, "k/reduce/norm/shift");
            double[] mean = parameter(network, values, "k/reduce/norm/mean");
            double[] variance = parameter(network, values, "k/reduce/norm/variance");
            double[] span = parameter(network, values, "k/span/weight"); // [less, group·9 + offset]
            double[] bias = parameter(network, values, "k/span/bias");
            double[] x = features();
            double[] wanted = new double[PICTURES * C * P];
            for (int i = 0; i < wanted.length; i++) {
                int n = i / (C * P);
                int channel = i / P % C;
                int row = i % P / WIDTH;
                int column = i % WIDTH;
                double[] hidden = new double[less];
                for (int k = 0; k < less; k++) {
                    double sum = 0;
                    for (int in = 0; in < C; in++) {
                        sum += reduce[in * less + k] * at(x, n, in, row, column);
                    }
                    hidden[k] = Math.max(0, (sum - mean[k]) / Math.sqrt(variance[k] + 1e-5) * gain[k] + shift[k]);
                }
                int group = channel / (C / HEADS);
                for (int o = 0; o < 9; o++) {
                    double kappa = bias[group * 9 + o];
                    for (int k = 0; k < less; k++) {
                        kappa += span[k * HEADS * 9 + group * 9 + o] * hidden[k];
                    }
                    wanted[i] += kappa * at(x, n, channel, row + o / 3 - 1, column + o % 3 - 1);
                }
            }
            assertThat(outputs(network, values)).containsExactly(wanted, within(EQUAL));
        }
    }

    @Nested
    class Attention {

        /** Head by head: soft-max of q·k/√d, the values' sum, then all heads side by side times the output matrix. */
        @Test
        void isTheUsualOne() {
            GraphNetwork network = applied(EvolutionFunction.ATTENTION);
            float[] values = values(network);
            int d = C / HEADS;
            double[] x = features();
            double[] wanted = new double[PICTURES * C * P];
            for (int n = 0; n < PICTURES; n++) {
                double[][] q = rows(x, n, parameter(network, values, "k/query"), C, 0);
                double[][] k = rows(x, n, parameter(network, values, "k/key"), C, 0);
                for (int h = 0; h < HEADS; h++) {
                    double[][] v = rows(x, n, parameter(network, values, "k/value"), d, h * C * d);
                    double[] output = parameter(network, values, "k/output");
                    for (int p = 0; p < P; p++) {
                        double[] a = new double[P];
                        for (int other = 0; other < P; other++) {
                            double dot = 0;
                            for (int j = 0; j < d; j++) {
                                dot += q[p][h * d + j] * k[other][h * d + j];
                            }
                            a[other] = Math.exp(dot / Math.sqrt(d));
                        }
                        double sum = Arrays.stream(a).sum();
                        for (int j = 0; j < d; j++) {
                            double taken = 0;
                            for (int other = 0; other < P; other++) {
                                taken += a[other] / sum * v[other][j];
                            }
                            for (int out = 0; out < C; out++) {
                                wanted[(n * C + out) * P + p] += taken * output[(h * d + j) * C + out];
                            }
                        }
                    }
                }
            }
            assertThat(outputs(network, values)).containsExactly(wanted, within(EQUAL));
        }

        /** x[p] times a matrix of so many columns that begins at {@code offset}. */
        private double[][] rows(double[] x, int picture, double[] matrix, int columns, int offset) {
            double[][] rows = new double[P][columns];
            for (int p = 0; p < P; p++) {
                for (int j = 0; j < columns; j++) {
                    for (int in = 0; in < C; in++) {
                        rows[p][j] += at(x, picture, in, p / WIDTH, p % WIDTH) * matrix[offset + in * columns + j];
                    }
                }
            }
            return rows;
        }
    }
}
