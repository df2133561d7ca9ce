package org.inrzoo.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.inrzoo.FitOptions;
import org.inrzoo.FittedImage;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.Engines;
import org.inrzoo.engine.OutputBlock;
import org.inrzoo.engine.OutputLoss;
import org.inrzoo.engine.fused.FusedEngine;
import org.inrzoo.engine.fused.Networks;
import org.inrzoo.engine.opencl.device.Device;
import org.inrzoo.engine.opencl.device.Devices;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernels;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitListener;
import org.inrzoo.fit.optimizer.OptimizerProvider;
import org.inrzoo.layer.Activation;
import org.inrzoo.layer.Arrangement;
import org.inrzoo.layer.Blending;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.ExpertTiling;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.LayerGraph;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Grid;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;

/** On whatever device OpenCL has here, such as pocl's, which is the processor. */
class OpenClEngineTests {

    /** Largest error of a tensor, relative to its largest value. */
    private static final double AGREEMENT = 1e-4;

    /** Against sums in double precision: rounding alone. */
    private static final double ROUNDING = 2e-6;

    /**
     * Size of a gradient, relative to the largest of the network, below which it is nothing but rounding. So it is with a bias in front of
     * batch normalisation.
     */
    private static final double NOTHING = 1e-6;

    private static final int POINTS = 300;

    private static final Initializer WEIGHT = Initializer.pytorchDefault();

    private static String before;

    @BeforeAll
    static void needOpenCl() {
        Optional<String> hindrance = Devices.hindrance();
        assumeTrue(hindrance.isEmpty(), () -> hindrance.orElseThrow());
        before = System.getProperty(Devices.PROPERTY);
        System.setProperty(Devices.PROPERTY, before == null ? "0" : before);
    }

    @AfterAll
    static void forget() {
        if (before == null) {
            System.clearProperty(Devices.PROPERTY);
        } else {
            System.setProperty(Devices.PROPERTY, before);
        }
    }

    private static Device device() {
        return Devices.chosen();
    }

    private static Engine engine(Architecture architecture) {
        return new OpenClEngine(architecture, device(), 1);
    }

    @Nested
    class AgreesWithTheFusedEngine {

        static Stream<Arguments> networks() {
            return Networks.all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("networks")
        void onEveryLayerThatHasAKernel(String name, Architecture architecture) {
            compare(architecture, scattered(POINTS, architecture.dimensions()));
        }

        /** Small enough to be quick, at a width that no tile divides; not too steep for floats to agree. */
        private static final Map<String, Integer> MODEST = Map.of(
                "width",
                19,
                "sigma0",
                2,
                "levels",
                5,
                "logTable",
                8,
                "base",
                4,
                "finest",
                30,
                "headRows",
                3,
                "headColumns",
                9,
                "alpha",
                11);

        /** Complex Gabor wavelets of frequency 20 turn single precision's rounding into 2e-3. */
        private static final int GENTLE = 2;

        static Stream<Variant> models() {
            return Registry.list("*").stream().map(model -> {
                Map<String, Integer> changes = new HashMap<>(MODEST);
                changes.keySet().retainAll(model.settings().keySet());
                if (changes.containsKey("sigma0")) {
                    changes.put("omega0", GENTLE);
                }
                return model.withAll(changes);
            });
        }

        @ParameterizedTest
        @MethodSource("models")
        void onEveryModelOfTheZooWhoseLayersHaveKernels(Variant model) {
            compare(
                    model.family().architecture(2, 3),
                    Grid.image(13, 6, model.recipe().grid()));
        }

        /** Skips a network with a layer that has no kernel yet, by the name of the layer. */
        private void compare(Architecture architecture, Points points) {
            Optional<String> refusal = DeviceLayerKernels.refusal(architecture);
            assumeTrue(refusal.isEmpty(), () -> refusal.orElseThrow());
            Result expected;
            Result actual;
            try (Engine fused = new FusedEngine(architecture, 1);
                    Engine opencl = engine(architecture)) {
                expected = Result.of(fused, points);
                actual = Result.of(opencl, points);
            }
            assertThat(error(actual.outputs, expected.outputs, 0, expected.outputs.length))
                    .as("outputs")
                    .isLessThan(AGREEMENT);
            double largest = magnitude(expected.gradient, 0, expected.gradient.length);
            for (ParameterLayout.Slot slot : architecture.parameters().slots()) {
                if (slot.parameter().trainable()) {
                    double own = magnitude(expected.gradient, slot.offset(), slot.length());
                    double error = error(actual.gradient, expected.gradient, slot.offset(), slot.length());
                    assertThat(own < NOTHING * largest ? error * own / largest : error)
                            .as("gradient of %s", slot.name())
                            .isLessThan(AGREEMENT);
                }
            }
        }
    }

    @Nested
    class AgreesWithPlainLoopsInDoublePrecision {

        @ParameterizedTest
        @EnumSource(Blending.class)
        void onExpertsOfEveryKindOfTiling(Blending blending) {
            List<ExpertTiling> tilings = new ArrayList<>(List.of(
                    new ExpertTiling(2, 3, 5.3, -1.7, blending),
                    new ExpertTiling(3, 2, 4, 0.25, blending),
                    new ExpertTiling(1, 5, 9, 0.5, blending),
                    new ExpertTiling(2, 1, 3, 0.25, blending)));
            tilings.addAll(Arrangement.RANDOM_AFFINE.tilings(2, 2, 2, blending, 7));
            for (ExpertTiling tiling : tilings) {
                int d = tiling.dimensions();
                LevelsOfExperts layer = new LevelsOfExperts(37, tiling, WEIGHT, WEIGHT, true);
                Architecture architecture = new Architecture(d, List.of(new Identity(Range.SYMMETRIC), layer));
                Points points = scattered(POINTS, d);
                try (Engine engine = engine(architecture)) {
                    new Loops(architecture, tiling, points).check(Result.of(engine, points));
                }
            }
        }

        @Test
        void onAPlainLayerThatIsWiderThanATile() {
            Architecture architecture =
                    new Architecture(2, List.of(new Identity(Range.SYMMETRIC), new Dense(131, WEIGHT, WEIGHT)));
            ExpertTiling alone = new ExpertTiling(2, 1, 1, 0, Blending.NEAREST);
            Points points = scattered(POINTS + 1, 2);
            try (Engine engine = engine(architecture)) {
                new Loops(architecture, alone, points).check(Result.of(engine, points));
            }
        }

        /** y = Σ_e B_e(p) v W_e + b of one layer on symmetric coordinates v, and the gradient of Σ dy y. */
        private static final class Loops {

            private final int d;
            private final int width;
            private final ExpertTiling tiling;
            private final double[] outputs;
            private final double[] byWeight;
            private final double[] byBias;

            Loops(Architecture architecture, ExpertTiling tiling, Points points) {
                this.tiling = tiling;
                d = architecture.dimensions();
                width = architecture.outputs();
                float[] theta = Result.parameters(architecture);
                float[] dy = Result.outputGradient(architecture, points);
                int bias = theta.length - width;
                outputs = new double[points.size() * width];
                byWeight = new double[bias];
                byBias = new double[width];
                float[] p = new float[points.size() * d];
                points.read(0, points.size(), p);
                for (int i = 0; i < points.size(); i++) {
                    for (int e = 0; e < tiling.count(); e++) {
                        double b = coefficient(p, i, e);
                        for (int k = 0; k < d; k++) {
                            for (int j = 0; j < width; j++) {
                                int w = (e * d + k) * width + j;
                                double v = b * (2.0 * p[i * d + k] - 1);
                                outputs[i * width + j] += v * theta[w];
                                byWeight[w] += v * dy[i * width + j];
                            }
                        }
                    }
                    for (int j = 0; j < width; j++) {
                        outputs[i * width + j] += theta[bias + j];
                        byBias[j] += dy[i * width + j];
                    }
                }
            }

            /** The product over the axes of max(0, 1 - circular distance in cells). */
            private double coefficient(float[] p, int point, int expert) {
                double product = 1;
                int n = tiling.experts();
                for (int axis = d - 1, rest = expert; axis >= 0; axis--, rest /= n) {
                    double along = 0;
                    for (int k = 0; k < d; k++) {
                        double direction = tiling.isTurned() ? tiling.rotation().get(axis * d + k) : axis == k ? 1 : 0;
                        along += direction * p[point * d + k];
                    }
                    double q = tiling.alpha(axis) * along + tiling.beta();
                    double at = tiling.blending() == Blending.NEAREST ? Math.floor(q) : q;
                    double ahead = at - rest % n - Math.floor((at - rest % n) / n) * n;
                    product *= Math.max(0, 1 - Math.min(ahead, n - ahead));
                }
                return product;
            }

            void check(Result actual) {
                assertClose(actual.outputs, 0, outputs);
                assertClose(actual.gradient, 0, byWeight);
                assertClose(actual.gradient, byWeight.length, byBias);
            }

            private void assertClose(float[] actual, int from, double[] expected) {
                double largest = 0;
                double error = 0;
                for (int i = 0; i < expected.length; i++) {
                    largest = Math.max(largest, Math.abs(expected[i]));
                    error = Math.max(error, Math.abs(actual[from + i] - expected[i]));
                }
                assertThat(error).as("%s", tiling).isLessThan(ROUNDING * largest);
            }
        }
    }

    @Nested
    class GivesTheSameBits {

        static Stream<String> networks() {
            return Stream.of(
                            "experts RANDOM NEAREST",
                            "experts RANDOM LINEAR",
                            "siren 3-D, width 100",
                            "filters 3-D, width 5, Gabor",
                            "hash grid 2-D",
                            "normalised LAYER",
                            "normalised CROSS")
                    .filter(name ->
                            DeviceLayerKernels.refusal(Networks.all().get(name)).isEmpty());
        }

        @ParameterizedTest
        @MethodSource("networks")
        void forWorkGroupsOfAnySizeAndWhenAskedAgain(String name) {
            Architecture architecture = Networks.all().get(name);
            Points points = scattered(2 * POINTS, architecture.dimensions());
            Result first = null;
            for (int side : new int[] {4, 8, 16}) {
                try (Engine engine = new OpenClEngine(architecture, device(), 1, side)) {
                    Result result = Result.of(engine, points);
                    first = first == null ? result : first;
                    result.assertSame(first);
                    Result.of(engine, scattered(7, architecture.dimensions()));
                    Result.of(engine, points).assertSame(first);
                }
            }
        }
    }

    @Nested
    class Losses {

        private final Architecture siren = Networks.all().get("siren 3-D, width 100");
        private final Points points = scattered(POINTS, 3);

        @Test
        void ofOnesOwnGiveWhatTheSquaredErrorGives() {
            float[] parameters = Result.parameters(siren);
            float[] targets = random(POINTS * siren.outputs(), 9);
            float[] own = new float[siren.parameters().trainable()];
            float[] squared = own.clone();
            float[] outputs = new float[targets.length];
            try (Engine engine = engine(siren)) {
                OutputLoss loss = block -> squares(block, targets);
                double value = engine.differentiate(parameters, points, loss, own);
                double error = engine.squaredError(parameters, points, targets, squared);
                engine.forward(parameters, points, outputs);
                double squares = 0;
                for (int i = 0; i < targets.length; i++) {
                    squares += Math.pow(outputs[i] - targets[i], 2) / targets.length;
                }
                assertThat(value).isCloseTo(squares, within(1e-6 * squares));
                assertThat(error).isCloseTo(squares, within(1e-6 * squares));
                assertThat(error(own, squared, 0, own.length)).isLessThan(1e-6);
            }
        }

        private double squares(OutputBlock block, float[] targets) {
            double sum = 0;
            for (int point = 0; point < block.count(); point++) {
                for (int i = 0; i < block.outputs(); i++) {
                    double residual = block.value(point, i) - targets[block.number(point) * block.outputs() + i];
                    sum += residual * residual / targets.length;
                    block.setGradient(point, i, (float) (2 * residual / targets.length));
                }
            }
            return sum;
        }

        @Test
        void areTheSameInSeveralPassesUpToRounding() {
            Device small = with(device(), 3_000_000, device().localMemory());
            assertThat(DevicePlan.longestPass(siren, small)).isLessThan(POINTS);
            try (Engine whole = engine(siren);
                    Engine parts = new OpenClEngine(siren, small, 1)) {
                Result expected = Result.of(whole, points);
                Result actual = Result.of(parts, points);
                assertThat(actual.outputs).isEqualTo(expected.outputs);
                assertThat(actual.loss).isCloseTo(expected.loss, within(1e-6 * expected.loss));
                assertThat(error(actual.gradient, expected.gradient, 0, expected.gradient.length))
                        .isLessThan(1e-5);
            }
        }

        @Test
        void thatAreNotFiniteAreSaidToBeSo() {
            float[] parameters = Result.parameters(siren);
            parameters[0] = Float.NaN;
            try (Engine engine = engine(siren)) {
                float[] gradient = new float[siren.parameters().trainable()];
                assertThat(engine.squaredError(parameters, points, new float[POINTS * siren.outputs()], gradient))
                        .isNaN();
            }
        }
    }

    @Nested
    class Fits {

        private final Image image = Datasets.image("camera").resize(16, 16);
        private final ZooModel model =
                Zoo.get("loe-sine-fine2coarse").with("width", 16).with("steps", 30);

        /** Of the way gone: steps that divide a gradient by its own size turn its rounding, where it is almost zero, into whole steps. */
        private static final double SIGNS = 0.03;

        /** What these few weights make of a network that is still at 5 dB; Nadam's were seen to make 0.21. */
        private static final double DECIBELS = 0.4;

        private double distance(float[] a, float[] b) {
            double squares = 0;
            for (int i = 0; i < a.length; i++) {
                squares += Math.pow(a[i] - b[i], 2);
            }
            return Math.sqrt(squares);
        }

        private FitOptions options() {
            return FitOptions.defaults().withEngine("opencl").withThreads(1);
        }

        static List<String> optimizers() {
            List<String> names = new ArrayList<>();
            ServiceLoader.load(OptimizerProvider.class).forEach(provider -> names.add(provider.name()));
            return names;
        }

        @ParameterizedTest
        @MethodSource("optimizers")
        void byEveryOptimiserAsTheFusedEngineDoes(String optimizer) {
            ZooModel few = model.with("steps", 3).with("optimizer", optimizer);
            float[] first =
                    few.architecture(image).parameters().initialize(few.recipe().seed());
            FittedImage here = few.fit(image, options());
            FittedImage fused = few.fit(image, options().withEngine("fused"));
            assertThat(here.psnr().getAsDouble()).isCloseTo(fused.psnr().getAsDouble(), within(DECIBELS));
            if (!optimizer.equals(
                    "soap")) { // turns into eigenvectors of gradients' products, of which the smallest are rounding
                assertThat(distance(here.parameters(), fused.parameters()))
                        .isLessThan(SIGNS * distance(first, fused.parameters()));
            }
        }

        @Test
        void learn() {
            FittedImage fitted = model.fit(image, options());
            assertThat(fitted.psnr().getAsDouble())
                    .isGreaterThan(
                            model.with("steps", 1).fit(image, options()).psnr().getAsDouble() + 3);
        }

        @Test
        void goOnFromACheckpointToTheSameBits(@TempDir Path folder) {
            float[] whole = model.fit(image, options()).parameters();
            FitOptions kept = options().withCheckpoints(folder, 5);
            model.fit(image, kept.withListener(FitListener.stopWhen(progress -> progress.step() == 12)));
            float[] resumed = model.fit(image, kept).parameters();
            assertThat(resumed).isEqualTo(whole);
        }
    }

    @Nested
    class ALayerOfAnotherJar {

        private final Architecture architecture = new Architecture(
                2,
                List.of(
                        new Identity(Range.SYMMETRIC),
                        new Dense(5, WEIGHT, WEIGHT),
                        new SoftsignOnDevice.Softsign(),
                        new Dense(1, WEIGHT, WEIGHT)));

        @Test
        void isComputedByTheKernelThatItsJarNames() {
            Points points = scattered(POINTS, 2);
            float[] p = new float[2 * POINTS];
            points.read(0, POINTS, p);
            float[] theta = Result.parameters(architecture); // W1 [2, 5], b1 [5], W2 [5, 1], b2 [1]
            float[] dy = Result.outputGradient(architecture, points);
            double[] outputs = new double[POINTS];
            double[] byFirstBias = new double[5];
            for (int i = 0; i < POINTS; i++) {
                outputs[i] = theta[20];
                for (int j = 0; j < 5; j++) {
                    double z =
                            theta[10 + j] + theta[j] * (2.0 * p[2 * i] - 1) + theta[5 + j] * (2.0 * p[2 * i + 1] - 1);
                    outputs[i] += theta[15 + j] * z / (1 + Math.abs(z));
                    byFirstBias[j] += dy[i] * theta[15 + j] / Math.pow(1 + Math.abs(z), 2);
                }
            }
            try (Engine engine = Engines.create("opencl", architecture, 1)) {
                Result result = Result.of(engine, points);
                for (int i = 0; i < POINTS; i++) {
                    assertThat(result.outputs[i]).isCloseTo((float) outputs[i], within(1e-6f));
                }
                for (int j = 0; j < 5; j++) {
                    assertThat(result.gradient[10 + j]).isCloseTo((float) byFirstBias[j], within(1e-5f));
                }
            }
        }
    }

    /** An activation of a user's own, which no engine has a kernel for. */
    private record Cube() implements Activation {
        @Override
        public SDVariable define(LayerGraph graph, SDVariable z) {
            return z.mul(z).mul(z);
        }
    }

    @Nested
    class RefusesInOneLine {

        @Test
        void aLayerThatHasNoKernelByItsName() {
            Architecture architecture = new Architecture(2, List.of(new Identity(Range.UNIT), new Cube()));
            assertThatThrownBy(() -> Engines.create("opencl", architecture, 1))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("the opencl engine cannot compute layer 1, Cube[]; --engine fused can");
        }

        @Test
        void aNetworkThatTheDeviceHasNoMemoryFor() {
            Device tiny = with(device(), 100_000, device().localMemory());
            assertThatThrownBy(() -> new OpenClEngine(Networks.all().get("leaky 2-D, width 130"), tiny, 1))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("and " + tiny.name() + " has 100000")
                    .hasMessageContaining("take smaller batches or a smaller network, or --engine fused")
                    .hasMessageNotContaining("\n");
        }

        @Test
        void aKernelThatTheDeviceHasNoLocalMemoryFor() {
            Device tiny = with(device(), device().memory(), 1000);
            assertThatThrownBy(() -> new OpenClEngine(Networks.all().get("linear only"), tiny, 1))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("bytes of local memory, and " + tiny.name() + " has 1000")
                    .hasMessageNotContaining("\n");
        }

        @Test
        void derivativesByTheCoordinates() {
            assertThatThrownBy(() -> Engines.create(
                            "opencl", Networks.all().get("siren 1-D, width 5"), 1, DerivativeOrder.GRADIENT))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("the opencl engine computes no derivatives by the coordinates")
                    .hasMessageNotContaining("\n");
        }
    }

    private static Device with(Device device, long memory, long localMemory) {
        return new Device(
                device.number(),
                device.name(),
                device.platform(),
                device.driver(),
                device.gpu(),
                memory,
                device.largestAllocation(),
                localMemory,
                device.largestGroup(),
                device.platformId(),
                device.id());
    }

    /** What an engine makes of given points, parameters and targets. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Result(double loss, float[] outputs, float[] gradient) {

        static Result of(Engine engine, Points points) {
            Architecture architecture = engine.architecture();
            float[] parameters = parameters(architecture);
            float[] outputs = new float[points.size() * architecture.outputs()];
            float[] gradient = new float[architecture.parameters().trainable()];
            double loss = engine.squaredError(parameters, points, random(outputs.length, 5), gradient);
            engine.forward(parameters, points, outputs);
            engine.backward(parameters, points, outputGradient(architecture, points), gradient);
            return new Result(loss, outputs, gradient);
        }

        static float[] parameters(Architecture architecture) {
            return architecture.parameters().initialize(20);
        }

        static float[] outputGradient(Architecture architecture, Points points) {
            return random(points.size() * architecture.outputs(), 8);
        }

        void assertSame(Result other) {
            assertThat(loss).isEqualTo(other.loss);
            assertThat(outputs).isEqualTo(other.outputs);
            assertThat(gradient).isEqualTo(other.gradient);
        }
    }

    private static PointSet scattered(int count, int dimensions) {
        SplittableRandom random = new SplittableRandom(count);
        float[] coordinates = new float[count * dimensions];
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = (float) random.nextDouble();
        }
        return new PointSet(coordinates, dimensions);
    }

    private static float[] random(int count, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }

    private static double magnitude(float[] values, int from, int length) {
        double largest = 0;
        for (int i = from; i < from + length; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest;
    }

    private static double error(float[] actual, float[] expected, int from, int length) {
        double error = 0;
        for (int i = from; i < from + length; i++) {
            double difference = Math.abs((double) actual[i] - expected[i]);
            error = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(error, difference);
        }
        double magnitude = magnitude(expected, from, length);
        return magnitude == 0 ? error : error / magnitude;
    }
}
