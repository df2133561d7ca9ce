package org.inrzoo.fit.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.inrzoo.parameter.RandomSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnealingTests {

    @Nested
    class TheChanceOfAStepUphill {

        /** T₀ε = 0.015; worked out by hand from the formula. */
        @ParameterizedTest(name = "at epoch {1} after a change of {0}")
        @CsvSource({"0.1, 0, 0.0001", "0.1, 5, 0.033", "0.1, 20, 0.116", "-0.1, 200, 0.285", "0.02, 0, 0.146"})
        void growsAsTheLossStandsStill(double change, int epoch, double chance) {
            Annealing annealing = new Annealing(15, 1, 1, false, false);
            assertThat(annealing.chance(change, 1e-3, epoch)).isCloseTo(chance, within(6e-4));
        }

        @ParameterizedTest(name = "at epoch {0}")
        @CsvSource({"0, 0.42", "5, 0.55", "20, 0.58", "50, 0.25", "100, 0", "1000, 0"})
        void goesToZeroWithTheRateWhereItIsDoublyAnnealed(int epoch, double chance) {
            Annealing annealing = new Annealing(15, 1, 1, true, false);
            assertThat(annealing.chance(0.1, 0.01 * Math.pow(0.98, epoch), epoch))
                    .isCloseTo(chance, within(6e-3));
        }

        @Test
        void hasACeilingAndAnotherReading() {
            assertThat(new Annealing(15, 1, 0.33, false, false).chance(0, 1e-3, 9))
                    .isEqualTo(0.33);
            assertThat(new Annealing(1500, 1, 1, false, true).chance(0.5, 1e-3, 5))
                    .isCloseTo(0.157, within(6e-4));
            assertThat(Annealing.USUAL.chance(0.1, 0, 5)).isZero();
        }

        @Test
        void isHowOftenStepsGoUphill() {
            Annealing annealing = new Annealing(15, 4, 0.33, false, false);
            RandomSource random = new RandomSource(1);
            int uphill = 0;
            for (int i = 0; i < 100_000; i++) {
                double factor = annealing.factor(0, 1e-3, 3, random);
                assertThat(factor).isIn(1.0, -4.0);
                uphill += factor < 0 ? 1 : 0;
            }
            assertThat(uphill / 1e5).isCloseTo(0.33, within(0.007));
        }
    }

    @Nested
    class OnManyWells {

        private static final int STARTS = 200;
        private static final int STEPS = 3000;
        private static final double RATE = 0.02;
        private static final int EPOCH = 30;

        /** Half the way from the lowest well, at 0, to the hills around it. */
        private static final double NEAR = 1.2;

        /** Σ z²/20 + 1 - cos 2z. */
        private double wells(double[] z, double[] gradient) {
            double sum = 0;
            for (int i = 0; i < z.length; i++) {
                sum += 0.05 * z[i] * z[i] + 1 - Math.cos(2 * z[i]);
                gradient[i] = 0.1 * z[i] + 2 * Math.sin(2 * z[i]);
            }
            return sum;
        }

        /** Percent of the starts in [-8, 8]² whose lowest and whose last point lie in the lowest well. */
        private double[] reached(Annealing annealing, int annealed, double noise) {
            RandomSource starts = new RandomSource(3);
            double[] reached = new double[2];
            for (int i = 0; i < STARTS; i++) {
                double[] start = {starts.uniform(8), starts.uniform(8)};
                Annealing.Course course = new Annealing.Course(RATE, STEPS, EPOCH, annealed, noise);
                Annealing.Path path = annealing.descend(this::wells, start, course, new RandomSource(100 + i));
                reached[0] += inLowestWell(path.best()) ? 100.0 / STARTS : 0;
                reached[1] += inLowestWell(path.last()) ? 100.0 / STARTS : 0;
            }
            return reached;
        }

        private boolean inLowestWell(List<Double> z) {
            return z.stream().allMatch(coordinate -> Math.abs(coordinate) < NEAR);
        }

        private final Annealing annealing = Annealing.USUAL.withTemperature(0.015 / RATE);
        private final int most = STEPS * 4 / 5;

        @Test
        void descentStaysInTheWellOfItsStart() {
            double[] plain = reached(annealing, 0, 0);
            assertThat(plain[0]).isBetween(1.0, 10.0).isEqualTo(plain[1]);
            assertThat(reached(annealing, 0, 1)[1]).isEqualTo(plain[1]);
        }

        @Test
        void shortStepsUphillLeadNowhere() {
            double[] plain = reached(annealing, 0, 0);
            assertThat(reached(annealing, most, 0)[1]).isEqualTo(plain[1]);
            assertThat(reached(annealing.withUphill(2), most, 0)[1]).isEqualTo(plain[1]);
        }

        @Test
        void longOnesWithNoiseAndDescentAtTheEndFindTheLowestMoreOften() {
            double[] plain = reached(annealing, 0, 1);
            double[] annealed = reached(annealing.withUphill(4), most, 1);
            assertThat(annealed[0]).isGreaterThan(plain[0] + 12).isGreaterThanOrEqualTo(annealed[1]);
            assertThat(annealed[1]).isGreaterThan(plain[1] + 5);
        }
    }
}
