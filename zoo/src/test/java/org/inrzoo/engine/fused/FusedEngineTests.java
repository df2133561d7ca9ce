package org.inrzoo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.layer.Activation;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.LayerGraph;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.GridSubset;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FusedEngineTests {

    /** Largest error of a tensor, relative to its largest value. */
    private static final double AGREEMENT = 1e-4;

    /**
     * Size of a gradient, relative to the largest of the network, below which it is nothing but the rounding of double
     * precision; it may then be that of single precision. So it is with a bias in front of batch normalisation.
     */
    private static final double NOTHING = 1e-12;

    private static final long SEED = 20;

    static Stream<Arguments> networks() {
        return Networks.all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @Nested
    class AgreesWithTheDefinition {

        static Stream<Arguments> networks() {
            return FusedEngineTests.networks();
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("networks")
        void inOutputsAndGradientsAtEveryVectorWidth(String name, Architecture architecture) {
            try (SameDiffEngine definition = new SameDiffEngine(architecture, 2, DataType.DOUBLE)) {
                for (Points points : pointsFor(architecture)) {
                    new Reference(definition, points).check(Kernels.preferredBits());
                }
                Reference few = new Reference(definition, scattered(23, architecture.dimensions()));
                for (int bits : new int[] {128, 256, 512}) {
                    few.check(bits);
                }
            }
        }

        /**
         * Small enough for SameDiff to be quick, at a width that no vector divides; not too steep for floats to
         * agree.
         */
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

        /**
         * Complex Gabor wavelets of frequency 20 turn single precision's rounding into 2e-3, in SameDiff's graph as
         * well.
         */
        private static final int GENTLE = 2;

        static Stream<Variant> models() {
            return Registry.list("*").stream().map(model -> {
                Map<String, Integer> changes = new HashMap<>(MODEST);
                changes.keySet().retainAll(model.settings().keySet());
                if (changes.containsKey("sigma0")) {
                    changes.put("omega0", GENTLE);
                }
                return shallow(model.withAll(changes));
            });
        }

        /** Fewer layers where they have statistics over the batch: their graphs are large. */
        private static Variant shallow(Variant model) {
            return model.family().architecture(2, 1).usesBatchStatistics() ? model.with("depth", 4) : model;
        }

        @ParameterizedTest
        @MethodSource("models")
        void onEveryModelOfTheZoo(Variant model) {
            Architecture rgb = model.family().architecture(2, 3);
            try (SameDiffEngine definition = new SameDiffEngine(rgb, 2, DataType.DOUBLE)) {
                Reference reference = new Reference(
                        definition, Grid.image(13, 6, model.recipe().grid()));
                for (int bits : new int[] {128, 256, 512}) {
                    reference.check(bits);
                }
            }
        }
    }

    @Nested
    class ItsGradient {

        /** All but those whose gradient leaves something out on purpose. */
        static Stream<Arguments> networks() {
            return FusedEngineTests.networks()
                    .filter(arguments -> !((String) arguments.get()[0]).contains("detached"));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("networks")
        void isTheSlopeOfItsLoss(String name, Architecture architecture) {
            float[] parameters = parameters(architecture);
            Points points = scattered(50, architecture.dimensions());
            float[] targets = random(points.size() * architecture.outputs(), 3);
            float[] gradient = new float[architecture.parameters().trainable()];
            try (FusedEngine engine = new FusedEngine(architecture, 1)) {
                engine.squaredError(parameters, points, targets, gradient);
                double slope = IntStream.range(0, gradient.length)
                        .mapToDouble(i -> gradient[i] * gradient[i])
                        .sum();
                double step = 2e-3 / Math.sqrt(slope);
                double ahead =
                        engine.squaredError(moved(parameters, gradient, step), points, targets, gradient.clone());
                double behind =
                        engine.squaredError(moved(parameters, gradient, -step), points, targets, gradient.clone());
                assertThat((ahead - behind) / (2 * step)).isCloseTo(slope, within(0.02 * slope));
            }
        }

        private float[] moved(float[] parameters, float[] direction, double step) {
            float[] result = parameters.clone();
            for (int i = 0; i < direction.length; i++) {
                result[i] += (float) (step * direction[i]);
            }
            return result;
        }
    }

    @Nested
    class GivesTheSameBits {

        private static final Grid GRID = Grid.image(97, 61, GridConvention.PIXEL_CENTERS);

        static Stream<Arguments> networks() {
            Stream<Arguments> heads = Stream.of(
                            Grid.image(3, 5, GridConvention.ALIGN_CORNERS),
                            Grid.image(13, 11, GridConvention.ALIGN_CORNERS))
                    .map(grid -> Arguments.of("heads for several threads", grid));
            Stream<Arguments> others = Stream.of(
                            "experts RANDOM NEAREST",
                            "normalised BATCH",
                            "normalised LAYER",
                            "normalised GLOBAL",
                            "normalised CROSS")
                    .map(name -> Arguments.of(name, GRID));
            return Stream.concat(heads, others);
        }

        @ParameterizedTest
        @MethodSource("networks")
        void onAnyNumberOfThreads(String name, Grid grid) {
            Architecture architecture = Networks.all().get(name);
            Result alone = run(architecture, grid, 1);
            run(architecture, grid, 2).assertSame(alone);
            run(architecture, grid, 5).assertSame(alone);
        }

        @ParameterizedTest
        @MethodSource("networks")
        void whenAskedAgain(String name, Grid grid) {
            try (FusedEngine engine = new FusedEngine(Networks.all().get(name), 2)) {
                Result first = run(engine, grid);
                run(engine, Grid.image(20, 30, GridConvention.PIXEL_CENTERS));
                run(engine, grid).assertSame(first);
            }
        }

        /** Hashes that JDK 17 and JDK 25 gave alike; a change of a kernel's order of operations changes them. */
        @ParameterizedTest
        @CsvSource({
            "experts RANDOM NEAREST, 128, -1621129891",
            "experts RANDOM NEAREST, 256, -1815346626",
            "experts RANDOM NEAREST, 512, -33159760",
            "normalised BATCH, 128, -308535203",
            "normalised BATCH, 256, -1859580633",
            "normalised BATCH, 512, -1995853257",
            "normalised LAYER, 128, -1242952948",
            "normalised LAYER, 256, -1762305615",
            "normalised LAYER, 512, -232135149",
            "normalised GLOBAL, 128, -2025319080",
            "normalised GLOBAL, 256, -34679735",
            "normalised GLOBAL, 512, 1959080889",
            "normalised CROSS, 128, 1454920810",
            "normalised CROSS, 256, -963788262",
            "normalised CROSS, 512, -695541836"
        })
        void onEveryJdk(String name, int bits, int hash) {
            try (FusedEngine engine = new FusedEngine(Networks.all().get(name), 2, bits)) {
                Result result = run(engine, GRID);
                assertThat(Arrays.hashCode(result.gradient) * 31 + Arrays.hashCode(result.outputs))
                        .isEqualTo(hash);
            }
        }

        private Result run(Architecture architecture, Grid grid, int threads) {
            try (FusedEngine engine = new FusedEngine(architecture, threads)) {
                return run(engine, grid);
            }
        }

        private Result run(FusedEngine engine, Grid grid) {
            Architecture architecture = engine.architecture();
            float[] parameters = parameters(architecture);
            float[] outputs = new float[grid.size() * architecture.outputs()];
            float[] targets = random(outputs.length, 5);
            float[] gradient = new float[architecture.parameters().trainable()];
            double loss = engine.squaredError(parameters, grid, targets, gradient);
            engine.forward(parameters, grid, outputs);
            return new Result(loss, gradient, outputs);
        }

        @SuppressWarnings("ArrayRecordComponent") // never compared
        private record Result(double loss, float[] gradient, float[] outputs) {

            void assertSame(Result other) {
                assertThat(loss).isEqualTo(other.loss);
                assertThat(gradient).isEqualTo(other.gradient);
                assertThat(outputs).isEqualTo(other.outputs);
            }
        }
    }

    @Test
    void pickedPointsAreTheSamePointsScattered() {
        Architecture architecture = Networks.all().get("experts FINE_TO_COARSE NEAREST");
        Grid grid = Grid.image(64, 64, GridConvention.PIXEL_CENTERS);
        SplittableRandom random = new SplittableRandom(4);
        GridSubset picked = new GridSubset(
                grid,
                IntStream.range(0, 700).map(i -> random.nextInt(grid.size())).toArray());
        float[] parameters = parameters(architecture);
        try (FusedEngine engine = new FusedEngine(architecture, 2)) {
            float[] expected = new float[700];
            float[] actual = new float[700];
            engine.forward(parameters, picked.slice(0, 700), expected);
            engine.forward(parameters, picked, actual);
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void squaredErrorIsTheBackwardOfItsOwnResidual() {
        Architecture architecture = Networks.all().get("leaky 2-D, width 130");
        float[] parameters = parameters(architecture);
        Points points = scattered(333, 2);
        float[] targets = random(points.size() * architecture.outputs(), 9);
        float[] outputs = new float[targets.length];
        float[] expected = new float[architecture.parameters().trainable()];
        float[] actual = new float[expected.length];
        try (FusedEngine engine = new FusedEngine(architecture, 2)) {
            double loss = engine.squaredError(parameters, points, targets, actual);
            engine.forward(parameters, points, outputs);
            double squares = 0;
            for (int i = 0; i < outputs.length; i++) {
                double residual = (double) outputs[i] - targets[i];
                squares += residual * residual;
                outputs[i] = (float) (2 * residual / outputs.length);
            }
            engine.backward(parameters, points, outputs, expected);
            assertThat(loss).isCloseTo(squares / outputs.length, within(1e-6 * loss));
            assertThat(error(actual, expected, 0, actual.length)).isLessThan(1e-5);
        }
    }

    @Test
    void refusesALayerItDoesNotKnowByName() {
        Architecture architecture = new Architecture(2, List.of(new Identity(Range.UNIT), new Cube()));
        assertThatThrownBy(() -> new FusedEngine(architecture, 1))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Cube");
    }

    @Test
    void refusesPointsOfAnotherDimension() {
        try (FusedEngine engine = new FusedEngine(Networks.all().get("linear only"), 1)) {
            assertThatThrownBy(() -> engine.forward(new float[21], scattered(3, 3), new float[21]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2-dimensional");
        }
    }

    private record Cube() implements Activation {
        @Override
        public SDVariable define(LayerGraph graph, SDVariable z) {
            return z.mul(z).mul(z);
        }
    }

    /** The outputs and gradients of the SameDiff engine in double precision. */
    static final class Reference {

        private final Architecture architecture;
        private final Points points;
        private final float[] parameters;
        private final float[] outputGradient;
        private final float[] outputs;
        private final float[] gradient;

        Reference(SameDiffEngine engine, Points points) {
            architecture = engine.architecture();
            this.points = points;
            parameters = parameters(architecture);
            outputGradient = random(points.size() * architecture.outputs(), 8);
            gradient = new float[architecture.parameters().trainable()];
            INDArray flat = Nd4j.createFromArray(parameters).castTo(DataType.DOUBLE);
            INDArray dLdy = Nd4j.createFromArray(outputGradient)
                    .castTo(DataType.DOUBLE)
                    .reshape(points.size(), architecture.outputs());
            outputs = floats(engine.outputs(flat, points));
            engine.gradients(flat, points, dLdy).forEach(this::place);
        }

        private void place(String name, INDArray values) {
            architecture.parameters().slots().stream()
                    .filter(slot -> slot.name().equals(name))
                    .forEach(slot -> System.arraycopy(floats(values), 0, gradient, slot.offset(), slot.length()));
        }

        private static float[] floats(INDArray values) {
            return values.castTo(DataType.FLOAT).dup('c').data().asFloat();
        }

        void check(int bits) {
            float[] actualOutputs = new float[outputs.length];
            float[] actualGradient = new float[gradient.length];
            try (FusedEngine engine = new FusedEngine(architecture, 2, bits)) {
                engine.forward(parameters, points, actualOutputs);
                engine.backward(parameters, points, outputGradient, actualGradient);
            }
            assertThat(error(actualOutputs, outputs, 0, outputs.length)).isLessThan(AGREEMENT);
            for (ParameterLayout.Slot slot : architecture.parameters().slots()) {
                if (slot.parameter().trainable()) {
                    assertThat(gradientError(actualGradient, slot))
                            .as("gradient of %s at %s", slot.name(), points)
                            .isLessThan(AGREEMENT);
                }
            }
        }

        private double gradientError(float[] actual, ParameterLayout.Slot slot) {
            double largest = magnitude(gradient, 0, gradient.length);
            return magnitude(gradient, slot.offset(), slot.length()) < NOTHING * largest
                    ? magnitude(actual, slot.offset(), slot.length()) / largest
                    : FusedEngineTests.error(actual, gradient, slot.offset(), slot.length());
        }

        private static double magnitude(float[] values, int from, int length) {
            return IntStream.range(from, from + length)
                    .mapToDouble(i -> Math.abs(values[i]))
                    .max()
                    .orElseThrow();
        }
    }

    private static double error(float[] actual, float[] expected, int from, int length) {
        double error = 0;
        double magnitude = 0;
        for (int i = from; i < from + length; i++) {
            error = Math.max(error, Math.abs((double) actual[i] - expected[i]));
            magnitude = Math.max(magnitude, Math.abs(expected[i]));
        }
        return magnitude == 0 ? error : error / magnitude;
    }

    /**
     * Points of all kinds. No grid has a sample in its very centre, where a linear layer takes its mean over the
     * grid, so that a ReLU behind batch normalisation would stand on its kink.
     */
    private static List<Points> pointsFor(Architecture architecture) {
        int dimensions = architecture.dimensions();
        List<Points> all = new ArrayList<>(List.of(scattered(1, dimensions), scattered(280, dimensions)));
        List<Integer> sizes = List.of(13, 6, 5).subList(0, dimensions);
        all.add(new Grid(sizes, GridConvention.PIXEL_CENTERS));
        if (dimensions == 2 && architecture.layers().get(1) instanceof LevelsOfExperts) {
            all.add(Grid.image(32, 16, GridConvention.PIXEL_CENTERS));
        }
        return all;
    }

    static PointSet scattered(int count, int dimensions) {
        SplittableRandom random = new SplittableRandom(SEED);
        float[] coordinates = new float[count * dimensions];
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = random.nextInt(1 << 20) / (float) (1 << 20);
        }
        return new PointSet(coordinates, dimensions);
    }

    static float[] parameters(Architecture architecture) {
        return architecture.parameters().initialize(SEED);
    }

    private static float[] random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }
}
