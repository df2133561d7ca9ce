package org.inrzoo.signal;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Psnr;
import org.inrzoo.metric.Score;
import org.inrzoo.metric.Ssim;

/** How good a sampled signal's values are. */
public final class SampleScores {

    private SampleScores() {}

    /**
     * Standard PSNR: values clamped to the signal's interval, whose length is the peak.
     *
     * @param shown [samples, channels], in the signal's unit
     */
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

    /**
     * Structural similarity by both definitions; of a volume the mean over its slices. Nothing where a slice is smaller than a
     * window.
     */
    static List<Score> ssim(Samples signal, float[] shown) {
        int axes = signal.axes().size();
        int height = signal.axes().get(axes - 2).samples();
        int width = signal.axes().get(axes - 1).samples();
        int slice = height * width * signal.channels();
        int slices = shown.length / slice;
        double gaussian = 0;
        double uniform = 0;
        for (int i = 0; i < slices; i++) {
            float[] a = unit(signal, shown, i * slice, slice);
            float[] b = unit(signal, signal.values(), i * slice, slice);
            gaussian += Ssim.gaussian(a, b, width, height, signal.channels()) / slices;
            uniform += Ssim.uniform(a, b, width, height, signal.channels()) / slices;
        }
        return Double.isNaN(gaussian)
                ? List.of()
                : List.of(Measure.SSIM.of(gaussian), Measure.SSIM_UNIFORM.of(uniform));
    }

    private static float[] unit(Samples signal, float[] values, int first, int count) {
        float[] unit = new float[count];
        double span = signal.high() - signal.low();
        for (int i = 0; i < count; i++) {
            unit[i] = (float) ((values[first + i] - signal.low()) / span);
        }
        return unit;
    }

    /** PSNR and the structural similarities. */
    static List<Score> ofPictures(Samples signal, float[] shown) {
        List<Score> scores = new ArrayList<>();
        scores.add(psnr(signal, shown));
        scores.addAll(ssim(signal, shown));
        return scores;
    }

    /**
     * Signal-to-noise ratio: the mean square of the signal over that of the error, in decibels.
     *
     * @param shown [samples, channels], in the signal's unit
     */
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
