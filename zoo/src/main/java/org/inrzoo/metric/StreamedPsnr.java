package org.inrzoo.metric;

/** Peak signal-to-noise ratios of a picture whose pixels come one by one; see {@link Psnr}. */
public final class StreamedPsnr {

    private final double[] sums;
    private double squares;
    private double clamped;
    private double unclamped;
    private long count;

    /** Of a picture with so many channels, before its first pixel. */
    public StreamedPsnr(int channels) {
        sums = new double[channels];
    }

    /**
     * Takes a pixel.
     *
     * @param predicted has the predicted values from {@code at} on, any numbers
     * @param target as many numbers in [0, 1] as there are channels
     */
    public void add(float[] predicted, int at, float[] target) {
        for (int c = 0; c < sums.length; c++) {
            double value = predicted[at + c];
            double error = value - target[c];
            double shown = Math.max(0, Math.min(1, value)) - target[c];
            unclamped += error * error;
            clamped += shown * shown;
            sums[c] += target[c];
            squares += (double) target[c] * target[c];
        }
        count += sums.length;
    }

    /** See {@link Psnr#standard}, dB. */
    public double standard() {
        return Psnr.ofMse(clamped / count);
    }

    /** See {@link Psnr#unclamped}, dB. */
    public double unclamped() {
        return Psnr.ofMse(unclamped / count);
    }

    /** The standard PSNR, dB, of a picture that has everywhere the mean colour of the targets. */
    public double flat() {
        double between = 0;
        for (double sum : sums) {
            between += sum * sum * sums.length / count;
        }
        return Psnr.ofMse(Math.max(0, squares - between) / count);
    }
}
