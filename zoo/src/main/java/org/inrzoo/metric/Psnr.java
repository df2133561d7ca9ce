package org.inrzoo.metric;

/** Peak signal-to-noise ratio, in decibels: higher is better, infinite for equal signals. */
public final class Psnr {

    private Psnr() {}

    /**
     * The PSNR of a prediction of values in [0, 1], with peak 1 and the error averaged over all values.
     *
     * @param predicted any numbers; they are clamped to [0, 1] first. One that is not a number makes the result NaN
     * @param target    as many numbers in [0, 1]
     * @throws IllegalArgumentException if there are no values or the two lengths differ
     */
    public static double standard(float[] predicted, float[] target) {
        requireSameLength(predicted, target);
        double sum = 0;
        for (int i = 0; i < target.length; i++) {
            double error = Math.max(0, Math.min(1, (double) predicted[i])) - target[i];
            sum += error * error;
        }
        return ofMse(sum / target.length);
    }

    /**
     * The PSNR that the Multi-Head paper's code reports: like {@link #standard}, but predictions outside of [0, 1] are
     * taken as they are, so that it is never higher.
     *
     * @param predicted any numbers; one that is not a number makes the result NaN
     * @param target    as many numbers in [0, 1]
     * @throws IllegalArgumentException if there are no values or the two lengths differ
     */
    public static double unclamped(float[] predicted, float[] target) {
        requireSameLength(predicted, target);
        double sum = 0;
        for (int i = 0; i < target.length; i++) {
            double error = (double) predicted[i] - target[i];
            sum += error * error;
        }
        return ofMse(sum / target.length);
    }

    /**
     * The PSNR that belongs to a mean squared error of a signal with peak 1.
     *
     * @param mse at least 0
     * @throws IllegalArgumentException if the error is negative
     */
    public static double ofMse(double mse) {
        if (mse < 0) {
            throw new IllegalArgumentException("a mean squared error is at least 0, not " + mse);
        }
        return mse == 0 ? Double.POSITIVE_INFINITY : -10 * Math.log10(mse);
    }

    /**
     * The PSNR that the LoE line of work reports: of both signals stretched to the full range of 8 bits.
     *
     * <p>Each signal by itself is shifted and scaled so that its values go from 0 to 1, multiplied by 255 and cut off
     * to a whole number, all in single precision; a constant signal becomes all 0. The peak is 255. An error in
     * brightness or contrast alone therefore costs nothing, which makes these numbers incomparable with
     * {@link #standard}.
     *
     * @param predicted any finite numbers; others make the result NaN
     * @param target    as many finite numbers
     * @throws IllegalArgumentException if there are no values or the two lengths differ
     */
    public static double stretched(float[] predicted, float[] target) {
        requireSameLength(predicted, target);
        float[] a = stretch(predicted);
        float[] b = stretch(target);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double error = (a[i] - b[i]) / 255.0;
            sum += error * error;
        }
        return ofMse(sum / a.length);
    }

    /** Whole numbers from 0 to 255, with a NaN among them if the range of the values is not finite. */
    private static float[] stretch(float[] values) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        float range = max - min;
        float[] levels = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            levels[i] = range == 0 ? 0 : (float) Math.floor((values[i] - min) / range * 255f);
        }
        return levels;
    }

    private static void requireSameLength(float[] predicted, float[] target) {
        if (predicted.length != target.length || target.length == 0) {
            throw new IllegalArgumentException("a PSNR needs as many predicted as target values, and at least one: got "
                    + predicted.length + " and " + target.length);
        }
    }
}
