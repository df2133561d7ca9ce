package org.inrzoo.notebook.checks;

import java.util.Arrays;
import java.util.function.Function;
import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 18-one-formula: a row of pixels with one channel. */
public final class FormulaKernels {

    /** What a kernel makes of features. */
    @FunctionalInterface
    public interface Applied {
        double[] of(double[][] e, double[] x);
    }

    /** A kernel of three weights and a number of pixels. */
    @FunctionalInterface
    public interface OfWindow {
        double[][] of(double[] w, int pixels);
    }

    /** A kernel of features and two lists of numbers. */
    @FunctionalInterface
    public interface OfFeatures {
        double[][] of(double[] x, double[] slope, double[] bias);
    }

    private static final String APPLIED = "the formula";
    private static final String CONVOLUTION = "a convolution's kernel";
    private static final String ATTENTION = "self-attention's kernel";
    private static final String INVOLUTION = "an involution's kernel";

    private static final Sheet SHEET = new Sheet(APPLIED, CONVOLUTION, ATTENTION, INVOLUTION);

    private static final double TOLERANCE = 1e-9;

    private FormulaKernels() {}

    /** Gap 1. */
    public static void applied(Applied answer) {
        Draws draws = new Draws();
        SHEET.check(APPLIED, trial -> {
            for (int i = 0; i < 30; i++) {
                int pixels = draws.whole(1, 6);
                double[][] e = draws.table(pixels, pixels, -1, 1);
                double[] x = draws.reals(pixels, -1, 1);
                trial.given(pixels + " pixels")
                        .close(
                                answer.of(Draws.copy(e), x.clone()),
                                Draws.filled(pixels, p -> dot(e[p], x)),
                                TOLERANCE,
                                "row p of E says what pixel p takes from every q");
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

    /** Gap 2. */
    public static void convolution(OfWindow answer) {
        Draws draws = new Draws();
        SHEET.check(CONVOLUTION, trial -> {
            for (int i = 0; i < 30; i++) {
                double[] w = draws.reals(3, -1, 1);
                int pixels = draws.whole(1, 6);
                trial.given(pixels + " pixels")
                        .close(
                                answer.of(w.clone(), pixels),
                                windowed(pixels, (p, o) -> w[o]),
                                TOLERANCE,
                                "pixel p takes w[0] of the one before it, w[1] of itself, w[2] of the one behind it, and"
                                        + " nothing from beyond the ends");
            }
        });
    }

    /** A weight of a window's place, at a pixel. */
    private interface Weight {
        double at(int p, int o);
    }

    private static double[][] windowed(int pixels, Weight weight) {
        double[][] e = new double[pixels][pixels];
        for (int p = 0; p < pixels; p++) {
            for (int o = 0; o < 3; o++) {
                int q = p + o - 1;
                if (q >= 0 && q < pixels) {
                    e[p][q] = weight.at(p, o);
                }
            }
        }
        return e;
    }

    /** Gap 3. */
    public static void attention(Function<double[], double[][]> answer) {
        Draws draws = new Draws();
        SHEET.check(ATTENTION, trial -> {
            for (int i = 0; i < 30; i++) {
                double[] x = draws.reals(draws.whole(1, 6), -2, 2);
                double[][] e = new double[x.length][];
                for (int p = 0; p < x.length; p++) {
                    int at = p;
                    double sum = Arrays.stream(x).map(v -> Math.exp(x[at] * v)).sum();
                    e[p] = Draws.filled(x.length, q -> Math.exp(x[at] * x[q]) / sum);
                }
                trial.given(x.length + " pixels")
                        .close(
                                answer.apply(x.clone()),
                                e,
                                TOLERANCE,
                                "every row sums up to 1; both the pixel that asks and the one that is asked count");
            }
        });
    }

    /** Gap 4. */
    public static void involution(OfFeatures answer) {
        Draws draws = new Draws();
        SHEET.check(INVOLUTION, trial -> {
            for (int i = 0; i < 30; i++) {
                double[] x = draws.reals(draws.whole(1, 6), -1, 1);
                double[] slope = draws.reals(3, -1, 1);
                double[] bias = draws.reals(3, -1, 1);
                trial.given(x.length + " pixels")
                        .close(
                                answer.of(x.clone(), slope.clone(), bias.clone()),
                                windowed(x.length, (p, o) -> slope[o] * x[p] + bias[o]),
                                TOLERANCE,
                                "a window as a convolution's, but its weights are made by the pixel in its middle");
            }
        });
    }
}
