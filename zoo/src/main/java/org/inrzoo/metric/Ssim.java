package org.inrzoo.metric;

import java.util.Arrays;

/**
 * The structural similarity of two pictures of values in [0, 1] (Wang, Bovik, Sheikh and Simoncelli, IEEE Trans. Image
 * Processing 13, 2004): the mean over all windows that lie within the picture, and over its channels; 1 for equal pictures.
 *
 * <p>With means μ, variances σ² and covariance σ_xy under a window: (2 μ_x μ_y + C1)(2 σ_xy + C2) / ((μ_x² + μ_y² + C1)(σ_x² +
 * σ_y² + C2)), C1 = 0.01² and C2 = 0.03².
 */
public final class Ssim {

    private static final double C1 = 0.01 * 0.01;
    private static final double C2 = 0.03 * 0.03;

    private static final int GAUSSIAN_SIDE = 11;
    private static final double GAUSSIAN_SIGMA = 1.5;
    private static final int UNIFORM_SIDE = 7;

    private Ssim() {}

    /** A picture's numbers. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Plane(double[] values, int width, int height) {}

    /**
     * As the paper has it: Gaussian windows of 11x11 with σ = 1.5.
     *
     * @param a [height, width, channels]; clamped to [0, 1]
     * @param b as many numbers
     * @return at most 1; NaN where the picture is smaller than a window
     */
    public static double gaussian(float[] a, float[] b, int width, int height, int channels) {
        double[] window = new double[GAUSSIAN_SIDE];
        for (int i = 0; i < window.length; i++) {
            double distance = (i - GAUSSIAN_SIDE / 2) / GAUSSIAN_SIGMA;
            window[i] = Math.exp(-distance * distance / 2);
        }
        double sum = Arrays.stream(window).sum();
        Arrays.setAll(window, i -> window[i] / sum);
        return mean(a, b, width, height, channels, window, 1);
    }

    /**
     * As scikit-image has it unless told otherwise: uniform windows of 7x7, variances with Bessel's correction.
     *
     * @param a [height, width, channels]; clamped to [0, 1]
     * @param b as many numbers
     * @return at most 1; NaN where the picture is smaller than a window
     */
    public static double uniform(float[] a, float[] b, int width, int height, int channels) {
        double[] window = new double[UNIFORM_SIDE];
        Arrays.fill(window, 1.0 / UNIFORM_SIDE);
        double samples = UNIFORM_SIDE * UNIFORM_SIDE;
        return mean(a, b, width, height, channels, window, samples / (samples - 1));
    }

    private static double mean(
            float[] a, float[] b, int width, int height, int channels, double[] window, double correction) {
        if (a.length != width * height * channels || b.length != a.length) {
            throw new IllegalArgumentException("two pictures of " + width + "x" + height + " and " + channels
                    + " channels do not have " + a.length + " and " + b.length + " values");
        }
        double sum = 0;
        for (int c = 0; c < channels; c++) {
            sum += ofChannel(
                    channel(a, width, height, channels, c), channel(b, width, height, channels, c), window, correction);
        }
        return sum / channels;
    }

    private static Plane channel(float[] values, int width, int height, int channels, int channel) {
        double[] plane = new double[width * height];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = Math.max(0, Math.min(1, values[i * channels + channel]));
        }
        return new Plane(plane, width, height);
    }

    private static double ofChannel(Plane a, Plane b, double[] window, double correction) {
        double[] meanA = filtered(a, window);
        double[] meanB = filtered(b, window);
        double[] squareA = filtered(product(a, a), window);
        double[] squareB = filtered(product(b, b), window);
        double[] mixed = filtered(product(a, b), window);
        double sum = 0;
        for (int i = 0; i < meanA.length; i++) {
            double varianceA = correction * (squareA[i] - meanA[i] * meanA[i]);
            double varianceB = correction * (squareB[i] - meanB[i] * meanB[i]);
            double covariance = correction * (mixed[i] - meanA[i] * meanB[i]);
            sum += (2 * meanA[i] * meanB[i] + C1)
                    * (2 * covariance + C2)
                    / ((meanA[i] * meanA[i] + meanB[i] * meanB[i] + C1) * (varianceA + varianceB + C2));
        }
        return meanA.length == 0 ? Double.NaN : sum / meanA.length;
    }

    private static Plane product(Plane a, Plane b) {
        double[] values = new double[a.values.length];
        Arrays.setAll(values, i -> a.values[i] * b.values[i]);
        return new Plane(values, a.width, a.height);
    }

    /** Weighted means of all windows within the picture: along its rows, then along its columns. */
    private static double[] filtered(Plane plane, double[] window) {
        int columns = Math.max(0, plane.width - window.length + 1);
        int rows = Math.max(0, plane.height - window.length + 1);
        double[] along = new double[plane.height * columns];
        for (int i = 0; i < along.length; i++) {
            int at = i / Math.max(1, columns) * plane.width + i % Math.max(1, columns);
            for (int k = 0; k < window.length; k++) {
                along[i] += window[k] * plane.values[at + k];
            }
        }
        double[] both = new double[rows * columns];
        for (int i = 0; i < both.length; i++) {
            for (int k = 0; k < window.length; k++) {
                both[i] += window[k] * along[i + k * columns];
            }
        }
        return both;
    }
}
