package org.inrzoo.notebook.checks;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 22-semantic-weights. */
public final class GeneratedMatrices {

    /** Weights that are made. */
    @FunctionalInterface
    public interface Made {
        double[] of(double[] own, double[] h, double[][] a);
    }

    /** How weights move. */
    @FunctionalInterface
    public interface Moved {
        double[] by(double[] gradient, double[] h, double rate);
    }

    private static final String UNIT = "a vector of length 1";
    private static final String MADE = "the weights that are made";
    private static final String GRADIENT = "the gradient by A";
    private static final String MOVED = "how the weights move";

    private static final Sheet SHEET = new Sheet(UNIT, MADE, GRADIENT, MOVED);

    private static final double TOLERANCE = 1e-9;

    private GeneratedMatrices() {}

    /** Gap 1. */
    public static void unit(UnaryOperator<double[]> answer) {
        Draws draws = new Draws();
        SHEET.check(UNIT, trial -> {
            trial.given("3 and 4")
                    .close(
                            answer.apply(new double[] {3, 4}),
                            new double[] {0.6, 0.8},
                            TOLERANCE,
                            "Pythagoras: the length is a root of squares");
            for (int i = 0; i < 30; i++) {
                double[] s = draws.reals(draws.whole(1, 6), -2, 2);
                double length = Math.sqrt(squares(s));
                trial.given(s.length + " numbers")
                        .close(
                                answer.apply(s.clone()),
                                Draws.filled(s.length, k -> s[k] / length),
                                TOLERANCE,
                                "each number by the length of all");
            }
        });
    }

    private static double squares(double[] s) {
        return Arrays.stream(s).map(x -> x * x).sum();
    }

    /** Gap 2. */
    public static void made(Made answer) {
        Draws draws = new Draws();
        SHEET.check(MADE, trial -> {
            for (int i = 0; i < 30; i++) {
                double[][] a = draws.table(draws.whole(1, 4), draws.whole(1, 5), -1, 1);
                double[] h = draws.reals(a.length, -1, 1);
                double[] own = draws.reals(a[0].length, -1, 1);
                double[] wanted = own.clone();
                for (int k = 0; k < h.length; k++) {
                    for (int j = 0; j < own.length; j++) {
                        wanted[j] += h[k] * a[k][j];
                    }
                }
                trial.given(h.length + " numbers h and " + own.length + " weights")
                        .close(
                                answer.of(own.clone(), h.clone(), Draws.copy(a)),
                                wanted,
                                TOLERANCE,
                                "a row of A for every number of h, and the weights' own values are there too");
            }
        });
    }

    /** Gap 3. */
    public static void gradient(BinaryTable answer) {
        Draws draws = new Draws();
        SHEET.check(GRADIENT, trial -> {
            for (int i = 0; i < 30; i++) {
                double[] h = draws.reals(draws.whole(1, 4), -1, 1);
                double[] g = draws.reals(draws.whole(1, 5), -1, 1);
                double[][] wanted = new double[h.length][];
                Arrays.setAll(wanted, k -> Draws.filled(g.length, j -> h[k] * g[j]));
                trial.given(h.length + " numbers h and " + g.length + " weights")
                        .close(
                                answer.of(g.clone(), h.clone()),
                                wanted,
                                TOLERANCE,
                                "where A's value in row k, column j grows by 1, one weight grows, by how much?");
            }
        });
    }

    /** A table of two lists. */
    @FunctionalInterface
    public interface BinaryTable {
        double[][] of(double[] gradient, double[] h);
    }

    /** Gap 4. */
    public static void moved(Moved answer) {
        Draws draws = new Draws();
        SHEET.check(MOVED, trial -> {
            for (int i = 0; i < 30; i++) {
                double[] h = draws.reals(draws.whole(1, 4), -1, 1);
                double[] g = draws.reals(draws.whole(1, 5), -1, 1);
                double rate = draws.real(0.1, 1);
                trial.given(h.length + " numbers h and " + g.length + " weights")
                        .close(
                                answer.by(g.clone(), h.clone(), rate),
                                Draws.filled(g.length, j -> -rate * (1 + squares(h)) * g[j]),
                                TOLERANCE,
                                "both move: the weights' own values, and A, which comes back through h once more");
            }
        });
    }
}
