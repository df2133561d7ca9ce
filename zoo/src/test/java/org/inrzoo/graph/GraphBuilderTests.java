package org.inrzoo.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        private double[] loops(double[] x, double[] w, int n, int h, int wd, Kernel.Shape shape, int stride) {
            int side = shape.side();
            int in = shape.in() / shape.groups();
            int zeros = (side - 1) / 2;
            int oh = (h + 2 * zeros - side) / stride + 1;
            int ow = (wd + 2 * zeros - side) / stride + 1;
            int out = shape.out();
            double[] y = new double[n * out * oh * ow];
            for (int i = 0; i < y.length; i++) {
                int column = i % ow;
                int row = i / ow % oh;
                int o = i / (ow * oh) % out;
                int picture = i / (ow * oh * out);
                int first = o / (out / shape.groups()) * in;
                for (int c = 0; c < in; c++) {
                    for (int k = 0; k < side * side; k++) {
                        int a = row * stride + k / side - zeros;
                        int b = column * stride + k % side - zeros;
                        if (a >= 0 && a < h && b >= 0 && b < wd) {
                            y[i] += x[((picture * shape.in() + first + c) * h + a) * wd + b]
                                    * w[(k * in + c) * out + o];
                        }
                    }
                }
            }
            return y;
        }

        @ParameterizedTest(name = "{0}x{0}, stride {1}, {2} to {3} channels in {4} groups")
        @CsvSource({
            "1, 1, 3, 5, 1",
            "1, 2, 2, 3, 1",
            "3, 1, 3, 5, 1",
            "3, 2, 1, 4, 1",
            "5, 2, 2, 2, 1",
            "2, 2, 2, 3, 1",
            "3, 1, 4, 4, 4",
            "3, 2, 3, 3, 3",
            "5, 1, 1, 1, 1",
            "2, 2, 3, 6, 3",
            "1, 1, 4, 6, 2",
            "3, 2, 6, 9, 3"
        })
        void areWhatLoopsCompute(int side, int stride, int in, int out, int groups) {
            Kernel.Shape shape = new Kernel.Shape(side, in, out, groups);
            double[] weights = random(1, side * side * in / groups * out);
            double[] x = random(2, 2 * in * 7 * 6);
            double[] y = apply(
                    (graph, map) -> {
                        long[] extents =
                                Arrays.stream(shape.extents()).asLongStream().toArray();
                        INDArray kernel = Nd4j.createFromArray(weights).reshape(extents);
                        return graph.convolve(map, graph.sd().constant(kernel), shape, stride);
                    },
                    x,
                    in,
                    7,
                    6);
            assertThat(y).containsExactly(loops(x, weights, 2, 7, 6, shape, stride), within(ROUNDING));
        }

        @Test
        void areOfGroupsThatDivideTheirChannels() {
            assertThatThrownBy(() -> new Kernel.Shape(3, 4, 6, 4))
                    .hasMessage("4 and 6 channels cannot be cut into 4 groups");
        }
    }

    @Nested
    class Sums {

        /** Branches of each kind, in groups, dense and with stride: what they become says the same. */
        @ParameterizedTest(name = "{0} to {1} channels in {2} groups, stride {3}, with identity {4}")
        @CsvSource({"3, 3, 3, 1, true", "4, 4, 1, 1, true", "4, 4, 2, 1, true", "2, 4, 2, 2, false", "2, 3, 1, 2, false"
        })
        void ofBranchesBecomeOneConvolution(int in, int out, int groups, int stride, boolean identity) {
            Kernel.Shape shape = new Kernel.Shape(5, in, out, groups);
            List<GraphBuilder.Branch> branches = new ArrayList<>(List.of(
                    GraphBuilder.Branch.of("five", 5, Kernel.PLAIN),
                    GraphBuilder.Branch.of("three", 3, Kernel.PLAIN),
                    GraphBuilder.Branch.of("one", 1, Kernel.PLAIN)));
            if (identity) {
                branches.add(GraphBuilder.Branch.identity("same"));
            }
            int height = (6 - 1) / stride + 1;
            int width = (5 - 1) / stride + 1;
            GraphNetwork network = new GraphNetwork(
                    (graph, x) -> graph.sd()
                            .reshape(
                                    graph.normalizedSum("sum", x, branches, shape, stride)
                                            .value(),
                                    -1,
                                    (long) out * height * width),
                    in,
                    6,
                    5,
                    out * height * width);
            float[] values = network.parameters(Form.TRAINING).initialize(1);
            RandomSource random = new RandomSource(2);
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) random.uniform(0.2);
            }
            double[] pictures = random(3, 2 * in * 6 * 5);
            double[] wanted = outputs(network, Form.EVALUATION, values, pictures);
            assertThat(wanted).hasSize(2 * out * height * width);
            assertThat(outputs(network, Form.DEPLOYED, network.fold(values), pictures))
                    .containsExactly(wanted, within(1e-5));
            assertThat(network.parameters(Form.DEPLOYED).size()).isEqualTo(25 * in / groups * out + out);
        }

        private double[] outputs(GraphNetwork network, Form form, float[] values, double[] pictures) {
            try (GraphSession session = new GraphSession(network, form, DataType.DOUBLE)) {
                return session.outputs(
                                Nd4j.createFromArray(values).castTo(DataType.DOUBLE), Nd4j.createFromArray(pictures))
                        .dup('c')
                        .reshape(-1)
                        .toDoubleVector();
            }
        }
    }

    @Nested
    class Shuffles {

        @Test
        void takeTheFirstOfEveryGroupThenTheSecond() {
            assertThat(apply((graph, x) -> graph.shuffled(x, 2), new double[] {1, 2, 3, 4, 5, 6}, 6, 1, 1))
                    .containsExactly(new double[] {1, 4, 2, 5, 3, 6}, within(0.0));
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
