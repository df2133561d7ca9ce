package org.inrzoo.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.FourierFeatures;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InitializerTests {

    private static final int DRAWS = 20_000;
    private static final int FAN_IN = 24;
    private static final int FAN_OUT = 8;

    @Nested
    class UniformOnes {

        static Stream<Arguments> bounds() {
            return Stream.of(
                    Arguments.of("Kaiming", Initializer.kaimingUniform(), 0.5),
                    Arguments.of("PyTorch's default", Initializer.pytorchDefault(), 1 / Math.sqrt(24)),
                    Arguments.of("SIREN, first layer", Initializer.sirenFirst(), 1.0 / 24),
                    Arguments.of("SIREN, later layers", Initializer.siren(30), 0.5 / 30),
                    Arguments.of("Glorot", new Initializer.GlorotUniform(), Math.sqrt(6.0 / 32)),
                    Arguments.of("by bound", new Initializer.Uniform(3), 3.0),
                    Arguments.of("by gain and fan-in", new Initializer.FanInUniform(3), 3 / Math.sqrt(24)),
                    Arguments.of("by gain and inverse fan-in", new Initializer.InverseFanInUniform(3), 3.0 / 24));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("bounds")
        void fillTheIntervalEvenly(String name, Initializer initializer, double bound) {
            double[] values = draw(initializer);
            DoubleSummaryStatistics statistics = DoubleStream.of(values).summaryStatistics();
            assertThat(statistics.getMin()).as("smallest").isBetween(-bound, -0.99 * bound);
            assertThat(statistics.getMax()).as("largest").isBetween(0.99 * bound, bound);
            assertThat(statistics.getAverage()).as("mean").isCloseTo(0, within(0.02 * bound));
            assertThat(variance(values)).as("variance").isCloseTo(bound * bound / 3, within(0.02 * bound * bound));
        }
    }

    @Nested
    class NormalOnes {

        static Stream<Arguments> deviations() {
            return Stream.of(
                    Arguments.of("Glorot", new Initializer.GlorotNormal(), Math.sqrt(2.0 / 32)),
                    Arguments.of("of a given deviation", new Initializer.Normal(10), 10.0));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("deviations")
        void areBellShaped(String name, Initializer initializer, double deviation) {
            double[] values = draw(initializer);
            assertThat(DoubleStream.of(values).average().orElseThrow())
                    .as("mean")
                    .isCloseTo(0, within(0.03 * deviation));
            assertThat(Math.sqrt(variance(values))).as("deviation").isCloseTo(deviation, within(0.02 * deviation));
            assertThat(share(values, deviation))
                    .as("share within one deviation")
                    .isCloseTo(0.6827, within(0.01));
            assertThat(share(values, 2 * deviation)).as("share within two").isCloseTo(0.9545, within(0.006));
        }

        private static double share(double[] values, double bound) {
            return DoubleStream.of(values)
                            .filter(value -> Math.abs(value) <= bound)
                            .count()
                    / (double) DRAWS;
        }
    }

    @Nested
    class ChoicesOfNumbers {

        @Test
        void areDifferentNumbersInAscendingOrderAndAllEquallyOften() {
            Initializer choices = new Initializer.Choices(3, 7);
            float[] rows = new float[3 * 7000];
            choices.fill(new RandomSource(6), 3, 1, rows, 0, rows.length);
            int[] counts = new int[7];
            for (int row = 0; row < rows.length; row += 3) {
                assertThat(rows[row] < rows[row + 1] && rows[row + 1] < rows[row + 2])
                        .as("row %d ascends", row / 3)
                        .isTrue();
                for (int i = 0; i < 3; i++) {
                    assertThat(choices.allows(rows[row + i])).isTrue();
                    counts[(int) rows[row + i]]++;
                }
            }
            assertThat(IntStream.of(counts).boxed())
                    .allSatisfy(count -> assertThat(count).isBetween(2850, 3150));
        }

        @Test
        void ofAllNumbersAreAllOfThem() {
            float[] rows = new float[8];
            new Initializer.Choices(4, 4).fill(new RandomSource(6), 3, 1, rows, 0, 8);
            assertThat(rows).containsExactly(0, 1, 2, 3, 0, 1, 2, 3);
        }

        @Test
        void allowNoOtherNumbers() {
            for (float value : new float[] {-1, 7, 0.5f, Float.NaN, Float.POSITIVE_INFINITY}) {
                assertThat(new Initializer.Choices(3, 7).allows(value))
                        .as("%s", value)
                        .isFalse();
            }
            assertThatThrownBy(() -> new Initializer.Choices(8, 7))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("8 different numbers cannot be chosen from 7");
        }
    }

    @Nested
    class OtherOnes {

        @Test
        void ofTheGammaDistributionHaveItsMeanAndVariance() {
            for (double shape : new double[] {0.5, 1.5, 6}) {
                double[] values = draw(new Initializer.Gamma(shape));
                assertThat(DoubleStream.of(values).min().orElseThrow())
                        .as("smallest")
                        .isPositive();
                assertThat(DoubleStream.of(values).average().orElseThrow())
                        .as("mean")
                        .isCloseTo(shape, within(0.04 * shape));
                assertThat(variance(values)).as("variance").isCloseTo(shape, within(0.08 * shape));
            }
        }

        @Test
        void areMultiplesOfAStep() {
            double[] values = draw(new Initializer.Multiples(0.5, 2));
            assertThat(DoubleStream.of(values).distinct().sorted()).containsExactly(-1.0, -0.5, 0.0, 0.5, 1.0);
            assertThat(DoubleStream.of(values).filter(value -> value == 0).count() / (double) DRAWS)
                    .isCloseTo(0.2, within(0.02));
        }
    }

    @Nested
    class Constants {

        @Test
        void drawNothing() {
            RandomSource random = new RandomSource(3);
            assertThat(Initializer.zeros().draw(random, FAN_IN, FAN_OUT)).isZero();
            assertThat(new Initializer.Constant(-2.5).draw(random, FAN_IN, FAN_OUT))
                    .isEqualTo(-2.5);
            assertThat(random.uniform()).as("the generator's next number").isEqualTo(new RandomSource(3).uniform());
        }
    }

    /** Weights must be the same on every machine, JDK and release of the zoo. */
    @Nested
    class Seeds {

        @Test
        void drawTheNumbersTheyAlwaysDrew() {
            RandomSource random = new RandomSource(42);
            assertThat(new double[] {random.uniform(), random.uniform(), random.uniform()})
                    .as("uniform")
                    .containsExactly(0.7415648787718233, 0.1599103928769201, 0.27860113025513866);
            assertThat(new double[] {random.normal(), random.normal(), random.normal()})
                    .as("normal")
                    .containsExactly(0.8924703926908311, 0.3970518252519789, -0.9616264486159954);
            assertThat(random.permutation(8)).as("permutation").containsExactly(7, 6, 4, 5, 3, 0, 2, 1);
        }

        @Test
        void decideAllWeightsBitForBit() {
            ParameterLayout layout = new Architecture(
                            2,
                            List.of(
                                    new FourierFeatures(4, 10, Range.UNIT),
                                    new Dense(6, Initializer.kaimingUniform(), Initializer.pytorchDefault())))
                    .parameters();
            assertThat(layout.initialize(7)).containsExactly(layout.initialize(7));
            assertThat(layout.initialize(7)).isNotEqualTo(layout.initialize(8));
            assertThat(layout.initialize(0)).isNotEqualTo(layout.initialize(-1));
        }

        @Test
        void drawEachOrderOfThreeEquallyOften() {
            RandomSource random = new RandomSource(1);
            int[] counts = new int[27];
            for (int i = 0; i < 6000; i++) {
                int[] order = random.permutation(3);
                counts[order[0] * 9 + order[1] * 3 + order[2]]++;
            }
            assertThat(IntStream.of(counts).filter(count -> count > 0).boxed())
                    .hasSize(6)
                    .allSatisfy(count -> assertThat(count).isBetween(880, 1120));
        }
    }

    private static double[] draw(Initializer initializer) {
        RandomSource random = new RandomSource(2);
        return IntStream.range(0, DRAWS)
                .mapToDouble(i -> initializer.draw(random, FAN_IN, FAN_OUT))
                .toArray();
    }

    private static double variance(double[] values) {
        double mean = DoubleStream.of(values).average().orElseThrow();
        return DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
    }
}
