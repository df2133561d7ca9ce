package org.inrzoo.notebook.checks;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;
import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 10-derivatives. */
public final class Slopes {

    /** The gradient of a layer of sines by the place. */
    @FunctionalInterface
    public interface Gradient {
        double[] at(double[][] weights, double[] bias, double[] out, double omega0, double[] p);
    }

    /** The Laplacian of a layer of sines by the place. */
    @FunctionalInterface
    public interface Laplacian {
        double at(double[][] weights, double[] bias, double[] out, double omega0, double[] p);
    }

    private static final String GRADIENT = "the gradient";
    private static final String LAPLACIAN = "the Laplacian";
    private static final String SHIFT = "what a gradient leaves open";
    private static final String EIKONAL = "how far from the eikonal equation";

    private static final Sheet SHEET = new Sheet(GRADIENT, LAPLACIAN, SHIFT, EIKONAL);

    private static final double TOLERANCE = 1e-6;

    private Slopes() {}

    /** A network of one layer of sines with its answer: f(p) = Σ a_j sin(ω₀ (w_j · p + b_j)). */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sines(double[][] weights, double[] bias, double[] out, double omega0) {

        static Sines drawn(Draws draws, int units, int axes) {
            return new Sines(
                    draws.table(units, axes, -1, 1),
                    draws.reals(units, -1, 1),
                    draws.reals(units, 0.2, 1),
                    draws.real(2, 5));
        }

        double phase(int unit, double[] p) {
            double sum = bias[unit];
            for (int axis = 0; axis < p.length; axis++) {
                sum += weights[unit][axis] * p[axis];
            }
            return omega0 * sum;
        }

        double[] gradient(double[] p) {
            return Draws.filled(p.length, axis -> {
                double sum = 0;
                for (int j = 0; j < bias.length; j++) {
                    sum += out[j] * omega0 * weights[j][axis] * Math.cos(phase(j, p));
                }
                return sum;
            });
        }

        double laplacian(double[] p) {
            double sum = 0;
            for (int j = 0; j < bias.length; j++) {
                double squares = Arrays.stream(weights[j]).map(w -> w * w).sum();
                sum -= out[j] * omega0 * omega0 * squares * Math.sin(phase(j, p));
            }
            return sum;
        }
    }

    /** Gap 1. */
    public static void gradient(Gradient answer) {
        Draws draws = new Draws();
        SHEET.check(GRADIENT, trial -> {
            for (int i = 0; i < 30; i++) {
                int axes = i < 10 ? 1 : draws.whole(2, 3);
                Sines f = Sines.drawn(draws, i < 5 ? 1 : draws.whole(2, 5), axes);
                double[] p = draws.reals(axes, -1, 1);
                trial.given(f.bias.length + " sines of " + axes + (axes == 1 ? " axis" : " axes"))
                        .close(
                                answer.at(Draws.copy(f.weights), f.bias.clone(), f.out.clone(), f.omega0, p.clone()),
                                f.gradient(p),
                                TOLERANCE,
                                "the slope of a sine is a cosine, times the slope of what is inside it: omega0 times the"
                                        + " weight of that axis");
            }
        });
    }

    /** Gap 2. */
    public static void laplacian(Laplacian answer) {
        Draws draws = new Draws();
        SHEET.check(LAPLACIAN, trial -> {
            for (int i = 0; i < 30; i++) {
                int axes = i < 10 ? 1 : draws.whole(2, 3);
                Sines f = Sines.drawn(draws, i < 5 ? 1 : draws.whole(2, 5), axes);
                double[] p = draws.reals(axes, -1, 1);
                trial.given(f.bias.length + " sines of " + axes + (axes == 1 ? " axis" : " axes"))
                        .close(
                                answer.at(Draws.copy(f.weights), f.bias.clone(), f.out.clone(), f.omega0, p.clone()),
                                f.laplacian(p),
                                TOLERANCE,
                                "derive the cosine once more by the same axis, then add all axes; mind the sign");
            }
        });
    }

    /** Gap 3. */
    public static void shift(BinaryOperator<double[]> answer) {
        Draws draws = new Draws();
        SHEET.check(SHIFT, trial -> {
            for (int i = 0; i < 30; i++) {
                double[] shown = draws.reals(draws.whole(1, 8), -2, 2);
                double[] truth = draws.reals(shown.length, 0, 1);
                double shift = Arrays.stream(truth).average().orElseThrow()
                        - Arrays.stream(shown).average().orElseThrow();
                trial.given(shown.length + " pixels")
                        .close(
                                answer.apply(shown.clone(), truth.clone()),
                                Draws.filled(shown.length, k -> shown[k] + shift),
                                TOLERANCE,
                                "one number is added to all pixels; afterwards both pictures have the same mean");
            }
        });
    }

    /** Gap 4. */
    public static void eikonal(ToDoubleFunction<double[][]> answer) {
        Draws draws = new Draws();
        SHEET.check(EIKONAL, trial -> {
            trial.given("slopes of length 1")
                    .close(
                            answer.applyAsDouble(new double[][] {{0.6, 0.8}, {-1, 0}}),
                            0,
                            TOLERANCE,
                            "1 is what is wanted");
            for (int i = 0; i < 30; i++) {
                double[][] slopes = draws.table(draws.whole(1, 6), draws.whole(2, 3), -1.5, 1.5);
                double sum = 0;
                for (double[] slope : slopes) {
                    sum += Math.abs(
                            Math.sqrt(Arrays.stream(slope).map(x -> x * x).sum()) - 1);
                }
                trial.given(slopes.length + " points")
                        .close(
                                answer.applyAsDouble(Draws.copy(slopes)),
                                sum / slopes.length,
                                TOLERANCE,
                                "the length of a gradient is the root of the sum of its squares; too short counts as much as"
                                        + " too long");
            }
        });
    }
}
