package org.inrzoo.datasets.sound;

import java.util.Arrays;
import java.util.Objects;
import org.inrzoo.datasets.Image;

/**
 * How loud every frequency of a sound is at every moment: the magnitudes of its short-time Fourier transform, with a Hann
 * window, in decibels. A sine of amplitude 1 in the middle of a bin has 0 dB. Of several channels the mean is taken.
 *
 * @param moments  how many windows; the first begins with the sound
 * @param bins     frequencies, half a window's samples plus one
 * @param binHertz from one bin to the next, hertz; the first is at 0
 * @param hop      from one window to the next, seconds
 * @param decibels [moments, bins], not below {@link #FLOOR}; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Spectrogram(int moments, int bins, double binHertz, double hop, float[] decibels) {

    /** What silence has, decibels. */
    public static final float FLOOR = -120;

    /**
     * Of windows of {@code window} samples, one every {@code hop}; the last is filled up with silence.
     *
     * @param window samples, a power of two from 2 to 65,536
     * @param hop    samples, at least 1
     * @throws IllegalArgumentException if either is another number
     */
    public static Spectrogram of(Sound sound, int window, int hop) {
        if (window < 2 || window > 1 << 16 || Integer.bitCount(window) != 1 || hop < 1) {
            throw new IllegalArgumentException(
                    "a window has a power of two of samples from 2 to 65536 and a hop at least 1, not " + window + ", "
                            + hop);
        }
        float[] samples = sound.mono().samples();
        int moments = 1 + (Math.max(0, samples.length - window) + hop - 1) / hop;
        int bins = window / 2 + 1;
        float[] decibels = new float[Math.multiplyExact(moments, bins)];
        Fourier fourier = new Fourier(window);
        double[] real = new double[window];
        double[] imaginary = new double[window];
        for (int moment = 0; moment < moments; moment++) {
            Arrays.fill(imaginary, 0);
            for (int i = 0; i < window; i++) {
                int at = moment * hop + i;
                double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / window);
                real[i] = at < samples.length ? hann * samples[at] : 0;
            }
            fourier.transform(real, imaginary);
            for (int bin = 0; bin < bins; bin++) {
                // A sine's energy is in two bins, of which one is here; the window's mean is 1/2.
                double magnitude = Math.hypot(real[bin], imaginary[bin]) * 4 / window;
                decibels[moment * bins + bin] = Math.max(FLOOR, (float) (20 * Math.log10(magnitude)));
            }
        }
        return new Spectrogram(moments, bins, sound.rate() / window, hop / sound.rate(), decibels);
    }

    /**
     * As a gray picture, a column for each moment, high frequencies at the top: white is the loudest, black what is
     * {@code range} decibels below it or more.
     *
     * @param range decibels, positive; 80 shows what is heard
     */
    public Image picture(double range) {
        if (!(range > 0)) {
            throw new IllegalArgumentException("the range is a positive number of decibels, not " + range);
        }
        float loudest = FLOOR;
        for (float value : decibels) {
            loudest = Math.max(loudest, value);
        }
        float[] values = new float[decibels.length];
        for (int moment = 0; moment < moments; moment++) {
            for (int bin = 0; bin < bins; bin++) {
                double level = 1 + (decibels[moment * bins + bin] - loudest) / range;
                values[(bins - 1 - bin) * moments + moment] = (float) Math.max(0, Math.min(1, level));
            }
        }
        return new Image(moments, bins, 1, values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Spectrogram same
                && moments == same.moments
                && bins == same.bins
                && Double.compare(binHertz, same.binHertz) == 0
                && Double.compare(hop, same.hop) == 0
                && Arrays.equals(decibels, same.decibels);
    }

    @Override
    public int hashCode() {
        return Objects.hash(moments, bins, binHertz, hop, Arrays.hashCode(decibels));
    }
}
