package org.inrzoo.notebook.checks;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 19-depth. */
public final class Stages {

    /** Numbers for every class, of the stages' scores and weights. */
    @FunctionalInterface
    public interface OfStages {
        double[] of(double[][] scores, double[] numbers);
    }

    private static final String FUSED = "the sum of the stages";
    private static final String SOFTMAX = "weights that sum up to one";
    private static final String GRADIENT = "the gradient by the weights";
    private static final String SHARES = "who speaks";

    private static final Sheet SHEET = new Sheet(FUSED, SOFTMAX, GRADIENT, SHARES);

    private static final double TOLERANCE = 1e-9;

    private Stages() {}

    /** Gap 1. */
    public static void fused(OfStages answer) {
        Draws draws = new Draws();
        SHEET.check(FUSED, trial -> {
            for (int i = 0; i < 30; i++) {
                double[][] z = draws.table(draws.whole(1, 5), draws.whole(1, 4), -1, 1);
                double[] a = draws.reals(z.length, -1, 1);
                trial.given(z.length + " stages and " + z[0].length + " classes")
                        .close(
                                answer.of(Draws.copy(z), a.clone()),
                                Draws.filled(z[0].length, k -> column(z, a, k)),
                                TOLERANCE,
                                "one number for each class; each stage has one weight for all classes");
            }
        });
    }

    private static double column(double[][] z, double[] a, int k) {
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            sum += a[i] * z[i][k];
        }
        return sum;
    }

    /** Gap 2. */
    public static void softmax(UnaryOperator<double[]> answer) {
        Draws draws = new Draws();
        SHEET.check(SOFTMAX, trial -> {
            trial.given("four equal numbers")
                    .close(
                            answer.apply(new double[] {3, 3, 3, 3}),
                            new double[] {0.25, 0.25, 0.25, 0.25},
                            TOLERANCE,
                            "divide by the sum of all");
            for (int i = 0; i < 30; i++) {
                double[] numbers = draws.reals(draws.whole(1, 6), -2, 2);
                double sum = Arrays.stream(numbers).map(Math::exp).sum();
                trial.given(numbers.length + " numbers")
                        .close(
                                answer.apply(numbers.clone()),
                                Draws.filled(numbers.length, k -> Math.exp(numbers[k]) / sum),
                                TOLERANCE,
                                "exponentials, so that none is negative, by the sum of all exponentials");
            }
        });
    }

    /** Gap 3. */
    public static void gradient(OfStages answer) {
        Draws draws = new Draws();
        SHEET.check(GRADIENT, trial -> {
            for (int i = 0; i < 30; i++) {
                double[][] z = draws.table(draws.whole(1, 5), draws.whole(1, 4), -1, 1);
                double[] g = draws.reals(z[0].length, -1, 1);
                trial.given(z.length + " stages and " + z[0].length + " classes")
                        .close(
                                answer.of(Draws.copy(z), g.clone()),
                                Draws.filled(z.length, s -> dot(z[s], g)),
                                TOLERANCE,
                                "one number for each stage: a weight touches all classes, each by what its stage says of it");
            }
        });
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Gap 4. */
    public static void shares(BinaryOperator<double[]> answer) {
        Draws draws = new Draws();
        SHEET.check(SHARES, trial -> {
            trial.given("a weight of -1 and one of 1, both of stages that say 2")
                    .close(
                            answer.apply(new double[] {-1, 1}, new double[] {2, 2}),
                            new double[] {0.5, 0.5},
                            TOLERANCE,
                            "a negative weight speaks as loudly as a positive one");
            for (int i = 0; i < 30; i++) {
                double[] a = draws.reals(draws.whole(1, 5), -1, 1);
                double[] size = draws.reals(a.length, 0.1, 2);
                double sum = 0;
                for (int s = 0; s < a.length; s++) {
                    sum += Math.abs(a[s]) * size[s];
                }
                double all = sum;
                trial.given(a.length + " stages")
                        .close(
                                answer.apply(a.clone(), size.clone()),
                                Draws.filled(a.length, s -> Math.abs(a[s]) * size[s] / all),
                                TOLERANCE,
                                "weight times size, as a part of the sum over all stages");
            }
        });
    }
}
