package org.inrzoo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.inrzoo.engine.arithmetic.PanelMatrix;
import org.inrzoo.engine.arithmetic.PlainArithmetic;
import org.inrzoo.engine.arithmetic.WeightArithmetic;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.schedule.Workers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both arithmetics against loops in double precision. */
class FusedArithmeticTests {

    private static final double TOLERANCE = 1e-5; // of numbers above 1, relative

    private static final Workers ALONE = new Workers(1);

    @AfterAll
    static void end() {
        ALONE.close();
    }

    static Stream<WeightArithmetic> arithmetics() {
        return Stream.concat(
                Stream.of(new PlainArithmetic()),
                Stream.of(128, 256, 512).map(bits -> new FusedArithmetic(Kernels.of(bits), ALONE)));
    }

    private static final List<int[]> SHAPES = List.of(
            new int[] {1, 1, 1},
            new int[] {16, 16, 16},
            new int[] {64, 64, 64},
            new int[] {20, 33, 17},
            new int[] {65, 64, 63},
            new int[] {130, 70, 200});

    @ParameterizedTest
    @MethodSource("arithmetics")
    void multiplies(WeightArithmetic arithmetic) {
        for (int[] shape : SHAPES) {
            double[][] a = random(shape[0], shape[1]);
            double[][] b = random(shape[1], shape[2]);
            PanelMatrix c = dirty(arithmetic, shape[0], shape[2]);
            arithmetic.product(matrix(arithmetic, a), matrix(arithmetic, b), c);
            assertMatrix(c, times(a, b));
        }
    }

    @ParameterizedTest
    @MethodSource("arithmetics")
    void multipliesTheTransposed(WeightArithmetic arithmetic) {
        for (int[] shape : SHAPES) {
            double[][] a = random(shape[1], shape[0]);
            double[][] b = random(shape[1], shape[2]);
            PanelMatrix c = dirty(arithmetic, shape[0], shape[2]);
            arithmetic.transposedProduct(matrix(arithmetic, a), matrix(arithmetic, b), c);
            assertMatrix(c, times(transposed(a), b));
        }
    }

    @ParameterizedTest
    @MethodSource("arithmetics")
    void multipliesAMatrixByItself(WeightArithmetic arithmetic) {
        for (int[] shape : SHAPES) {
            double[][] a = random(shape[0], shape[1]);
            PanelMatrix c = dirty(arithmetic, shape[1], shape[1]);
            arithmetic.gram(matrix(arithmetic, a), c);
            assertMatrix(c, times(transposed(a), a));
            assertSymmetric(c);
        }
    }

    @ParameterizedTest
    @MethodSource("arithmetics")
    void multipliesPolynomialsOfOneMatrix(WeightArithmetic arithmetic) {
        for (int[] shape : SHAPES) {
            double[][] root = random(5, shape[0]);
            double[][] a = times(transposed(root), root);
            PanelMatrix c = dirty(arithmetic, shape[0], shape[0]);
            arithmetic.symmetricProduct(matrix(arithmetic, a), matrix(arithmetic, a), c);
            assertMatrix(c, times(a, a));
            assertSymmetric(c);
        }
    }

    @ParameterizedTest
    @MethodSource("arithmetics")
    void makesRowsOrthonormal(WeightArithmetic arithmetic) {
        for (int n : new int[] {1, 16, 33, 64, 130}) {
            double[][] rows = random(n, n);
            for (int i = 1; i < n; i += 2) {
                for (int j = 0; j < n; j++) {
                    rows[i][j] = rows[i - 1][j] + 1e-4 * rows[i][j]; // nearly the row before
                }
            }
            PanelMatrix q = matrix(arithmetic, rows);
            assertThat(arithmetic.orthonormalize(q)).isTrue();
            double[][] found = doubles(q);
            assertMatrix(matrix(arithmetic, times(found, transposed(found))), unit(n));
            for (int j = 0; j < n; j++) {
                double length = Math.sqrt(times(rows, transposed(rows))[0][0]);
                assertThat(found[0][j]).as("first row").isCloseTo(rows[0][j] / length, within(TOLERANCE));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("arithmetics")
    void saysWhereRowsCannotBeOrthonormal(WeightArithmetic arithmetic) {
        double[][] rows = random(16, 16);
        rows[9] = new double[16];
        assertThat(arithmetic.orthonormalize(matrix(arithmetic, rows))).isFalse();
    }

    @Test
    void runsEveryTaskOnce() {
        try (Workers workers = new Workers(3)) {
            int[] done = new int[50];
            new FusedArithmetic(Kernels.of(Kernels.preferredBits()), workers).run(50, (worker, task) -> done[task]++);
            assertThat(done).containsOnly(1);
        }
    }

    private static void assertMatrix(PanelMatrix actual, double[][] expected) {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[0].length; j++) {
                if (!(Math.abs(actual.get(i, j) - expected[i][j])
                        <= TOLERANCE * Math.max(1, Math.abs(expected[i][j])))) {
                    wrong.add(i + "," + j + ": " + actual.get(i, j) + " for " + expected[i][j]);
                }
            }
        }
        assertThat(wrong)
                .as("elements of a %d x %d", expected.length, expected[0].length)
                .isEmpty();
        double outside = 0;
        for (int panel = 0; panel < actual.panels(); panel++) {
            int end = panel + 1 < actual.panels() ? actual.panel(panel + 1) : actual.panel(0) + actual.size();
            for (int i = actual.panel(panel); i < end; i++) {
                int row = (i - actual.panel(panel)) / PanelMatrix.WIDTH;
                int column = (i - actual.panel(panel)) % PanelMatrix.WIDTH;
                if (row >= actual.rows() || column >= actual.inPanel(panel)) {
                    outside += Math.abs(actual.data()[i]);
                }
            }
        }
        assertThat(outside).as("what lies outside of it").isZero();
    }

    private static void assertSymmetric(PanelMatrix c) {
        for (int i = 0; i < c.rows(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(c.get(i, j)).isEqualTo(c.get(j, i));
            }
        }
    }

    private static PanelMatrix matrix(WeightArithmetic arithmetic, double[][] elements) {
        PanelMatrix matrix = arithmetic.matrix(elements.length, elements[0].length);
        for (int i = 0; i < elements.length; i++) {
            for (int j = 0; j < elements[0].length; j++) {
                matrix.data()[matrix.index(i, j)] = (float) elements[i][j];
            }
        }
        return matrix;
    }

    /** A matrix that holds numbers of an earlier use. */
    private static PanelMatrix dirty(WeightArithmetic arithmetic, int rows, int columns) {
        return matrix(arithmetic, random(rows, columns));
    }

    private static double[][] doubles(PanelMatrix matrix) {
        double[][] elements = new double[matrix.rows()][matrix.columns()];
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                elements[i][j] = matrix.get(i, j);
            }
        }
        return elements;
    }

    private static double[][] random(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(31L * rows + columns);
        double[][] elements = new double[rows][columns];
        for (double[] row : elements) {
            for (int j = 0; j < columns; j++) {
                row[j] = (float) (random.nextDouble() * 2 - 1);
            }
        }
        return elements;
    }

    private static double[][] times(double[][] a, double[][] b) {
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

    private static double[][] transposed(double[][] a) {
        double[][] t = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                t[j][i] = a[i][j];
            }
        }
        return t;
    }

    private static double[][] unit(int n) {
        double[][] unit = new double[n][n];
        for (int i = 0; i < n; i++) {
            unit[i][i] = 1;
        }
        return unit;
    }
}
