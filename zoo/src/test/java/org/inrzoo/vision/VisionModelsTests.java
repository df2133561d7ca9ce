package org.inrzoo.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inrzoo.datasets.label.LabelledPictures;
import org.inrzoo.engine.samediff.Backend;
import org.inrzoo.graph.Form;
import org.inrzoo.graph.GraphNetwork;
import org.inrzoo.graph.GraphSession;
import org.inrzoo.graph.Kernel;
import org.inrzoo.graph.fused.FusedTrainer;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;
import org.inrzoo.parameter.RandomSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class VisionModelsTests {

    private static final int SIDE = 12;
    private static final int CLASSES = 3;
    private static final int PICTURES = 4;
    private static final double STEP = 1e-8;
    private static final int DIRECTIONS = 3;
    private static final double DIFFERENCES = 2e-5;
    private static final double FLOAT = 2e-4;
    private static final double FOLDED = 1e-5;

    /** Values under which every network is small; those of options that a family does not have are passed over. */
    private static final Map<String, Object> TINY = Map.of("width", 0.125, "depth", 4);

    private static final Map<String, GraphNetwork> NETWORKS = new HashMap<>();

    private record At(GraphNetwork network, Form form, DataType type) {}

    /** Networks at work, each made once for all tests of it: to make and differentiate a graph takes longer than to compute it. */
    private static final Map<At, GraphSession> SESSIONS = new HashMap<>();

    @AfterAll
    static void close() {
        SESSIONS.values().forEach(GraphSession::close);
        SESSIONS.clear();
        NETWORKS.clear();
    }

    private static GraphSession session(GraphNetwork network, Form form, DataType type) {
        return SESSIONS.computeIfAbsent(new At(network, form, type), at -> new GraphSession(network, form, type));
    }

    /** Threads of OpenMP that wait for each other cost more than they compute here. */
    @BeforeAll
    static void onOneThread() {
        Backend.start(1);
    }

    static Stream<String> names() {
        return VisionModels.list("*").stream().map(VisionModel::name);
    }

    static Stream<String> fused() {
        return names().filter(name -> FusedTrainer.whyNot(network(name)).isEmpty());
    }

    private static VisionModel tiny(String name) {
        VisionModel model = VisionModels.get(name);
        for (Map.Entry<String, Object> value : TINY.entrySet()) {
            model = Options.has(model.hyperparameters().getClass(), value.getKey())
                    ? model.with(value.getKey(), value.getValue())
                    : model;
        }
        return model;
    }

    /** One for all tests, so that its layouts are made once. */
    private static GraphNetwork network(String name) {
        return NETWORKS.computeIfAbsent(name, VisionModelsTests::built);
    }

    private static GraphNetwork built(String name) {
        return tiny(name).network(3, SIDE, SIDE, CLASSES);
    }

    private static INDArray pictures(int count, DataType type) {
        RandomSource random = new RandomSource(11);
        double[] values = new double[count * 3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.normal();
        }
        return Nd4j.createFromArray(values).castTo(type);
    }

    private static INDArray targets(DataType type) {
        double[] values = new double[PICTURES * CLASSES];
        for (int i = 0; i < PICTURES; i++) {
            values[i * CLASSES + i % CLASSES] = 1;
        }
        return Nd4j.createFromArray(values).reshape(PICTURES, CLASSES).castTo(type);
    }

    /** First values with some noise, so that nothing is zero; variances stay near 1. */
    private static float[] values(GraphNetwork network) {
        float[] values = network.parameters(Form.TRAINING).initialize(5);
        RandomSource random = new RandomSource(6);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) random.uniform(0.05);
        }
        return values;
    }

    private static double[] outputs(GraphNetwork network, Form form, DataType type, float[] values, INDArray pictures) {
        return session(network, form, type)
                .outputs(Nd4j.createFromArray(values).castTo(type), pictures.castTo(type))
                .reshape(-1)
                .toDoubleVector();
    }

    private static void assertClose(double[] found, double[] wanted, double tolerance) {
        double scale = Math.max(1e-3, Arrays.stream(wanted).map(Math::abs).max().orElseThrow());
        assertThat(found).containsExactly(wanted, within(tolerance * scale));
    }

    @Nested
    class EveryNetwork {

        /**
         * Along directions that move every trained tensor, each so far that its own part of the change is about 1: a wrong
         * gradient of any of them shows.
         */
        @ParameterizedTest
        @MethodSource("org.inrzoo.vision.VisionModelsTests#names")
        void hasTheGradientThatCentralDifferencesHave(String name) {
            GraphNetwork network = network(name);
            float[] first = values(network);
            double[] values = new double[first.length];
            Arrays.setAll(values, i -> first[i]);
            RandomSource random = new RandomSource(7);
            INDArray pictures = pictures(PICTURES, DataType.DOUBLE);
            INDArray targets = targets(DataType.DOUBLE);
            GraphSession session = session(network, Form.TRAINING, DataType.DOUBLE);
            Map<String, INDArray> gradients = copied(session.step(Nd4j.createFromArray(values), pictures, targets)
                    .gradients());
            for (int trial = 0; trial < DIRECTIONS; trial++) {
                double[] direction = new double[values.length];
                double along = 0;
                int tensors = 0;
                for (ParameterLayout.Slot slot :
                        network.parameters(Form.TRAINING).slots()) {
                    if (slot.parameter().trainable()) {
                        double[] gradient =
                                gradients.get(slot.name()).reshape(-1).toDoubleVector();
                        along += part(gradient, slot, random, direction);
                        tensors++;
                    }
                }
                double difference = (session.loss(moved(values, direction, STEP), pictures, targets)
                                - session.loss(moved(values, direction, -STEP), pictures, targets))
                        / (2 * STEP);
                assertThat(along).isCloseTo(difference, within(DIFFERENCES * tensors));
            }
        }

        /** Draws a tensor's part of a direction, and gives the derivative along it, about 1 in size. */
        private double part(double[] gradient, ParameterLayout.Slot slot, RandomSource random, double[] direction) {
            double size = 0;
            for (int i = 0; i < gradient.length; i++) {
                direction[slot.offset() + i] = random.uniform(1);
                size += Math.abs(gradient[i] * direction[slot.offset() + i]);
            }
            double along = 0;
            for (int i = 0; i < gradient.length; i++) {
                // No further than 1: of a tensor that changes nothing, such as what a norm takes out again.
                direction[slot.offset() + i] /= Math.max(size, 1);
                direction[slot.offset() + i] *= size > 1e-6 && size < 1 ? Math.min(1 / size, 100) : 1;
                along += gradient[i] * direction[slot.offset() + i];
            }
            return along;
        }

        private INDArray moved(double[] values, double[] direction, double step) {
            double[] moved = new double[values.length];
            Arrays.setAll(moved, i -> values[i] + step * direction[i]);
            return Nd4j.createFromArray(moved);
        }

        private Map<String, INDArray> copied(Map<String, INDArray> arrays) {
            return arrays.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().dup('c')));
        }

        /** Of networks of plain layers; for the others there is SameDiff alone. */
        @ParameterizedTest
        @MethodSource("org.inrzoo.vision.VisionModelsTests#fused")
        void learnsTheSameInTheFusedEngine(String name) {
            GraphNetwork network = network(name);
            ParameterLayout layout = network.parameters(Form.TRAINING);
            float[] pictures = pictures(PICTURES, DataType.FLOAT).toFloatVector();
            float[] found = new float[layout.size()];
            try (FusedTrainer trainer = new FusedTrainer(network, 1)) {
                GraphSession.StepResult wanted = session(network, Form.TRAINING, DataType.DOUBLE)
                        .step(
                                Nd4j.createFromArray(values(network)).castTo(DataType.DOUBLE),
                                Nd4j.createFromArray(pictures).castTo(DataType.DOUBLE),
                                targets(DataType.DOUBLE));
                float[] targets = targets(DataType.FLOAT).reshape(-1).toFloatVector();
                assertThat(trainer.step(values(network), pictures, targets, PICTURES, found))
                        .isCloseTo(wanted.loss(), within(1e-5));
                for (ParameterLayout.Slot slot : layout.slots()) {
                    INDArray array = slot.parameter().trainable()
                            ? wanted.gradients().get(slot.name())
                            : wanted.statistics().get(slot.name());
                    double[] own = new double[slot.length()];
                    Arrays.setAll(own, i -> found[slot.offset() + i]);
                    assertClose(own, array.dup('c').reshape(-1).toDoubleVector(), FLOAT);
                }
            }
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.vision.VisionModelsTests#names")
        void computesInSinglePrecisionWhatItComputesInDouble(String name) {
            GraphNetwork network = network(name);
            for (Form form : List.of(Form.TRAINING, Form.EVALUATION)) {
                assertClose(
                        outputs(network, form, DataType.FLOAT, values(network), pictures(PICTURES, DataType.FLOAT)),
                        outputs(network, form, DataType.DOUBLE, values(network), pictures(PICTURES, DataType.FLOAT)),
                        FLOAT);
            }
        }

        /** The deployed network is smaller or alike, has no batch norm and no computed kernel left, and says the same. */
        @ParameterizedTest
        @MethodSource("org.inrzoo.vision.VisionModelsTests#names")
        void saysTheSameOnceItIsDeployed(String name) {
            GraphNetwork network = network(name);
            float[] values = values(network);
            INDArray pictures = pictures(PICTURES, DataType.DOUBLE);
            assertClose(
                    outputs(network, Form.DEPLOYED, DataType.DOUBLE, network.fold(values), pictures),
                    outputs(network, Form.EVALUATION, DataType.DOUBLE, values, pictures),
                    FOLDED);
            assertThat(network.parameters(Form.DEPLOYED).size())
                    .isLessThanOrEqualTo(network.parameters(Form.TRAINING).size());
            assertThat(network.macs(Form.DEPLOYED)).isLessThanOrEqualTo(network.macs(Form.TRAINING));
            assertThat(network.parameters(Form.DEPLOYED).slots())
                    .extracting(ParameterLayout.Slot::name)
                    .noneMatch(slot -> slot.contains("/norm/") || slot.endsWith("/basis") || slot.endsWith("/refocus"));
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.vision.VisionModelsTests#names")
        void evaluatesAsItTrainsWhereTheBatchIsWhatHasBeenKept(String name) {
            GraphNetwork network = network(name);
            float[] values = values(network);
            INDArray pictures = pictures(PICTURES, DataType.DOUBLE);
            Map<String, INDArray> batch = session(network, Form.TRAINING, DataType.DOUBLE)
                    .step(Nd4j.createFromArray(values).castTo(DataType.DOUBLE), pictures, targets(DataType.DOUBLE))
                    .statistics();
            assertThat(batch).hasSize(2 * network.norms().size());
            batch.forEach((slot, array) -> {
                double[] kept = array.reshape(-1).toDoubleVector();
                int offset = network.slot(Form.TRAINING, slot).orElseThrow().offset();
                for (int i = 0; i < kept.length; i++) {
                    values[offset + i] = (float) kept[i];
                }
            });
            assertClose(
                    outputs(network, Form.EVALUATION, DataType.DOUBLE, values, pictures),
                    outputs(network, Form.TRAINING, DataType.DOUBLE, values, pictures),
                    FOLDED);
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.vision.VisionModelsTests#names")
        void takesAnyNumberOfPictures(String name) {
            GraphNetwork network = network(name);
            float[] values = values(network);
            int length = 3 * SIDE * SIDE;
            float[] all = pictures(7, DataType.FLOAT).toFloatVector();
            double[] together = outputs(network, Form.EVALUATION, DataType.FLOAT, values, Nd4j.createFromArray(all));
            int first = 0;
            for (int count : new int[] {4, 1, 2}) {
                float[] part = Arrays.copyOfRange(all, first * length, (first + count) * length);
                double[] found = outputs(network, Form.EVALUATION, DataType.FLOAT, values, Nd4j.createFromArray(part));
                assertClose(found, Arrays.copyOfRange(together, first * CLASSES, (first + count) * CLASSES), FLOAT);
                first += count;
            }
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.vision.VisionModelsTests#names")
        void hasTheSameBitsForTheSameSeed(String name) {
            GraphNetwork network = network(name);
            assertThat(network.parameters(Form.TRAINING).initialize(3))
                    .isEqualTo(built(name).parameters(Form.TRAINING).initialize(3))
                    .isNotEqualTo(network.parameters(Form.TRAINING).initialize(4));
            double[] once = outputs(
                    network, Form.TRAINING, DataType.FLOAT, values(network), pictures(PICTURES, DataType.FLOAT));
            double[] again = outputs(
                    built(name), Form.TRAINING, DataType.FLOAT, values(network), pictures(PICTURES, DataType.FLOAT));
            assertThat(once).containsExactly(again, within(0.0));
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.vision.VisionModelsTests#names")
        void comesBackAsItWasSaved(String name, @TempDir Path folder) {
            LabelledPictures like = new LabelledPictures(
                    3, SIDE, SIDE, List.of("a", "b", "c"), new byte[3 * SIDE * SIDE], new int[] {1});
            GraphNetwork network = network(name);
            Classifier trained = Classifier.trained(tiny(name), network, like, new Pixels(0.3, 0.5), values(network));
            for (Classifier saved : List.of(trained, trained.deployed())) {
                Path file = folder.resolve("x.safetensors");
                saved.save(file);
                Classifier loaded = VisionModels.get(name).trained(file);
                assertThat(loaded.model()).isEqualTo(tiny(name));
                assertThat(loaded.form()).isEqualTo(saved.form());
                assertThat(loaded.classes()).isEqualTo(like.classes());
                assertThat(loaded.parameters()).isEqualTo(saved.parameters());
                assertThat(loaded.logits(like)).isEqualTo(saved.logits(like));
            }
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.vision.VisionModelsTests#names")
        void saysWhatToHoldItAgainst(String name) {
            VisionModel model = VisionModels.get(name);
            assertThat(model.controls().isEmpty())
                    .as("every network but a baseline says what to hold it against")
                    .isEqualTo(model.source().paper().isEmpty());
        }
    }

    @Nested
    class TheFusedEngine {

        @Test
        void takesTheNetworksOfPlainLayers() {
            assertThat(fused())
                    .contains("cnn", "cnn-wide", "cnn-positive-only", "ds", "grouped", "vgg-8", "vgg-8-norm")
                    .contains("interflow-8", "leni-pair", "leni-dense")
                    .contains("falconnet-mini-repso", "lightnet-mini")
                    .doesNotContain("refconv-ds", "evolution-attention");
        }
    }

    @Nested
    class Counts {

        /** Counted by hand: Σ k²·in·out + 2·out of every convolution with its norm, and (in + 1)·10. */
        @ParameterizedTest(name = "{0}")
        @CsvSource({
            "cnn, 25498",
            "cnn-wide, 34075",
            "cnn-positive-only, 29210",
            "leni-pair, 27162",
            "leni-dense, 36378",
            "ds, 13082",
            "refconv-ds, 87530",
            "refconv-ds-zero, 87530",
            "refconv-cnn, 25498",
            "grouped, 21002",
            "refconv-grouped, 87530",
            "mlp, 18050",
            "mixer, 19294",
            "x-mlp-6, 18560",
            "evolution-convolution, 36282"
        })
        void areThoseOfTheLayers(String name, int parameters) {
            assertThat(new VisionCard(VisionModels.get(name)).parameters()).isEqualTo(parameters);
        }

        @Test
        void ofMultiplyAddsAreThoseOfTheLayers() {
            long wanted =
                    28 * 28 * 9 * 16 + 14 * 14 * 9 * (16 * 24 + 24 * 24) + 7 * 7 * 9 * (24 * 32 + 32 * 32) + 32 * 10;
            assertThat(VisionModels.get("cnn").network().macs(Form.TRAINING)).isEqualTo(wanted);
            assertThat(VisionModels.get("cnn").network().macs(Form.DEPLOYED)).isEqualTo(wanted);
        }

        @Test
        void ofRefConvAreThoseOfThePlainNetworkOnceDeployed() {
            GraphNetwork plain = VisionModels.get("ds").network();
            GraphNetwork refocused = VisionModels.get("refconv-ds").network();
            assertThat(refocused.parameters(Form.DEPLOYED).size())
                    .isEqualTo(plain.parameters(Form.DEPLOYED).size());
            assertThat(refocused.macs(Form.DEPLOYED)).isEqualTo(plain.macs(Form.DEPLOYED));
        }
    }

    @Nested
    class Refocusing {

        /** W_b + W_b * W_r by loops: a plane sees those of its group, of which a depthwise kernel has one and a dense one n. */
        @ParameterizedTest(name = "{0} to {1} channels in {2} groups")
        @CsvSource({"3, 3, 3", "2, 3, 1", "4, 6, 2", "2, 4, 2"})
        void isAConvolutionOverTheBasisPlanes(int in, int out, int groups) {
            Kernel.Shape shape = new Kernel.Shape(3, in, out, groups);
            GraphNetwork network = new GraphNetwork(
                    (graph, x) ->
                            graph.average(graph.normalizedConvolution("d", x, Refocus.RELEASED.kernel(), shape, 1)),
                    in,
                    4,
                    4,
                    out);
            float[] values = network.parameters(Form.TRAINING).initialize(2);
            float[] folded = network.fold(values);
            int basis = network.slot(Form.TRAINING, "d/basis").orElseThrow().offset();
            int refocus = network.slot(Form.TRAINING, "d/refocus").orElseThrow().offset();
            int weight = network.slot(Form.DEPLOYED, "d/weight").orElseThrow().offset();
            int each = in / groups;
            for (int plane = 0; plane < each * out; plane++) {
                for (int place = 0; place < 9; place++) {
                    double wanted = values[basis + at(plane, place, each, out)];
                    for (int seen = 0; seen < groups; seen++) {
                        int from = plane / groups * groups + seen;
                        for (int k = 0; k < 9; k++) {
                            int a = place / 3 + k / 3 - 1;
                            int b = place % 3 + k % 3 - 1;
                            if (a >= 0 && a < 3 && b >= 0 && b < 3) {
                                wanted += values[basis + at(from, a * 3 + b, each, out)]
                                        * values[refocus + (k * groups + seen) * each * out + plane];
                            }
                        }
                    }
                    // Statistics are 0 and 1, so that the norm's factor is 1/√(1 + ε).
                    assertThat(folded[weight + at(plane, place, each, out)])
                            .isCloseTo((float) (wanted / Math.sqrt(1 + 1e-5)), within(1e-6f));
                }
            }
            assertThat(network.slot(Form.TRAINING, "d/refocus").orElseThrow().length())
                    .isEqualTo(9 * in * out);
        }

        /** Where a kernel, [3, 3, in/groups, out], has a plane's value; planes are counted output by output. */
        private int at(int plane, int place, int each, int out) {
            return (place * each + plane % each) * out + plane / each;
        }

        @Test
        void fromZeroStartsAtTheBasis() {
            LabelledPictures like = new LabelledPictures(
                    3, SIDE, SIDE, List.of("a", "b", "c"), new byte[3 * SIDE * SIDE], new int[] {1});
            GraphNetwork plain = network("ds");
            float[] values = values(plain);
            Classifier trained = Classifier.trained(tiny("ds"), plain, like, new Pixels(0, 1), values);
            INDArray pictures = pictures(PICTURES, DataType.DOUBLE);
            double[] wanted = outputs(plain, Form.EVALUATION, DataType.DOUBLE, values, pictures);
            GraphNetwork zero = network("refconv-ds-zero");
            assertClose(
                    outputs(zero, Form.EVALUATION, DataType.DOUBLE, trained.handOn(zero, 1), pictures), wanted, 1e-12);
            GraphNetwork released = network("refconv-ds");
            double[] other = outputs(released, Form.EVALUATION, DataType.DOUBLE, trained.handOn(released, 1), pictures);
            assertThat(Math.abs(other[0] - wanted[0])).isGreaterThan(1e-6);
        }
    }

    @Nested
    class Factors {

        /** Which inputs an output depends on: those whose own picture gives it a value that is not the bias'. */
        private int[] ranges(ChannelOperator operator, int in, int out) {
            GraphNetwork network =
                    new GraphNetwork((graph, x) -> graph.average(operator.apply(graph, "mix", x, out)), in, 1, 1, out);
            float[] values = network.parameters(Form.TRAINING).initialize(3);
            double[] single = new double[in * in];
            for (int i = 0; i < in; i++) {
                single[i * in + i] = 1;
            }
            double[] outputs = outputs(network, Form.EVALUATION, DataType.DOUBLE, values, Nd4j.createFromArray(single));
            int[] seen = new int[out];
            for (int i = 0; i < outputs.length; i++) {
                seen[i % out] += outputs[i] == 0 ? 0 : 1;
            }
            return seen;
        }

        @ParameterizedTest(name = "{0} to {1} channels, {2} groups")
        @CsvSource({"16, 32, 4", "32, 16, 4", "32, 64, 4", "64, 128, 8", "9, 18, 3", "5, 10, 1"})
        void keepTheReceptiveRangeWholeInAsManyGroupsAsDo(int in, int out, int groups) {
            assertThat(ChannelOperator.groups(in, out)).isEqualTo(groups);
            assertThat(ranges(ChannelOperator.REFCO, in, out)).containsOnly(in);
        }

        /** 2n²λ values of a dense pair become (n² + λn²)·2/g. */
        @Test
        void areFewerThanADenseOperatorsValues() {
            int dense = VisionModels.get("lightnet-mini")
                    .network()
                    .parameters(Form.DEPLOYED)
                    .size();
            int sparse = VisionModels.get("falconnet-mini-refco")
                    .network()
                    .parameters(Form.DEPLOYED)
                    .size();
            int fewer = 0;
            for (int[] stage : new int[][] {{16, 4, 1}, {32, 4, 1}, {64, 8, 2}}) {
                int square = stage[0] * stage[0];
                fewer += stage[2] * (4 * square - 6 * square / stage[1]);
            }
            assertThat(dense - sparse).isEqualTo(fewer);
        }

        @Test
        void andBranchesCostNothingOnceDeployed() {
            GraphNetwork plain = VisionModels.get("lightnet-mini").network();
            GraphNetwork branched = VisionModels.get("falconnet-mini-repso").network();
            assertThat(branched.parameters(Form.DEPLOYED).size())
                    .isEqualTo(plain.parameters(Form.DEPLOYED).size());
            assertThat(branched.macs(Form.DEPLOYED)).isEqualTo(plain.macs(Form.DEPLOYED));
            assertThat(branched.parameters(Form.TRAINING).size())
                    .isGreaterThan(plain.parameters(Form.TRAINING).size());
        }
    }

    @Nested
    class Names {

        @Test
        void areFoundByPattern() {
            assertThat(VisionModels.list("leni-*"))
                    .extracting(VisionModel::name)
                    .containsExactly("leni-dense", "leni-pair");
            assertThat(names()).allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"));
        }

        @Test
        void thatAreUnknownAreAnsweredWithTheNearest() {
            assertThatThrownBy(() -> VisionModels.get("refconv"))
                    .isInstanceOf(OptionException.class)
                    .hasMessageStartingWith("unknown model 'refconv'; nearest: refconv-");
            assertThatThrownBy(() -> VisionModels.get("siren"))
                    .isInstanceOf(OptionException.class)
                    .hasMessageStartingWith("'siren' is a function of coordinates, for 'inrzoo fit', and no network");
            assertThatThrownBy(() -> VisionModels.get("cnn").with("widht", 2))
                    .hasMessageContaining("did you mean 'width'?");
            assertThatThrownBy(() -> VisionModels.get("vgg-8").with("depth", 6))
                    .hasMessage("option 'depth' cannot be '6'; it is a multiple of 4");
        }

        @Test
        void sayWhatIsSetOtherwise() {
            assertThat(VisionModels.get("cnn").with("width", 0.5)).hasToString("cnn[width=0.5]");
            assertThat(VisionModels.get("cnn")
                            .withAll(Map.of("epochs", 3))
                            .recipe()
                            .epochs())
                    .isEqualTo(3);
        }
    }
}
