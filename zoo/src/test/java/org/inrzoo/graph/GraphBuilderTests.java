package org.inrzoo.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.inrzoo.engine.samediff.Backend;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.RandomSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GraphBuilderTests {

    private static final double ROUNDING = 1e-12;

    @BeforeAll
    static void onOneThread() {
        Backend.start(1);
    }

    private static double[] random(int seed, int count) {
        RandomSource random = new RandomSource(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.normal();
        }
        return values;
    }

    /** What a layer makes of some pictures, in double precision. */
    private interface Layer {
        FeatureMap of(GraphBuilder graph, FeatureMap x);
    }

    private static double[] apply(Layer layer, double[] pictures, int channels, int height, int width) {
        SameDiff sd = SameDiff.create();
        SDVariable x = sd.placeHolder("x", DataType.DOUBLE, -1, channels, height, width);
        FeatureMap y = layer.of(
                new GraphBuilder(sd, Form.TRAINING, DataType.DOUBLE), new FeatureMap(x, channels, height, width));
        INDArray values = Nd4j.createFromArray(pictures).reshape(-1, channels, height, width);
        INDArray result = sd.outputSingle(Map.of("x", values), y.value().name());
        assertThat(result.shape()).endsWith(y.channels(), y.height(), y.width());
        return result.dup('c').reshape(-1).toDoubleVector();
    }

    @Nested
    class Convolutions {

        /** Σ over the window, zeros outside; by loops. */
        private double[] loops(
                double[] x,
                double[] w,
                int n,
                int in,
                int h,
                int wd,
                int side,
                int out,
                int stride,
                boolean depthwise) {
            int oh = (h + 2 * (side / 2) - side) / stride + 1;
            int ow = (wd + 2 * (side / 2) - side) / stride + 1;
            double[] y = new double[n * out * oh * ow];
            for (int i = 0; i < y.length; i++) {
                int column = i % ow;
                int row = i / ow % oh;
                int o = i / (ow * oh) % out;
                int picture = i / (ow * oh * out);
                for (int c = depthwise ? o : 0; c < (depthwise ? o + 1 : in); c++) {
                    for (int k = 0; k < side * side; k++) {
                        int a = row * stride + k / side - side / 2;
                        int b = column * stride + k % side - side / 2;
                        if (a >= 0 && a < h && b >= 0 && b < wd) {
                            int at = depthwise ? k * in + c : (k * in + c) * out + o;
                            y[i] += x[((picture * in + c) * h + a) * wd + b] * w[at];
                        }
                    }
                }
            }
            return y;
        }

        @ParameterizedTest(name = "{0}x{0}, stride {1}, {2} to {3} channels, depthwise {4}")
        @CsvSource({
            "1, 1, 3, 5, false",
            "1, 2, 2, 3, false",
            "3, 1, 3, 5, false",
            "3, 2, 1, 4, false",
            "5, 2, 2, 2, false",
            "3, 1, 4, 4, true",
            "3, 2, 3, 3, true",
            "5, 1, 1, 1, true"
        })
        void areWhatLoopsCompute(int side, int stride, int in, int out, boolean depthwise) {
            Kernel.Shape shape = new Kernel.Shape(side, in, out, depthwise);
            double[] weights = random(1, side * side * in * (depthwise ? 1 : out));
            double[] x = random(2, 2 * in * 7 * 6);
            double[] y = apply(
                    (graph, map) -> {
                        long[] extents = {side, side, in, depthwise ? 1 : out};
                        INDArray kernel = Nd4j.createFromArray(weights).reshape(extents);
                        return graph.convolve(map, graph.sd().constant(kernel), shape, stride);
                    },
                    x,
                    in,
                    7,
                    6);
            assertThat(y)
                    .containsExactly(loops(x, weights, 2, in, 7, 6, side, out, stride, depthwise), within(ROUNDING));
        }
    }

    @Nested
    class Twins {

        @Test
        void cutOffWhatIsNegative() {
            assertThat(apply(GraphBuilder::relu, new double[] {-2, 0, 3, -0.5}, 1, 2, 2))
                    .containsExactly(new double[] {0, 0, 3, 0}, within(0.0));
        }

        @Test
        void multiplyEveryChannelByItsFactor() {
            double[] y = apply(
                    (graph, x) -> x.with(graph.times(
                            x.value(), graph.perChannel(graph.sd().constant(Nd4j.createFromArray(2.0, -1.0)), 2))),
                    new double[] {1, 2, 3, 4, 5, 6, 7, 8},
                    2,
                    1,
                    2);
            assertThat(y).containsExactly(new double[] {2, 4, -3, -4, 10, 12, -7, -8}, within(0.0));
        }

        @Test
        void halveByTheLargestOfFour() {
            double[] y = apply(GraphBuilder::halved, new double[] {1, 5, 9, 2, 3, 9, 7, 7, 7}, 1, 3, 3);
            assertThat(y).containsExactly(new double[] {5}, within(0.0));
        }
    }

    @Nested
    class CrossEntropy {

        private double loss(double[] logits, double[] targets) {
            GraphDefinition given = (graph, x) -> {
                SDVariable weight = graph.trained("w", new Initializer.Constant(1), 1, 1, 1);
                return graph.sd().reshape(x.value(), -1, 3).mul(weight);
            };
            GraphNetwork network = new GraphNetwork(given, 3, 1, 1, 3);
            try (GraphSession session = new GraphSession(network, Form.TRAINING, DataType.FLOAT)) {
                GraphSession.StepResult step = session.step(
                        Nd4j.createFromArray(1f),
                        Nd4j.createFromArray(logits).castTo(DataType.FLOAT),
                        Nd4j.createFromArray(targets).castTo(DataType.FLOAT).reshape(-1, 3));
                assertThat(step.gradients().get("w").getDouble(0)).isFinite();
                return step.loss();
            }
        }

        @Test
        void isTheMeanOfMinusTheLogOfTheSoftMax() {
            double first = Math.log(Math.exp(1) + Math.exp(2) + Math.exp(-1)) - 2;
            double second = Math.log(3);
            assertThat(loss(new double[] {1, 2, -1, 5, 5, 5}, new double[] {0, 1, 0, 0.2, 0.3, 0.5}))
                    .isCloseTo((first + second) / 2, within(1e-6));
        }

        @Test
        void isFiniteForAnyScores() {
            assertThat(loss(new double[] {1e4, -1e4, 0}, new double[] {0, 1, 0}))
                    .isCloseTo(2e4, within(1.0));
            assertThat(loss(new double[] {1e30, 0, 0}, new double[] {1, 0, 0})).isZero();
        }
    }
}
