package org.inrzoo.notebook.checks;

import java.util.function.ToDoubleFunction;
import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 00b-gradient-step: the line y = w x + b, fitted to points. */
public final class GradientStep {

    /** A number that depends on the line and the points. */
    @FunctionalInterface
    public interface OfLine {
        double value(double w, double b, double[] x, double[] y);
    }

    /** The line after one step, {w, b}. */
    @FunctionalInterface
    public interface Step {
        double[] next(double w, double b, double rate, double[] x, double[] y);
    }

    /** Points, and a line that does not go through them yet. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Case(double w, double b, double[] x, double[] y) {

        static Case drawn(Draws draws, int points) {
            return new Case(
                    draws.real(-2, 2), draws.real(-2, 2), draws.reals(points, -2, 2), draws.reals(points, -2, 2));
        }

        double error(int i) {
            return w * x[i] + b - y[i];
        }

        double loss() {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += error(i) * error(i);
            }
            return sum / x.length;
        }

        double slopeOfW() {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += 2 * error(i) * x[i];
            }
            return sum / x.length;
        }

        double slopeOfB() {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += 2 * error(i);
            }
            return sum / x.length;
        }

        double of(OfLine answer) {
            return answer.value(w, b, x.clone(), y.clone());
        }
    }

    private static final String LOSS = "the loss";
    private static final String SLOPE_OF_W = "the slope along w";
    private static final String SLOPE_OF_B = "the slope along b";
    private static final String STEP = "one step";

    private static final Sheet SHEET = new Sheet(LOSS, SLOPE_OF_W, SLOPE_OF_B, STEP);

    private static final int TRIALS = 8;
    private static final double TOLERANCE = 1e-3;

    private GradientStep() {}

    /** Gap 1: the mean squared error. */
    public static void loss(OfLine answer) {
        Draws draws = new Draws();
        SHEET.check(LOSS, trial -> {
            trial.given("a line through all points")
                    .close(
                            answer.value(2, 1, new double[] {0, 1, 3}, new double[] {1, 3, 7}),
                            0,
                            TOLERANCE,
                            "the line's answer is w * x[i] + b, and the error is how far y[i] is from it");
            for (int points = 1; points <= TRIALS; points++) {
                Case drawn = Case.drawn(draws, points);
                trial.given(points + " points")
                        .close(
                                drawn.of(answer),
                                drawn.loss(),
                                TOLERANCE,
                                "square each error before you add it, and divide by the number of points");
            }
        });
    }

    /** Gap 2: the loss' derivative by w. */
    public static void slopeOfW(OfLine answer) {
        slope(
                SLOPE_OF_W,
                answer,
                Case::slopeOfW,
                "the derivative of (w x + b - y)\u00b2 by w is 2 (w x + b - y) x; take the mean");
    }

    /** Gap 3: the loss' derivative by b. */
    public static void slopeOfB(OfLine answer) {
        slope(SLOPE_OF_B, answer, Case::slopeOfB, "as along w, but the inner derivative is 1 instead of x");
    }

    private static void slope(String check, OfLine answer, ToDoubleFunction<Case> right, String hint) {
        Draws draws = new Draws();
        SHEET.check(check, trial -> {
            for (int points = 1; points <= TRIALS; points++) {
                Case drawn = Case.drawn(draws, points);
                double actual = drawn.of(answer);
                double expected = right.applyAsDouble(drawn);
                trial.given(points + " points");
                trial.that(
                        Math.abs(actual + expected) > TOLERANCE || Math.abs(expected) <= TOLERANCE,
                        "the sign is the wrong way round: the error is answer less target");
                trial.close(actual, expected, TOLERANCE, hint);
            }
        });
    }

    /** Gap 4: a step against the slopes. */
    public static void step(Step answer) {
        Draws draws = new Draws();
        SHEET.check(STEP, trial -> {
            for (int points = 1; points <= TRIALS; points++) {
                Case drawn = Case.drawn(draws, points);
                double rate = draws.real(0.01, 0.5);
                double[] next = answer.next(drawn.w, drawn.b, rate, drawn.x.clone(), drawn.y.clone());
                double[] expected = {drawn.w - rate * drawn.slopeOfW(), drawn.b - rate * drawn.slopeOfB()};
                trial.given(points + " points and a rate of " + rate)
                        .close(
                                next,
                                expected,
                                TOLERANCE,
                                "go down: subtract rate times the slope; take both slopes before you change w or b");
            }
        });
    }
}
