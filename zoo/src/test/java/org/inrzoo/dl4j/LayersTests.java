package org.inrzoo.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.inrzoo.dl4j.LevelsOfExpertsLayer.ExpertActivation;
import org.inrzoo.engine.samediff.SameDiffDefinition;
import org.inrzoo.layer.Blending;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.ExpertTiling;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.LeakyRelu;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.layer.Normalization;
import org.inrzoo.layer.Normalization.Kind;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.RandomSource;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The zoo's layers inside Deeplearning4j's own networks. */
class LayersTests {

    private static final int POINTS = 7;
    private static final double STEP = 1e-6;
    private static final double MAX_RELATIVE = 1e-4;
    private static final double MIN_ABSOLUTE = 1e-8;

    private static PrintStream out;

    /** ND4J writes a line for every operation it differentiates, and checks gradients only where doubles are the default. */
    @BeforeAll
    static void prepare() {
        out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    }

    @AfterAll
    static void restore() {
        System.setOut(out);
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }

    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of("Levels of Experts, sine", levelsOfExperts(Blending.NEAREST, ExpertActivation.SINE), 4),
                Arguments.of(
                        "Levels of Experts, leaky ReLU",
                        levelsOfExperts(Blending.NEAREST, ExpertActivation.LEAKY_RELU),
                        4),
                Arguments.of(
                        "Levels of Experts of coordinates alone",
                        levelsOfExperts(Blending.NEAREST, ExpertActivation.LEAKY_RELU),
                        2),
                Arguments.of("Levels of Experts, blended", levelsOfExperts(Blending.LINEAR, ExpertActivation.SINE), 4),
                Arguments.of("sparse heads", List.of(heads(6, 1), heads(4, 2)), 3),
                Arguments.of("batch normalisation", normalized(Kind.BATCH), 3),
                Arguments.of("layer normalisation", normalized(Kind.LAYER), 3),
                Arguments.of("global normalisation", normalized(Kind.GLOBAL), 3),
                Arguments.of("cross normalisation", normalized(Kind.CROSS), 3));
    }

    @Test
    void thereIsANetworkForEveryKindOfNormalization() {
        assertThat(networks()
                        .map(arguments -> (List<?>) arguments.get()[1])
                        .flatMap(List::stream)
                        .filter(NormalizationLayer.class::isInstance)
                        .map(layer -> ((Normalization) ((NormalizationLayer) layer).definition()).kind()))
                .containsExactlyInAnyOrder(Kind.values());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void haveTheGradientThatDeeplearning4jChecks(String name, List<ZooLayer> layers, int inputs) {
        MultiLayerNetwork network = network(layers, inputs, new NoOp());
        boolean right = GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                .net(network)
                .epsilon(STEP)
                .maxRelError(MAX_RELATIVE)
                .minAbsoluteError(MIN_ABSOLUTE)
                .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)
                .exitOnFirstError(false)
                .subset(true)
                .maxPerParam(4)
                .input(input(inputs))
                .labels(labels()));
        assertThat(right).as("gradient of %s", name).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void comeBackFromJson(String name, List<ZooLayer> layers, int inputs) {
        MultiLayerConfiguration written = network(layers, inputs, new NoOp()).getLayerWiseConfigurations();
        MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(written.toJson());
        assertThat(read).isEqualTo(written);
        MultiLayerNetwork network = new MultiLayerNetwork(read);
        network.init();
        assertThat(network.output(input(inputs)))
                .as("the same seeds, the same network")
                .isEqualTo(network(layers, inputs, new NoOp()).output(input(inputs)));
    }

    @Test
    void comeBackFromAFileAsTheyWereTrained(@TempDir Path folder) throws IOException {
        MultiLayerNetwork network =
                network(levelsOfExperts(Blending.NEAREST, ExpertActivation.SINE), 4, new Adam(5e-2));
        INDArray x = input(4);
        network.fit(x, labels());
        double first = network.score();
        for (int i = 0; i < 8; i++) {
            network.fit(x, labels());
        }
        assertThat(network.score()).as("loss after 8 further steps").isLessThan(first);
        File file = folder.resolve("network.zip").toFile();
        network.save(file);
        assertThat(MultiLayerNetwork.load(file, true).output(x)).isEqualTo(network.output(x));
    }

    /** The zoo's own graph of the same layers and weights is the second way to compute the same. */
    @Test
    void computeWhatTheZoosGraphDoes() {
        List<ZooLayer> layers = levelsOfExperts(Blending.NEAREST, ExpertActivation.LEAKY_RELU);
        MultiLayerNetwork network = network(layers, 4, new NoOp());
        List<Layer> chain = Stream.concat(
                        Stream.of(new Identity(Range.SYMMETRIC)),
                        Stream.concat(
                                layers.stream().flatMap(layer -> Stream.of(layer.definition(), new LeakyRelu(0.2))),
                                Stream.of(new Dense(1, Initializer.zeros(), Initializer.zeros()))))
                .toList();
        Architecture architecture = new Architecture(2, chain);
        SameDiff graph = SameDiffDefinition.define(architecture, Optional.empty(), DataType.DOUBLE);
        String[][] names = {{"weight", "bias"}, {"weight", "bias"}, {"W", "b"}};
        for (ParameterLayout.Slot slot : architecture.parameters().slots()) {
            int layer = slot.name().charAt("layer".length()) - '1';
            String name = names[layer][slot.parameter().name().equals("weight") ? 0 : 1];
            INDArray variable = graph.getVariable(slot.name()).getArr();
            variable.assign(network.getParam(layer + "_" + name).reshape(variable.shape()));
        }
        INDArray points = Nd4j.create(DataType.DOUBLE, POINTS, 2);
        INDArray columns = Nd4j.create(DataType.DOUBLE, POINTS, 4);
        RandomSource random = new RandomSource(3);
        for (int i = 0; i < POINTS; i++) {
            for (int axis = 0; axis < 2; axis++) {
                double p = random.uniform();
                points.putScalar(i, axis, p);
                columns.putScalar(i, axis, p);
                columns.putScalar(i, 2 + axis, 2 * p - 1);
            }
        }
        INDArray expected = graph.outputSingle(Map.of(SameDiffDefinition.POINTS, points), SameDiffDefinition.OUTPUT);
        INDArray actual = network.output(columns);
        for (int i = 0; i < POINTS; i++) {
            assertThat(actual.getDouble(i, 0)).as("point %d", i).isEqualTo(expected.getDouble(i, 0), within(1e-12));
        }
    }

    @Test
    void startFromTheZoosFirstValues() {
        LevelsOfExpertsLayer layer =
                new LevelsOfExpertsLayer.Builder().nOut(5).nIn(6).seed(9).build();
        MultiLayerNetwork network = network(List.of(layer), 6, new NoOp());
        LevelsOfExperts zoo = new LevelsOfExperts(
                5,
                new ExpertTiling(2, 2, 2, 0, Blending.NEAREST),
                Initializer.kaimingUniform(),
                Initializer.zeros(),
                true);
        float[] values = new Architecture(4, List.of(new Identity(Range.UNIT), zoo))
                .parameters()
                .initialize(9);
        double[] weights = network.getParam("0_weight").dup('c').data().asDouble();
        assertThat(weights).hasSize(4 * 4 * 5);
        for (int i = 0; i < weights.length; i++) {
            assertThat((float) weights[i]).isEqualTo(values[i]);
        }
    }

    /** The line of the README, in front of a network that is given nothing but rows and columns. */
    @Test
    void learnAPictureFromItsCoordinatesAlone() {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
        try {
            MultiLayerConfiguration configuration = new NeuralNetConfiguration.Builder()
                    .updater(new Adam(1e-2))
                    .seed(1)
                    .list()
                    .layer(new LevelsOfExpertsLayer.Builder()
                            .alpha(4)
                            .nOut(64)
                            .seed(1)
                            .build())
                    .layer(new LevelsOfExpertsLayer.Builder()
                            .alpha(2)
                            .nOut(64)
                            .seed(2)
                            .keepCoordinates(false)
                            .build())
                    .layer(new OutputLayer.Builder(LossFunction.MSE)
                            .activation(Activation.IDENTITY)
                            .nOut(1)
                            .build())
                    .setInputType(InputType.feedForward(2))
                    .build();
            MultiLayerNetwork network = new MultiLayerNetwork(configuration);
            network.init();
            INDArray x = Nd4j.create(DataType.FLOAT, 64, 2);
            INDArray y = Nd4j.create(DataType.FLOAT, 64, 1);
            for (int i = 0; i < 64; i++) {
                int row = i / 8;
                x.putScalar(i, 0, (row + 0.5) / 8);
                x.putScalar(i, 1, (i % 8 + 0.5) / 8);
                y.putScalar(i, 0, Math.sin(i));
            }
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            network.fit(x, y);
            double first = network.score();
            for (int i = 0; i < 40; i++) {
                network.fit(x, y);
            }
            assertThat(network.score()).as("loss after 40 further steps").isLessThan(first / 4);
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .as("what ND4J says of the layers it differentiates")
                    .isEmpty();
        } finally {
            System.setOut(new PrintStream(OutputStream.nullOutputStream()));
            Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        }
    }

    /** Coordinates alone are the same as coordinates with themselves on [-1,1] behind them. */
    @Test
    void takeCoordinatesAloneForFeaturesOnTheSymmetricInterval() {
        INDArray alone = input(2);
        INDArray both = Nd4j.hstack(alone, alone.mul(2).sub(1));
        List<ZooLayer> layers = levelsOfExperts(Blending.NEAREST, ExpertActivation.LEAKY_RELU);
        MultiLayerNetwork two = network(layers, 2, new NoOp());
        MultiLayerNetwork four = network(levelsOfExperts(Blending.NEAREST, ExpertActivation.LEAKY_RELU), 4, new NoOp());
        assertThat(two.output(alone)).isEqualTo(four.output(both));
    }

    @Test
    void refuseColumnsThatAreNoFeatures() {
        LevelsOfExpertsLayer layer = new LevelsOfExpertsLayer.Builder().nOut(5).build();
        assertThatThrownBy(() -> network(List.of(layer), 1, new NoOp()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("takes 2 coordinates, and features behind them or not, but not 1 columns");
        assertThatThrownBy(() -> new LevelsOfExpertsLayer.Builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs nOut");
    }

    @Test
    void refuseHeadsWithoutConnections() {
        assertThatThrownBy(() -> new SparseHeadsLayer.Builder().heads(4).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs heads and the connections of each");
        assertThatThrownBy(() -> network(List.of(heads(4, 1)), 1, new NoOp()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2");
    }

    private static List<ZooLayer> levelsOfExperts(Blending blending, ExpertActivation activation) {
        LevelsOfExpertsLayer first = new LevelsOfExpertsLayer.Builder()
                .alpha(4)
                .nOut(5)
                .blending(blending)
                .activation(activation)
                .seed(1)
                .build();
        LevelsOfExpertsLayer second = new LevelsOfExpertsLayer.Builder()
                .alpha(2)
                .nOut(3)
                .blending(blending)
                .activation(activation)
                .seed(2)
                .keepCoordinates(false)
                .build();
        return List.of(first, second);
    }

    private static SparseHeadsLayer heads(int heads, long seed) {
        return new SparseHeadsLayer.Builder()
                .heads(heads)
                .connections(2)
                .seed(seed)
                .build();
    }

    /** Features to mix come in front; a loss behind the normalisation alone would hardly depend on its input. */
    private static List<ZooLayer> normalized(Kind kind) {
        return List.of(heads(5, 3), new NormalizationLayer.Builder().kind(kind).build(), heads(4, 4));
    }

    private static MultiLayerNetwork network(List<? extends ZooLayer> layers, int inputs, IUpdater updater) {
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(updater)
                .seed(1)
                .list();
        layers.forEach(list::layer);
        MultiLayerNetwork network = new MultiLayerNetwork(list.layer(new OutputLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .nOut(1)
                        .build())
                .setInputType(InputType.feedForward(inputs))
                .build());
        network.init();
        return network;
    }

    /** Coordinates and features, all in [0, 1). */
    private static INDArray input(int columns) {
        RandomSource random = new RandomSource(5);
        INDArray input = Nd4j.create(DataType.DOUBLE, POINTS, columns);
        for (int i = 0; i < POINTS * columns; i++) {
            input.putScalar(i, random.uniform());
        }
        return input;
    }

    private static INDArray labels() {
        INDArray labels = Nd4j.create(DataType.DOUBLE, POINTS, 1);
        for (int i = 0; i < POINTS; i++) {
            labels.putScalar(i, Math.cos(i));
        }
        return labels;
    }
}
