package org.inrzoo.notebook.checks;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 24-multi-view-stereo. */
public final class DistancesOnRays {

    /** What samples of a ray weigh. */
    @FunctionalInterface
    public interface Weights {
        double[] of(double[] densities, double length);
    }

    /** Where a ray meets a surface. */
    @FunctionalInterface
    public interface Met {
        double at(double[] distances, double length);
    }

    /** How far two sets of places are apart. */
    @FunctionalInterface
    public interface Apart {
        double of(double[][] a, double[][] b);
    }

    private static final String DENSITY = "the density";
    private static final String WEIGHTS = "the weights";
    private static final String MET = "the place where the ray meets the surface";
    private static final String CHAMFER = "the Chamfer distance";

    private static final Sheet SHEET = new Sheet(DENSITY, WEIGHTS, MET, CHAMFER);

    private static final double TOLERANCE = 1e-9;

    private DistancesOnRays() {}

    /** Gap 1. */
    public static void density(DoubleBinaryOperator answer) {
        Draws draws = new Draws();
        SHEET.check(DENSITY, trial -> {
            trial.given("a place on the surface, beta 0.5")
                    .close(
                            answer.applyAsDouble(0, 0.5),
                            1,
                            TOLERANCE,
                            "on the surface it is half of what it is deep inside");
            trial.given("a place far inside, beta 0.1")
                    .close(answer.applyAsDouble(-9, 0.1), 10, TOLERANCE, "inside, distances are negative");
            trial.given("a place far outside, beta 0.1")
                    .close(answer.applyAsDouble(9, 0.1), 0, TOLERANCE, "nothing is there");
            for (int i = 0; i < 30; i++) {
                double d = draws.real(-1, 1);
                double beta = draws.real(0.05, 0.5);
                double tail = Math.exp(-Math.abs(d) / beta) / 2;
                trial.given("distance " + (float) d + ", beta " + (float) beta)
                        .close(
                                answer.applyAsDouble(d, beta),
                                (d > 0 ? tail : 1 - tail) / beta,
                                TOLERANCE,
                                "the exponent is never positive, and all is divided by beta");
            }
        });
    }

    /** Gap 2. */
    public static void weights(Weights answer) {
        Draws draws = new Draws();
        SHEET.check(WEIGHTS, trial -> {
            trial.given("one sample that lets half of the light through")
                    .close(
                            answer.of(new double[] {Math.log(2)}, 1),
                            new double[] {0.5},
                            TOLERANCE,
                            "a part of the ray absorbs 1 - exp(-density times length)");
            for (int i = 0; i < 30; i++) {
                double[] densities = draws.reals(draws.whole(2, 6), 0, 4);
                double length = draws.real(0.1, 0.6);
                double[] expected = new double[densities.length];
                double through = 1;
                for (int k = 0; k < expected.length; k++) {
                    double left = through * Math.exp(-densities[k] * length);
                    expected[k] = through - left;
                    through = left;
                }
                trial.given(densities.length + " samples")
                        .close(
                                answer.of(densities.clone(), length),
                                expected,
                                TOLERANCE,
                                "a sample is seen through all the samples in front of it, and not through itself");
            }
        });
    }

    /** Gap 3. */
    public static void met(Met answer) {
        Draws draws = new Draws();
        SHEET.check(MET, trial -> {
            trial.given("distances 0.3, 0.1, -0.1 in parts of 0.2")
                    .close(
                            answer.at(new double[] {0.3, 0.1, -0.1}, 0.2),
                            0.4,
                            TOLERANCE,
                            "samples lie in the middles of their parts: the first at half a length");
            trial.given("a ray that stays outside")
                    .that(
                            answer.at(new double[] {0.3, 0.1, 0.2}, 0.2) == Double.POSITIVE_INFINITY,
                            "a ray that meets nothing is met nowhere: Double.POSITIVE_INFINITY");
            for (int i = 0; i < 30; i++) {
                double length = draws.real(0.05, 0.3);
                int before = draws.whole(1, 5);
                double[] distances = draws.reals(before + 3, 0.1, 1);
                distances[before] = -draws.real(0.05, 1);
                double last = distances[before - 1];
                double part = last / (last - distances[before]);
                trial.given("samples of which number " + before + " is the first inside")
                        .close(
                                answer.at(distances.clone(), length),
                                length * (before - 0.5 + part),
                                TOLERANCE,
                                "a line between the last distance outside and the first inside, and where it is 0");
            }
        });
    }

    /** Gap 4. */
    public static void chamfer(Apart answer) {
        Draws draws = new Draws();
        SHEET.check(CHAMFER, trial -> {
            double[][] one = {{0, 0, 0}};
            double[][] two = {{0, 0, 0}, {0, 3, 4}};
            trial.given("one place, and the same with another 5 away")
                    .close(
                            answer.of(one, two),
                            1.25,
                            TOLERANCE,
                            "there it is 0 in the mean, back 2.5: half of their sum");
            for (int i = 0; i < 20; i++) {
                double[][] a = places(draws);
                double[][] b = places(draws);
                trial.given(a.length + " places and " + b.length)
                        .close(
                                answer.of(a, b),
                                (mean(a, b) + mean(b, a)) / 2,
                                TOLERANCE,
                                "from each place to the nearest of the others, then back");
            }
        });
    }

    private static double[][] places(Draws draws) {
        double[][] places = new double[draws.whole(1, 5)][];
        Arrays.setAll(places, i -> draws.reals(3, -1, 1));
        return places;
    }

    private static double mean(double[][] from, double[][] to) {
        return Arrays.stream(from)
                .mapToDouble(a -> Arrays.stream(to)
                        .mapToDouble(b -> Math.sqrt(
                                Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2)))
                        .min()
                        .orElseThrow())
                .average()
                .orElseThrow();
    }
}
