package org.inrzoo.notebook.checks;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;
import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 09-inverse-problems. */
public final class Scans {

    /** The integral of a disc of value 1 along the ray x cos θ + y sin θ = s. */
    @FunctionalInterface
    public interface Chord {
        double length(double x, double y, double radius, double theta, double s);
    }

    /** The mean of a picture at so many evenly spaced places of a ray. */
    @FunctionalInterface
    public interface RayMean {
        double of(DoubleBinaryOperator picture, double theta, double s, int samples);
    }

    /** The gradient of the rays' loss by every answer of the network, [rays][samples]. */
    @FunctionalInterface
    public interface WayBack {
        double[][] gradient(double[][] answers, double[] means);
    }

    /** Whether one matrix operator is the other's adjoint. */
    @FunctionalInterface
    public interface Adjoint {
        boolean test(UnaryOperator<double[]> there, UnaryOperator<double[]> back, double[] x, double[] y);
    }

    private static final String CHORD = "a disc's shadow";
    private static final String MEAN = "the mean along a ray";
    private static final String BACK = "the way back";
    private static final String ADJOINT = "whether the way back belongs to the way there";

    private static final Sheet SHEET = new Sheet(CHORD, MEAN, BACK, ADJOINT);

    private static final double TOLERANCE = 1e-6;

    private Scans() {}

    /** Gap 1. */
    public static void chord(Chord answer) {
        Draws draws = new Draws();
        SHEET.check(CHORD, trial -> {
            trial.given("a disc of radius 0.5 in the middle, and a ray through it")
                    .close(answer.length(0, 0, 0.5, 0.3, 0), 1, TOLERANCE, "the longest chord is the diameter");
            trial.given("a disc of radius 0.2 in the middle, and a ray at 0.7")
                    .close(answer.length(0, 0, 0.2, 1, 0.7), 0, TOLERANCE, "the ray passes by");
            for (int i = 0; i < 60; i++) {
                double x = draws.real(-0.5, 0.5);
                double y = draws.real(-0.5, 0.5);
                double radius = draws.real(0.1, 0.6);
                double theta = draws.real(0, Math.PI);
                double s = draws.real(-0.9, 0.9);
                double away = s - x * Math.cos(theta) - y * Math.sin(theta);
                double half = radius * radius - away * away;
                trial.given(String.format(
                                Locale.ROOT,
                                "a disc at (%.2f, %.2f) of radius %.2f, theta = %.2f, s = %.2f",
                                x,
                                y,
                                radius,
                                theta,
                                s))
                        .close(
                                answer.length(x, y, radius, theta, s),
                                half > 0 ? 2 * Math.sqrt(half) : 0,
                                TOLERANCE,
                                "how far is the disc's middle from the ray? Then Pythagoras");
            }
        });
    }

    /** Gap 2. */
    public static void mean(RayMean answer) {
        Draws draws = new Draws();
        SHEET.check(MEAN, trial -> {
            trial.given("a picture that is 1 everywhere, its outside too")
                    .close(
                            answer.of((x, y) -> 1, 0, 0, 8),
                            1,
                            TOLERANCE,
                            "the mean is the sum over the number of places");
            for (int i = 0; i < 40; i++) {
                double a = draws.real(-1, 1);
                double b = draws.real(-1, 1);
                double c = draws.real(-1, 1);
                double theta = draws.real(0, Math.PI);
                double s = draws.real(-0.9, 0.9);
                int samples = draws.whole(1, 9);
                DoubleBinaryOperator picture = (x, y) -> a * x + b * y + c * x * y;
                double sum = 0;
                for (int k = 0; k < samples; k++) {
                    double t = (2.0 * k + 1) / samples - 1;
                    double x = s * Math.cos(theta) - t * Math.sin(theta);
                    double y = s * Math.sin(theta) + t * Math.cos(theta);
                    sum += Math.abs(x) <= 1 && Math.abs(y) <= 1 ? picture.applyAsDouble(x, y) : 0;
                }
                trial.given(String.format(Locale.ROOT, "theta = %.2f, s = %.2f, %d places", theta, s, samples))
                        .close(
                                answer.of(picture, theta, s, samples),
                                sum / samples,
                                TOLERANCE,
                                "place k lies in the middle of the k-th of equal pieces of the ray from t = -1 to 1; outside"
                                        + " of the picture, where |x| or |y| is above 1, there is nothing, but the place counts");
            }
        });
    }

    /** Gap 3. */
    public static void wayBack(WayBack answer) {
        Draws draws = new Draws();
        SHEET.check(BACK, trial -> {
            for (int i = 0; i < 30; i++) {
                int rays = draws.whole(1, 5);
                int samples = draws.whole(1, 6);
                double[][] answers = draws.table(rays, samples, -1, 1);
                double[] means = draws.reals(rays, -1, 1);
                double[][] expected = new double[rays][samples];
                for (int r = 0; r < rays; r++) {
                    double mean = Arrays.stream(answers[r]).average().orElseThrow();
                    Arrays.fill(expected[r], 2 * (mean - means[r]) / samples / rays);
                }
                trial.given(rays + " rays of " + samples + " places")
                        .close(
                                answer.gradient(Draws.copy(answers), means.clone()),
                                expected,
                                TOLERANCE,
                                "every answer of a ray moves its mean by one part in T, and that the loss by one part in R");
            }
        });
    }

    /** Gap 4. */
    public static void adjoint(Adjoint answer) {
        Draws draws = new Draws();
        SHEET.check(ADJOINT, trial -> {
            for (int i = 0; i < 40; i++) {
                int inputs = draws.whole(2, 6);
                int outputs = draws.whole(2, 6);
                double[][] matrix = draws.table(outputs, inputs, -1, 1);
                double[][] other = Draws.copy(matrix);
                boolean right = i % 2 == 0;
                if (!right) {
                    other[draws.whole(0, outputs - 1)][draws.whole(0, inputs - 1)] += draws.real(0.2, 1);
                }
                double[] x = draws.reals(inputs, 0.3, 1);
                double[] y = draws.reals(outputs, 0.3, 1);
                trial.given(right ? "the transpose of a matrix" : "the transpose of a matrix with one wrong number")
                        .that(
                                answer.test(v -> product(matrix, v), v -> transposed(other, v), x.clone(), y.clone())
                                        == right,
                                "what is y times there(x), and what back(y) times x? Rounding is never exactly 0");
            }
        });
    }

    private static double[] product(double[][] matrix, double[] x) {
        return Draws.filled(matrix.length, i -> {
            double sum = 0;
            for (int j = 0; j < x.length; j++) {
                sum += matrix[i][j] * x[j];
            }
            return sum;
        });
    }

    private static double[] transposed(double[][] matrix, double[] y) {
        return Draws.filled(matrix[0].length, j -> {
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                sum += matrix[i][j] * y[i];
            }
            return sum;
        });
    }
}
