package org.inrzoo.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.inrzoo.datasets.label.LabelledPictures;
import org.inrzoo.engine.samediff.Backend;
import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.Form;
import org.inrzoo.graph.GraphNetwork;
import org.inrzoo.graph.GraphSession;
import org.inrzoo.graph.MapAxis;
import org.inrzoo.parameter.RandomSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class XMlpTests {

    private static final int HEIGHT = 8;
    private static final int WIDTH = 12;

    @BeforeAll
    static void onOneThread() {
        Backend.start(1);
    }

    private static double[] outputs(GraphNetwork network, float[] values, double[] pictures) {
        try (GraphSession session = new GraphSession(network, Form.EVALUATION, DataType.DOUBLE)) {
            return session.outputs(Nd4j.createFromArray(values).castTo(DataType.DOUBLE), Nd4j.createFromArray(pictures))
                    .dup('c')
                    .reshape(-1)
                    .toDoubleVector();
        }
    }

    private static double[] random(int count) {
        RandomSource random = new RandomSource(9);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.normal();
        }
        return values;
    }

    @Nested
    class SpatialWeights {

        private final VisionModel model = VisionModels.get("x-mlp-4").with("width", 0.125);
        private final GraphNetwork network = model.network(1, HEIGHT, WIDTH, 2);
        private final float[] values = network.parameters(Form.TRAINING).initialize(1);

        private Classifier classifier() {
            LabelledPictures like =
                    new LabelledPictures(1, HEIGHT, WIDTH, List.of("a", "b"), new byte[HEIGHT * WIDTH], new int[] {0});
            return Classifier.trained(model, network, like, new Pixels(0, 1), values);
        }

        /** The network's own layers without norms, activations and mixing of channels, on a picture, against the product of matrices. */
        @Test
        void areWhatTheNetworkDoesWithoutWhatIsNotLinear() {
            AxisNetwork family = (AxisNetwork) model.family();
            int channels = 4;
            int rows = HEIGHT / 4;
            int columns = WIDTH / 4;
            GraphNetwork linear = new GraphNetwork(
                    (graph, x) -> graph.sd()
                            .reshape(family.features(graph, x, false).value(), -1, (long) channels * rows * columns),
                    1,
                    HEIGHT,
                    WIDTH,
                    channels * rows * columns);
            float[] same = new float[linear.parameters(Form.EVALUATION).size()];
            linear.parameters(Form.EVALUATION)
                    .slots()
                    .forEach(slot -> System.arraycopy(
                            values,
                            network.slot(Form.TRAINING, slot.name())
                                    .orElseThrow()
                                    .offset(),
                            same,
                            slot.offset(),
                            slot.length()));
            double[] picture = random(HEIGHT * WIDTH);
            double[] found = outputs(linear, same, picture);
            double[][] perChannel = classifier().weight("first/channels/weight"); // [1][channels]
            for (int i = 0; i < found.length; i++) {
                double[][] weights = XMlp.spatialWeights(classifier(), i / columns % rows, i % columns);
                double sum = 0;
                for (int row = 0; row < HEIGHT; row++) {
                    for (int column = 0; column < WIDTH; column++) {
                        sum += weights[row][column] * picture[row * WIDTH + column];
                    }
                }
                assertThat(found[i]).isCloseTo(perChannel[0][i / (rows * columns)] * sum, within(1e-10));
            }
        }

        @Test
        void areThoseOfPositionsThatThereAre() {
            assertThat(XMlp.spatialWeights(classifier().deployed(), 1, 2)).hasDimensions(HEIGHT, WIDTH);
            assertThatThrownBy(() -> XMlp.spatialWeights(classifier(), 2, 0))
                    .hasMessage("there is no position 2 among the 2 of the last features");
        }
    }

    @Nested
    class LinearLayersAlongAnAxis {

        @ParameterizedTest
        @EnumSource(MapAxis.class)
        void areWhatLoopsCompute(MapAxis axis) {
            int channels = 3;
            int out = 5;
            int pixels = HEIGHT * WIDTH;
            FeatureMap shape = new FeatureMap(null, channels, HEIGHT, WIDTH);
            int in = axis.length(shape);
            int size = channels * pixels / in * out;
            GraphNetwork network = new GraphNetwork(
                    (graph, x) ->
                            graph.sd().reshape(graph.along("l", x, axis, out).value(), -1, size),
                    channels,
                    HEIGHT,
                    WIDTH,
                    size);
            float[] values = network.parameters(Form.EVALUATION).initialize(2);
            values[in * out + 1] = 0.5f; // a bias
            double[] x = random(2 * channels * pixels);
            int after = axis == MapAxis.CHANNELS ? pixels : axis == MapAxis.ROWS ? WIDTH : 1;
            double[] wanted = new double[2 * size];
            for (int i = 0; i < wanted.length; i++) {
                int to = i / after % out;
                wanted[i] = values[in * out + to];
                for (int from = 0; from < in; from++) {
                    wanted[i] += values[from * out + to] * x[(i / after / out * in + from) * after + i % after];
                }
            }
            assertThat(outputs(network, values, x)).containsExactly(wanted, within(1e-12));
            assertThat(network.macs(Form.DEPLOYED)).isEqualTo((long) size * in);
        }
    }

    @Nested
    class Gelu {

        /** From tables of the normal distribution. */
        @Test
        void isTheInputTimesTheNormalDistribution() {
            GraphNetwork network = new GraphNetwork(
                    (graph, x) -> graph.sd().reshape(graph.gelu(x).value(), -1, 4), 1, 2, 2, 4);
            assertThat(outputs(network, new float[0], new double[] {1, -2, 0, 0.5}))
                    .containsExactly(
                            new double[] {0.8413447461, -2 * 0.0227501319, 0, 0.5 * 0.6914624613}, within(1e-9));
        }
    }
}
