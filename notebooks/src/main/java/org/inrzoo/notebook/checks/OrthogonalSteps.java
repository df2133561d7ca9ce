package org.inrzoo.notebook.checks;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 15-optimisers. */
public final class OrthogonalSteps {

    /** A running mean that takes in one more gradient. */
    @FunctionalInterface
    public interface RunningMean {
        double[] after(double[] mean, double[] gradient, double decay);
    }

    /** Weights after a step along a direction. */
    @FunctionalInterface
    public interface Stepped {
        double[][] after(double[][] weights, double[][] direction, double rate);
    }

    private static final String MEAN = "the running mean";
    private static final String FIVE_TIMES = "five times the polynomial";
    private static final String ITERATED = "one iteration of a matrix";
    private static final String STEPPED = "the length of the step";
    private static final String STABLE_RANK = "the stable rank";

    private static final Sheet SHEET = new Sheet(MEAN, FIVE_TIMES, ITERATED, STEPPED, STABLE_RANK);

    private static final double TOLERANCE = 1e-6;

    private static final double A = 3.4445;
    private static final double B = -4.7750;
    private static final double C = 2.0315;

    private OrthogonalSteps() {}

    /** Gap 1. */
    public static void runningMean(RunningMean answer) {
        Draws draws = new Draws();
        SHEET.check(MEAN, trial -> {
            for (int i = 0; i < 30; i++) {
                double[] mean = draws.reals(draws.whole(1, 6), -1, 1);
                double[] gradient = draws.reals(mean.length, -1, 1);
                double decay = draws.real(0.1, 0.9);
                trial.given(mean.length + " weights")
                        .close(
                                answer.after(mean.clone(), gradient.clone(), decay),
                                Draws.filled(mean.length, k -> decay * mean[k] + (1 - decay) * gradient[k]),
                                TOLERANCE,
                                "the two factors sum up to 1, so that a gradient that stays is its own mean");
            }
        });
    }

    /** Gap 2. */
    public static void fiveTimes(DoubleUnaryOperator answer) {
        Draws draws = new Draws();
        SHEET.check(FIVE_TIMES, trial -> {
            trial.given("0").close(answer.applyAsDouble(0), 0, TOLERANCE, "all powers are odd");
            for (int i = 0; i < 30; i++) {
                double s = i < 10 ? draws.real(0.001, 0.05) : draws.real(0, 1);
                double expected = s;
                for (int k = 0; k < 5; k++) {
                    expected = polynomial(expected);
                }
                trial.given("a singular value of " + s)
                        .close(
                                answer.applyAsDouble(s),
                                expected,
                                TOLERANCE,
                                "each time starts from what the time before gave; powers 1, 3 and 5");
            }
        });
    }

    private static double polynomial(double s) {
        return A * s + B * Math.pow(s, 3) + C * Math.pow(s, 5);
    }

    /** Gap 3. */
    public static void iterated(UnaryOperator<double[][]> answer) {
        Draws draws = new Draws();
        SHEET.check(ITERATED, trial -> {
            trial.given("a diagonal")
                    .close(
                            answer.apply(new double[][] {{0.5, 0}, {0, 0.1}}),
                            new double[][] {{polynomial(0.5), 0}, {0, polynomial(0.1)}},
                            TOLERANCE,
                            "of a diagonal it is the polynomial of each number on it");
            for (int i = 0; i < 30; i++) {
                double[][] x = draws.table(draws.whole(1, 4), draws.whole(1, 4), -0.5, 0.5);
                trial.given(x.length + " × " + x[0].length)
                        .close(
                                answer.apply(Draws.copy(x)),
                                iteration(x),
                                TOLERANCE,
                                "rows by the transposed come first, X last; the square of a matrix is its product with itself");
            }
        });
    }

    private static double[][] iteration(double[][] x) {
        double[][] third = byGram(x, x);
        double[][] fifth = byGram(x, third);
        double[][] result = new double[x.length][];
        Arrays.setAll(result, i -> Draws.filled(x[i].length, j -> A * x[i][j] + B * third[i][j] + C * fifth[i][j]));
        return result;
    }

    /** x xᵀ y. */
    private static double[][] byGram(double[][] x, double[][] y) {
        double[][] result = new double[x.length][y[0].length];
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < x.length; k++) {
                double dot = 0;
                for (int j = 0; j < x[0].length; j++) {
                    dot += x[i][j] * x[k][j];
                }
                for (int j = 0; j < y[0].length; j++) {
                    result[i][j] += dot * y[k][j];
                }
            }
        }
        return result;
    }

    /** Gap 4. */
    public static void stepped(Stepped answer) {
        Draws draws = new Draws();
        SHEET.check(STEPPED, trial -> {
            for (int i = 0; i < 30; i++) {
                double[][] weights = draws.table(draws.whole(1, 4), draws.whole(1, 4), -1, 1);
                double[][] direction = draws.table(weights.length, weights[0].length, -1, 1);
                double rate = draws.real(0.1, 1);
                trial.given(weights.length + " × " + weights[0].length)
                        .close(
                                answer.after(Draws.copy(weights), Draws.copy(direction), rate),
                                step(weights, direction, rate),
                                TOLERANCE,
                                "against the direction; the longer of the two sides counts, under a root");
            }
        });
    }

    private static double[][] step(double[][] weights, double[][] direction, double rate) {
        double length = rate * 0.2 * Math.sqrt(Math.max(weights.length, weights[0].length));
        double[][] result = new double[weights.length][];
        Arrays.setAll(result, i -> Draws.filled(weights[i].length, j -> weights[i][j] - length * direction[i][j]));
        return result;
    }

    /** Gap 5. */
    public static void stableRank(ToDoubleFunction<double[]> answer) {
        Draws draws = new Draws();
        SHEET.check(STABLE_RANK, trial -> {
            trial.given("three equal ones")
                    .close(answer.applyAsDouble(new double[] {2, 2, 2}), 3, TOLERANCE, "equal ones all count as one");
            for (int i = 0; i < 30; i++) {
                double[] singular = draws.reals(draws.whole(1, 6), 0.1, 2);
                double largest = Arrays.stream(singular).max().orElseThrow();
                double sum = Arrays.stream(singular).map(s -> s * s).sum();
                trial.given(singular.length + " singular values")
                        .close(
                                answer.applyAsDouble(singular.clone()),
                                sum / (largest * largest),
                                TOLERANCE,
                                "squares above and below; the largest may stand anywhere");
            }
        });
    }
}
