package org.inrzoo.run;

import java.util.Locale;
import java.util.Optional;
import org.inrzoo.datasets.Image;
import org.inrzoo.metric.Psnr;

/** What a person should know of how well a fit went, where its numbers alone say it only to those who know them. */
final class FitNotes {

    private FitNotes() {}

    /**
     * A note where a fit shows an image no better than its mean colour would.
     *
     * @param psnr standard PSNR at the end, dB
     * @param flat standard PSNR of one colour everywhere, the picture's mean, dB
     */
    static Optional<String> onQuality(double psnr, double flat) {
        return psnr > flat || Double.isInfinite(flat)
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "nothing was learnt: %.2f dB is no better than one colour everywhere (%.2f dB); try a smaller rate or more steps",
                        psnr,
                        flat));
    }

    /** Standard PSNR of an image's mean colour everywhere, dB. */
    static double flat(Image image) {
        return Psnr.standard(mean(image), image.values());
    }

    /** An image of the mean colour. */
    private static float[] mean(Image image) {
        int channels = image.channels();
        double[] sums = new double[channels];
        float[] values = image.values();
        for (int i = 0; i < values.length; i++) {
            sums[i % channels] += values[i];
        }
        float[] mean = new float[values.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i % channels] * channels / values.length);
        }
        return mean;
    }
}
