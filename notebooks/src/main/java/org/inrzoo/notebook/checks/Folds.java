package org.inrzoo.notebook.checks;

import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 16-reparameterisation. */
public final class Folds {

    /** A number of a batch norm and of what stands in front of it. */
    @FunctionalInterface
    public interface Folded {
        double of(double weight, double gain, double shift, double mean, double variance);
    }

    /** A kernel of three branches. */
    @FunctionalInterface
    public interface Branches {
        double[][] sum(double[][] three, double one, double identity);
    }

    /** A kernel by a kernel. */
    @FunctionalInterface
    public interface Refocused {
        double[][] of(double[][] basis, double[][] refocus);
    }

    private static final String WEIGHT = "the folded weight";
    private static final String BIAS = "the folded bias";
    private static final String BRANCHES = "three branches as one kernel";
    private static final String REFOCUSED = "a refocused kernel";

    private static final Sheet SHEET = new Sheet(WEIGHT, BIAS, BRANCHES, REFOCUSED);

    private static final double TOLERANCE = 1e-9;
    private static final int SIDE = 3;

    private Folds() {}

    /** Gap 1. */
    public static void weight(Folded answer) {
        Draws draws = new Draws();
        SHEET.check(WEIGHT, trial -> {
            for (int i = 0; i < 30; i++) {
                double[] d = draws.reals(5, 0.1, 2);
                trial.given("a variance of " + d[4])
                        .close(
                                answer.of(d[0], d[1], d[2], d[3], d[4]),
                                d[0] * d[1] / Math.sqrt(d[4]),
                                TOLERANCE,
                                "what stands in front of x once the brackets are multiplied out");
            }
        });
    }

    /** Gap 2. */
    public static void bias(Folded answer) {
        Draws draws = new Draws();
        SHEET.check(BIAS, trial -> {
            for (int i = 0; i < 30; i++) {
                double[] d = draws.reals(5, 0.1, 2);
                trial.given("a variance of " + d[4])
                        .close(
                                answer.of(d[0], d[1], d[2], d[3], d[4]),
                                d[2] - d[1] * d[3] / Math.sqrt(d[4]),
                                TOLERANCE,
                                "what is left where x is 0");
            }
        });
    }

    /** Gap 3. */
    public static void branches(Branches answer) {
        Draws draws = new Draws();
        SHEET.check(BRANCHES, trial -> {
            for (int i = 0; i < 30; i++) {
                double[][] three = draws.table(SIDE, SIDE, -1, 1);
                double one = draws.real(-1, 1);
                double identity = draws.real(-1, 1);
                double[][] wanted = Draws.copy(three);
                wanted[1][1] += one + identity;
                trial.given("a kernel of 3 × 3")
                        .close(
                                answer.sum(Draws.copy(three), one, identity),
                                wanted,
                                TOLERANCE,
                                "the two that look at one pixel are kernels of 3 × 3 with zeros around their middle");
            }
        });
    }

    /** Gap 4. */
    public static void refocused(Refocused answer) {
        Draws draws = new Draws();
        SHEET.check(REFOCUSED, trial -> {
            double[][] some = draws.table(SIDE, SIDE, -1, 1);
            trial.given("refocusing by zeros")
                    .close(
                            answer.of(Draws.copy(some), new double[SIDE][SIDE]),
                            some,
                            TOLERANCE,
                            "the basis itself is added");
            for (int i = 0; i < 30; i++) {
                double[][] basis = draws.table(SIDE, SIDE, -1, 1);
                double[][] refocus = draws.table(SIDE, SIDE, -1, 1);
                trial.given("two kernels of 3 × 3")
                        .close(
                                answer.of(Draws.copy(basis), Draws.copy(refocus)),
                                added(basis, refocus),
                                TOLERANCE,
                                "the basis is the picture here, with zeros around it; the middle of the refocusing kernel"
                                        + " lies on the pixel that is computed, and its first value above and to the left of it");
            }
        });
    }

    private static double[][] added(double[][] basis, double[][] refocus) {
        double[][] sum = Draws.copy(basis);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                for (int i = 0; i < SIDE * SIDE; i++) {
                    int row = y + i / SIDE - 1;
                    int column = x + i % SIDE - 1;
                    if (row >= 0 && row < SIDE && column >= 0 && column < SIDE) {
                        sum[y][x] += refocus[i / SIDE][i % SIDE] * basis[row][column];
                    }
                }
            }
        }
        return sum;
    }
}
