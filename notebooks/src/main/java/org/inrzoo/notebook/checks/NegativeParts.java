package org.inrzoo.notebook.checks;

import java.util.function.DoubleUnaryOperator;
import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 17-negative-parts. */
public final class NegativeParts {

    /** What is joined of the parts of x. */
    @FunctionalInterface
    public interface Joined {
        double of(double x, double a, double b, double threshold);
    }

    /** Two numbers of a slope. */
    @FunctionalInterface
    public interface OfSlope {
        double[] of(double slope);
    }

    private static final String POSITIVE = "the positive part";
    private static final String NEGATIVE = "the negative part";
    private static final String JOINED = "both joined";
    private static final String LEAKY = "what is nothing new";

    private static final Sheet SHEET = new Sheet(POSITIVE, NEGATIVE, JOINED, LEAKY);

    private static final double TOLERANCE = 1e-12;

    private NegativeParts() {}

    /** Gap 1. */
    public static void positive(DoubleUnaryOperator answer) {
        Draws draws = new Draws();
        SHEET.check(POSITIVE, trial -> {
            for (int i = 0; i < 30; i++) {
                double x = draws.real(-2, 2);
                trial.given("x = " + x).close(answer.applyAsDouble(x), Math.max(0, x), TOLERANCE, "never below 0");
            }
        });
    }

    /** Gap 2. */
    public static void negative(DoubleUnaryOperator answer) {
        Draws draws = new Draws();
        SHEET.check(NEGATIVE, trial -> {
            for (int i = 0; i < 30; i++) {
                double x = draws.real(-2, 2);
                trial.given("x = " + x)
                        .close(
                                answer.applyAsDouble(x),
                                Math.max(0, -x),
                                TOLERANCE,
                                "how far x lies below 0: itself never negative, so that P - N is x");
            }
        });
    }

    /** Gap 3. */
    public static void joined(Joined answer) {
        Draws draws = new Draws();
        SHEET.check(JOINED, trial -> {
            for (int i = 0; i < 60; i++) {
                double x = draws.real(-2, 2);
                double a = draws.real(0.5, 1.5);
                double b = draws.real(-1, 1);
                double c = draws.real(0, 1);
                trial.given("x = " + x)
                        .close(
                                answer.of(x, a, b, c),
                                a * Math.max(0, x) + b * Math.max(0, Math.max(0, -x) - c),
                                TOLERANCE,
                                "the threshold is taken from N, and what is below 0 then is cut off once more");
            }
        });
    }

    /** Gap 4. */
    public static void leaky(OfSlope answer) {
        Draws draws = new Draws();
        SHEET.check(LEAKY, trial -> {
            for (int i = 0; i < 30; i++) {
                double slope = draws.real(0, 1);
                trial.given("a slope of " + slope)
                        .close(
                                answer.of(slope),
                                new double[] {1, -slope},
                                TOLERANCE,
                                "for a positive x only P is there, for a negative one only N, which is -x");
            }
        });
    }
}
