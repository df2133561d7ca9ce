package org.inrzoo.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.OptionException;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.inrzoo.parameter.RandomSource;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class LevelsOfExpertsTests {

    private static final Initializer WEIGHT = Initializer.kaimingUniform();
    private static final Initializer BIAS = new Initializer.Normal(1);

    /** The layer against W(p) = Σ_e B_e(αp + β) W_e, computed here by loops from the paper's formulas. */
    @Nested
    class Definition {

        private static final int WIDTH = 3;

        static Stream<ExpertTiling> tilings() {
            List<ExpertTiling> tilings = new ArrayList<>();
            for (Blending blending : Blending.values()) {
                for (int dimensions = 1; dimensions <= 3; dimensions++) {
                    tilings.add(new ExpertTiling(dimensions, 2, 4, 0, blending));
                    tilings.add(new ExpertTiling(dimensions, 2, 1, 0.5, blending));
                    tilings.add(new ExpertTiling(dimensions, 3, 9, 0, blending));
                    tilings.add(new ExpertTiling(dimensions, 4, 2.7, 1.3, blending));
                    tilings.add(new ExpertTiling(dimensions, 2, 512, -3.25, blending));
                    tilings.add(new ExpertTiling(
                            dimensions, 2, List.of(3.0, 7.5, 2.0).subList(0, dimensions), 0.2, blending, List.of()));
                    tilings.add(new ExpertTiling(
                            dimensions, 3, 5, 0.7, blending, new RandomSource(6).rotation(dimensions)));
                }
            }
            return tilings.stream();
        }

        @ParameterizedTest
        @MethodSource("tilings")
        void weighsItsExpertsByPosition(ExpertTiling tiling) {
            assertOutputs(tiling, GradientAssertions.randomPoints(40, tiling.dimensions()));
        }

        @ParameterizedTest
        @MethodSource("tilings")
        void doesSoOnAGrid(ExpertTiling tiling) {
            List<Integer> sizes = List.of(12, 8, 2).subList(0, tiling.dimensions());
            for (GridConvention convention : GridConvention.values()) {
                if (convention == GridConvention.PIXEL_CENTERS || tiling.blending() == Blending.LINEAR) {
                    assertOutputs(tiling, new Grid(sizes, convention));
                }
            }
        }

        private void assertOutputs(ExpertTiling tiling, Points points) {
            Architecture network = new Architecture(
                    tiling.dimensions(),
                    List.of(new Identity(Range.UNIT), new LevelsOfExperts(WIDTH, tiling, WEIGHT, BIAS, true)));
            double[] parameters = doubles(network.parameters().initialize(5));
            double[] actual;
            try (SameDiffEngine engine = new SameDiffEngine(network, 1, DataType.DOUBLE)) {
                actual = engine.outputs(Nd4j.createFromArray(parameters), points)
                        .reshape(-1)
                        .toDoubleVector();
            }
            float[] coordinates = points.slice(0, points.size()).coordinates();
            for (int point = 0; point < points.size(); point++) {
                double[] p = new double[tiling.dimensions()];
                for (int axis = 0; axis < p.length; axis++) {
                    p[axis] = coordinates[point * p.length + axis];
                }
                double[] expected = layer(tiling, parameters, p);
                for (int k = 0; k < WIDTH; k++) {
                    assertThat(actual[point * WIDTH + k])
                            .as("output %d at %s", k, Arrays.toString(p))
                            .isCloseTo(expected[k], within(1e-9));
                }
            }
        }

        /** y = x W(p) + b with x = p: weights [experts, inputs, width], then the bias. */
        private static double[] layer(ExpertTiling tiling, double[] parameters, double[] p) {
            int inputs = p.length;
            int experts = (int) Math.pow(tiling.experts(), p.length);
            double[] y = new double[WIDTH];
            for (int k = 0; k < WIDTH; k++) {
                y[k] = parameters[experts * inputs * WIDTH + k];
                for (int e = 0; e < experts; e++) {
                    double coefficient = coefficient(tiling, e, p);
                    for (int c = 0; c < inputs; c++) {
                        y[k] += coefficient * p[c] * parameters[(e * inputs + c) * WIDTH + k];
                    }
                }
            }
            return y;
        }

        /** Π over the axes of B_{j,N}(αp + β); the last axis' j runs fastest in e. */
        private static double coefficient(ExpertTiling tiling, int e, double[] p) {
            int n = tiling.experts();
            double product = 1;
            int rest = e;
            for (int axis = p.length - 1; axis >= 0; axis--) {
                int j = rest % n;
                rest /= n;
                double q = tiling.alpha(axis) * along(tiling, axis, p) + tiling.beta();
                product *= tiling.blending() == Blending.NEAREST
                        ? Math.floorMod((long) Math.floor(q), (long) n) == j ? 1 : 0
                        : Math.max(0, 1 - Math.abs(positiveModulo(q + 1 - j, n) - 1));
            }
            return product;
        }

        /** The point's coordinate along an axis of the tile. */
        private static double along(ExpertTiling tiling, int axis, double[] p) {
            if (!tiling.isTurned()) {
                return p[axis];
            }
            double sum = 0;
            for (int other = 0; other < p.length; other++) {
                sum += tiling.rotation().get(axis * p.length + other) * p[other];
            }
            return sum;
        }

        private static double positiveModulo(double value, int divisor) {
            return value - divisor * Math.floor(value / divisor);
        }
    }

    /** Which levels an arrangement gives to the layers, on an axis of 512 pixels with nine layers of two experts. */
    @Nested
    class Levels {

        private static final int PIXELS = 512;
        private static final int LAYERS = 9;

        @ParameterizedTest(name = "{0}: {1} or {2} codes")
        @CsvSource({
            "COARSE_TO_FINE, 512, 511",
            "FINE_TO_COARSE, 512, 511",
            "RANDOM,         512, 511",
            "GRAY_CODE,      512, 512",
            "INTERLEAVED,    2,   2",
            "CHUNKED,        2,   2",
        })
        void tellPixelsApart(Arrangement arrangement, int atCenters, int withEndPoints) {
            assertThat(codes(arrangement, pixel -> (pixel + 0.5) / PIXELS))
                    .as("at centres")
                    .isEqualTo(atCenters);
            assertThat(codes(arrangement, pixel -> pixel / (PIXELS - 1.0)))
                    .as("end points")
                    .isEqualTo(withEndPoints);
        }

        @Test
        void needPointsOfTheUnitInterval() {
            assertThat(codes(Arrangement.GRAY_CODE, pixel -> 2 * pixel / (PIXELS - 1.0) - 1))
                    .as("codes on [-1,1], where the Gray code is mirrored at 0")
                    .isEqualTo(PIXELS / 2);
        }

        private static long codes(Arrangement arrangement, IntToDoubleFunction coordinate) {
            return IntStream.range(0, PIXELS)
                    .mapToObj(pixel -> code(arrangement, coordinate.applyAsDouble(pixel)))
                    .distinct()
                    .count();
        }

        @ParameterizedTest
        @EnumSource(names = {"COARSE_TO_FINE", "FINE_TO_COARSE", "RANDOM", "GRAY_CODE"})
        void changeInFewLayersFromPixelToPixel(Arrangement arrangement) {
            int[] changes = IntStream.range(1, PIXELS)
                    .map(pixel -> different(code(arrangement, pixel - 1), code(arrangement, pixel)))
                    .toArray();
            if (arrangement == Arrangement.GRAY_CODE) {
                assertThat(changes).as("layers that change").containsOnly(1);
            } else {
                assertThat(IntStream.of(changes).average().orElseThrow())
                        .as("mean")
                        .isCloseTo(1.98, within(0.005));
                assertThat(IntStream.of(changes).max()).as("most").hasValue(LAYERS);
            }
        }

        @Test
        void areTheScalesOfThePapers() {
            assertThat(scales(Arrangement.COARSE_TO_FINE, 2)).containsExactly(2.0, 4.0, 8.0);
            assertThat(scales(Arrangement.COARSE_TO_FINE, 4)).containsExactly(4.0, 16.0, 64.0);
            assertThat(scales(Arrangement.FINE_TO_COARSE, 3)).containsExactly(27.0, 9.0, 3.0);
            assertThat(scales(Arrangement.GRAY_CODE, 2)).containsExactly(1.0, 2.0, 4.0);
            assertThat(scales(Arrangement.RANDOM, 2)).containsExactlyInAnyOrder(2.0, 4.0, 8.0);
            assertThat(scales(Arrangement.INTERLEAVED, 4)).containsExactly(64.0, 64.0, 64.0);
            assertThat(scales(Arrangement.CHUNKED, 4)).containsExactly(4.0, 4.0, 4.0);
        }

        @Test
        void mayDifferInTheirExperts() {
            List<Integer> experts = List.of(2, 4, 4);
            assertThat(Arrangement.COARSE_TO_FINE.tilings(experts, 3, Blending.NEAREST, 0))
                    .extracting(tiling -> tiling.alpha(0))
                    .containsExactly(2.0, 8.0, 32.0);
            assertThat(Arrangement.FINE_TO_COARSE.tilings(experts, 3, Blending.NEAREST, 0))
                    .extracting(ExpertTiling::count)
                    .containsExactly(64, 64, 8);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void areTurnedStretchedAndShiftedAtRandom(int dimensions) {
            List<ExpertTiling> tilings = Arrangement.RANDOM_AFFINE.tilings(LAYERS, dimensions, 2, Blending.NEAREST, 5);
            assertThat(tilings)
                    .extracting(ExpertTiling::beta)
                    .doesNotHaveDuplicates()
                    .allMatch(beta -> beta >= 0 && beta < 2);
            for (int level = 1; level <= LAYERS; level++) {
                ExpertTiling tiling = tilings.get(level - 1);
                assertThat(tiling.alpha(0) / Math.pow(2, level)).isBetween(Math.sqrt(0.5), Math.sqrt(2));
                for (int a = 0; a < dimensions; a++) {
                    for (int b = 0; b < dimensions; b++) {
                        assertThat(product(tiling.rotation(), a, b, dimensions))
                                .isCloseTo(a == b ? 1 : 0, within(1e-12));
                    }
                }
            }
        }

        private static double product(List<Double> rows, int a, int b, int n) {
            return IntStream.range(0, n)
                    .mapToDouble(i -> rows.get(a * n + i) * rows.get(b * n + i))
                    .sum();
        }

        @Test
        void comeInAnOrderThatTheSeedDraws() {
            List<ExpertTiling> first = Arrangement.RANDOM.tilings(LAYERS, 2, 2, Blending.NEAREST, 1);
            assertThat(Arrangement.RANDOM.tilings(LAYERS, 2, 2, Blending.NEAREST, 1))
                    .isEqualTo(first);
            assertThat(Arrangement.RANDOM.tilings(LAYERS, 2, 2, Blending.NEAREST, 2))
                    .isNotEqualTo(first);
        }

        @Test
        void ofTheGrayCodeNeedTwoExperts() {
            assertThatThrownBy(() -> Arrangement.GRAY_CODE.tilings(3, 2, 3, Blending.NEAREST, 0))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("needs 2 experts per axis, not 3");
        }

        private static List<Double> scales(Arrangement arrangement, int experts) {
            return arrangement.tilings(3, 1, experts, Blending.NEAREST, 7).stream()
                    .map(tiling -> tiling.alpha(0))
                    .toList();
        }

        /** The expert that serves the pixel's centre in each layer. */
        private static List<Integer> code(Arrangement arrangement, int pixel) {
            return code(arrangement, (pixel + 0.5) / PIXELS);
        }

        private static List<Integer> code(Arrangement arrangement, double p) {
            return arrangement.tilings(LAYERS, 1, 2, Blending.NEAREST, 4).stream()
                    .map(tiling -> Math.floorMod((int) Math.floor(tiling.alpha(0) * p + tiling.beta()), 2))
                    .toList();
        }

        private static int different(List<Integer> a, List<Integer> b) {
            return (int) IntStream.range(0, a.size())
                    .filter(i -> !a.get(i).equals(b.get(i)))
                    .count();
        }
    }

    @Nested
    class Counts {

        @ParameterizedTest(name = "{0}: {3} parameters, {4} multiply-accumulates")
        @MethodSource("layers")
        void ofParametersAndProducts(String name, LevelsOfExperts layer, int inputs, int parameters, long macs) {
            assertThat(layer.parameters(inputs).stream()
                            .filter(Parameter::trainable)
                            .mapToInt(Parameter::length)
                            .sum())
                    .isEqualTo(parameters);
            assertThat(layer.macs(inputs)).isEqualTo(macs);
        }

        static Stream<Arguments> layers() {
            ExpertTiling nearest = new ExpertTiling(2, 2, 2, 0, Blending.NEAREST);
            ExpertTiling linear = new ExpertTiling(3, 2, 2, 0, Blending.LINEAR);
            return Stream.of(
                    Arguments.of(
                            "2x2 experts",
                            new LevelsOfExperts(64, nearest, WEIGHT, BIAS, true),
                            64,
                            4 * 4096 + 64,
                            4096),
                    Arguments.of("bias frozen", new LevelsOfExperts(64, nearest, WEIGHT, BIAS, false), 2, 4 * 128, 128),
                    Arguments.of(
                            "2x2x2, linear",
                            new LevelsOfExperts(5, linear, WEIGHT, BIAS, true),
                            3,
                            8 * 15 + 5,
                            8 * 15));
        }
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
