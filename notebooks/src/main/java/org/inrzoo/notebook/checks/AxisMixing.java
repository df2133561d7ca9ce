package org.inrzoo.notebook.checks;

import java.util.function.BinaryOperator;
import java.util.function.IntBinaryOperator;
import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 21-without-convolutions. */
public final class AxisMixing {

    private static final String COLUMNS = "mixing along the columns";
    private static final String ROWS = "mixing along the rows";
    private static final String BOTH = "both as one";
    private static final String SAVED = "what it costs";

    private static final Sheet SHEET = new Sheet(COLUMNS, ROWS, BOTH, SAVED);

    private static final double TOLERANCE = 1e-9;

    private AxisMixing() {}

    /** One weight of a map of two axes. */
    @FunctionalInterface
    public interface Weight {
        double of(double[][] rows, double[][] columns, int i, int j, int k, int l);
    }

    /** Gap 1. */
    public static void columns(BinaryOperator<double[][]> answer) {
        Draws draws = new Draws();
        SHEET.check(COLUMNS, trial -> {
            for (int i = 0; i < 30; i++) {
                double[][] x = draws.table(draws.whole(1, 4), draws.whole(1, 4), -1, 1);
                double[][] m = draws.table(x[0].length, draws.whole(1, 4), -1, 1);
                trial.given("a picture of " + x.length + " × " + x[0].length)
                        .close(
                                answer.apply(Draws.copy(x), Draws.copy(m)),
                                product(x, m),
                                TOLERANCE,
                                "each row by itself, all by the same matrix");
            }
        });
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] c = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < b[0].length; j++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }

    /** Gap 2. */
    public static void rows(BinaryOperator<double[][]> answer) {
        Draws draws = new Draws();
        SHEET.check(ROWS, trial -> {
            for (int i = 0; i < 30; i++) {
                double[][] x = draws.table(draws.whole(1, 4), draws.whole(1, 4), -1, 1);
                double[][] m = draws.table(draws.whole(1, 4), x.length, -1, 1);
                double[][] turned = new double[x.length][m.length];
                for (int r = 0; r < m.length; r++) {
                    for (int k = 0; k < x.length; k++) {
                        turned[k][r] = m[r][k];
                    }
                }
                trial.given("a picture of " + x.length + " × " + x[0].length)
                        .close(
                                answer.apply(Draws.copy(x), turned),
                                product(m, x),
                                TOLERANCE,
                                "each column by itself; the matrix has a row for every row that comes in");
            }
        });
    }

    /** Gap 3. */
    public static void both(Weight answer) {
        Draws draws = new Draws();
        SHEET.check(BOTH, trial -> {
            for (int t = 0; t < 30; t++) {
                double[][] rows = draws.table(3, 2, -1, 1);
                double[][] columns = draws.table(4, 2, -1, 1);
                int i = draws.whole(0, 1);
                int j = draws.whole(0, 1);
                int k = draws.whole(0, 2);
                int l = draws.whole(0, 3);
                trial.given("the result at " + i + ", " + j + " and the picture at " + k + ", " + l)
                        .close(
                                answer.of(Draws.copy(rows), Draws.copy(columns), i, j, k, l),
                                rows[k][i] * columns[l][j],
                                TOLERANCE,
                                "from k to i along the rows and from l to j along the columns");
            }
        });
    }

    /** Gap 4. */
    public static void saved(IntBinaryOperator answer) {
        Draws draws = new Draws();
        SHEET.check(SAVED, trial -> {
            for (int t = 0; t < 20; t++) {
                int rows = draws.whole(2, 40);
                int columns = draws.whole(2, 40);
                trial.given(rows + " × " + columns)
                        .equal(
                                answer.applyAsInt(rows, columns),
                                rows * columns * rows * columns - rows * rows - columns * columns,
                                "a matrix over all pixels, less the two over the axes; each has as many out as in");
            }
        });
    }
}
