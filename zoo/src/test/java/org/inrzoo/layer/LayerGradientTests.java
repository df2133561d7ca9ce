package org.inrzoo.layer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inrzoo.layer.GradientAssertions.assertGradientIsTheDerivative;
import static org.inrzoo.layer.GradientAssertions.randomPoints;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.inrzoo.network.Architecture;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/** Every option of every layer is differentiated correctly, on points given one by one and on grids. */
class LayerGradientTests {

    private static final int WIDTH = 3;
    private static final int POINTS = 6;
    private static final Initializer WEIGHT = Initializer.kaimingUniform();
    private static final Initializer BIAS = new Initializer.FanInUniform(1);

    /** Grids on which a tile of 2 or of 3 experts per axis fits, and one on which neither does. */
    private static final List<List<Integer>> GRIDS = List.of(
            List.of(8),
            List.of(9),
            List.of(5),
            List.of(4, 8),
            List.of(3, 9),
            List.of(5, 3),
            List.of(2, 4, 2),
            List.of(3, 3, 3));

    @Nested
    class OfLevelsOfExperts {

        static Stream<Arguments> options() {
            List<Arguments> options = new ArrayList<>();
            for (Arrangement arrangement : Arrangement.values()) {
                for (Blending blending : Blending.values()) {
                    for (int experts : arrangement == Arrangement.GRAY_CODE ? new int[] {2} : new int[] {2, 3}) {
                        boolean trainBias = options.size() % 3 != 0;
                        options.add(Arguments.of(arrangement, blending, experts, trainBias));
                    }
                }
            }
            return options.stream();
        }

        @ParameterizedTest(name = "{0}, {1}, {2} experts, bias trained: {3}")
        @MethodSource("options")
        void onScatteredPointsOfAPlane(Arrangement arrangement, Blending blending, int experts, boolean trainBias) {
            assertGradientIsTheDerivative(
                    network(2, arrangement, blending, experts, trainBias), randomPoints(POINTS, 2));
        }

        @ParameterizedTest(name = "{0}, {1}, {2} experts, bias trained: {3}")
        @MethodSource("options")
        void onAGridTheirTilesFit(Arrangement arrangement, Blending blending, int experts, boolean trainBias) {
            Grid grid = new Grid(List.of(experts * experts, experts), GridConvention.PIXEL_CENTERS);
            assertGradientIsTheDerivative(network(2, arrangement, blending, experts, trainBias), grid);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 3})
        void inOtherDimensions(int dimensions) {
            for (Blending blending : Blending.values()) {
                Architecture network = network(dimensions, Arrangement.FINE_TO_COARSE, blending, 2, true);
                assertGradientIsTheDerivative(network, randomPoints(POINTS, dimensions));
                assertGradientIsTheDerivative(
                        network, new Grid(Arrays.asList(4, 2, 2).subList(0, dimensions), GridConvention.PIXEL_CENTERS));
            }
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.layer.LayerGradientTests#grids")
        void onGridsOfAnyShape(List<Integer> sizes) {
            Architecture network = network(sizes.size(), Arrangement.COARSE_TO_FINE, Blending.NEAREST, 2, true);
            assertGradientIsTheDerivative(network, new Grid(sizes, GridConvention.PIXEL_CENTERS));
        }

        private Architecture network(
                int dimensions, Arrangement arrangement, Blending blending, int experts, boolean trainBias) {
            List<Layer> layers = new ArrayList<>();
            layers.add(new Identity(Range.SYMMETRIC));
            for (ExpertTiling tiling : arrangement.tilings(2, dimensions, experts, blending, 3)) {
                layers.add(new LevelsOfExperts(WIDTH, tiling, WEIGHT, BIAS, trainBias));
                layers.add(new Sine(1));
            }
            layers.add(new Dense(2, WEIGHT, BIAS));
            return new Architecture(dimensions, layers);
        }
    }

    @Nested
    class OfSparseHeads {

        @ParameterizedTest
        @EnumSource
        void withAnyNumberOfConnections(SparseHeads.Draw draw) {
            for (int alpha = 1; alpha <= 4; alpha++) {
                for (boolean bias : new boolean[] {false, true}) {
                    assertGradientIsTheDerivative(network(6, alpha, draw, bias), randomPoints(POINTS, 2));
                    assertGradientIsTheDerivative(network(1, alpha, draw, bias), randomPoints(POINTS, 2));
                    assertGradientIsTheDerivative(network(6, alpha, draw, bias), randomPoints(1, 2));
                }
            }
        }

        private Architecture network(int heads, int alpha, SparseHeads.Draw draw, boolean bias) {
            return new Architecture(
                    2,
                    List.of(
                            new Identity(Range.SYMMETRIC),
                            new Dense(4, WEIGHT, BIAS),
                            new Sine(1),
                            new SparseHeads(heads, alpha, draw, bias)));
        }
    }

    @Nested
    class OfIntermediateOutputs {

        @ParameterizedTest
        @ValueSource(strings = {"4", "1 4", "2 3 4", "1 2 3 4"})
        void readAnywhere(String outputSteps) {
            Filter filter = new Filter(
                    2, Range.UNIT, WEIGHT, true, Optional.of(new Filter.Envelope(new Initializer.Gamma(2), BIAS)));
            List<Layer> steps = List.of(new Dense(4, WEIGHT, BIAS), new Sine(1), new Dense(3, WEIGHT, BIAS), filter);
            List<Integer> behind =
                    Arrays.stream(outputSteps.split(" ")).map(Integer::valueOf).toList();
            Architecture network = new Architecture(
                    2,
                    List.of(
                            new Identity(Range.SYMMETRIC),
                            new IntermediateOutputs(steps, behind, new Dense(2, WEIGHT, BIAS))));
            assertGradientIsTheDerivative(network, randomPoints(POINTS, 2));
        }
    }

    @Nested
    class OfActivations {

        static Stream<Activation> activations() {
            return Stream.of(
                    new Sine(1),
                    new Sine(30),
                    new Relu(),
                    new LeakyRelu(0.2),
                    new Sigmoid(),
                    new Gaussian(1),
                    new FinerSine(2, false),
                    new ComplexGabor(4, 2, 1));
        }

        @ParameterizedTest
        @MethodSource("activations")
        void betweenDenseLayers(Activation activation) {
            for (int dimensions = 1; dimensions <= 3; dimensions++) {
                Architecture network = new Architecture(
                        dimensions,
                        List.of(
                                new Identity(Range.SYMMETRIC),
                                new Dense(8, WEIGHT, BIAS),
                                activation,
                                new Dense(8, WEIGHT, BIAS),
                                activation));
                assertGradientIsTheDerivative(network, randomPoints(POINTS, dimensions));
            }
        }
    }

    @Nested
    class OfEncodings {

        @ParameterizedTest
        @EnumSource
        void bySinesAndCosinesOfThePapers(PositionalEncoding.Preset preset) {
            behind(preset.encoding(), 1 + preset.name().length() % 3);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void inAnyDimension(int dimensions) {
            behind(PositionalEncoding.geometric(2, 2, true, true, Range.SYMMETRIC), dimensions);
            behind(new FourierFeatures(5, 10, Range.UNIT), dimensions);
            behind(new Identity(Range.UNIT), dimensions);
        }

        private void behind(Encoding encoding, int dimensions) {
            Architecture network = new Architecture(
                    dimensions, List.of(encoding, new Dense(8, WEIGHT, BIAS), new Relu(), new Dense(2, WEIGHT, BIAS)));
            assertGradientIsTheDerivative(network, randomPoints(POINTS, dimensions));
        }
    }

    /** A check that never fails would be worth nothing. */
    @Nested
    class TheCheckItself {

        /** Takes the rows of its weights by {@code gather}, which ND4J differentiates wrongly. */
        record Shuffled() implements Layer {
            @Override
            public int outputs(int inputs) {
                return inputs;
            }

            @Override
            public List<Parameter> parameters(int inputs) {
                return List.of(Parameter.weight(inputs, inputs, WEIGHT));
            }

            @Override
            public SDVariable define(LayerGraph graph, SDVariable x) {
                SDVariable order = graph.sd().constant(Nd4j.createFromArray(1, 0));
                return x.mmul(graph.sd().gather(graph.parameter("weight"), order, 0));
            }
        }

        @Test
        void findsAWrongGradient() {
            Architecture network = new Architecture(2, List.of(new Identity(Range.UNIT), new Shuffled()));
            assertThatThrownBy(() -> assertGradientIsTheDerivative(network, randomPoints(POINTS, 2)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("layer1/weight along a direction");
        }
    }

    static Stream<List<Integer>> grids() {
        return GRIDS.stream();
    }
}
