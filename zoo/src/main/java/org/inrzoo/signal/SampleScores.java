package org.inrzoo.signal;

import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Psnr;
import org.inrzoo.metric.Score;

/** How good a sampled signal's values are. */
public final class SampleScores {

    private SampleScores() {}

    /** Standard PSNR: values clamped to the signal's interval, whose length is the peak. */
    public static Score psnr(Samples signal, float[] shown) {
        double span = signal.high() - signal.low();
        double sum = 0;
        float[] truth = signal.values();
        for (int i = 0; i < truth.length; i++) {
            double clamped = Math.max(signal.low(), Math.min(signal.high(), shown[i]));
            double error = (clamped - truth[i]) / span;
            sum += error * error;
        }
        return Measure.PSNR.of(Double.isNaN(sum) ? Double.NaN : Psnr.ofMse(sum / truth.length));
    }

    /** Signal-to-noise ratio: the mean square of the signal over that of the error, in decibels. */
    public static Score snr(Samples signal, float[] shown) {
        double power = 0;
        double noise = 0;
        float[] truth = signal.values();
        for (int i = 0; i < truth.length; i++) {
            double error = (double) shown[i] - truth[i];
            power += (double) truth[i] * truth[i];
            noise += error * error;
        }
        return Measure.SNR.of(noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(power / noise));
    }
}
