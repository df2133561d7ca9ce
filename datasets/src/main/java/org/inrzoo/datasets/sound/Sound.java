package org.inrzoo.datasets.sound;

import java.util.Arrays;
import java.util.Locale;
import org.inrzoo.datasets.Hashes;

/**
 * A sound of one channel or several, sampled evenly: frame i is heard {@code i / rate} seconds after the start.
 *
 * <p>The array is not copied, neither in nor out: nobody may change it once it is in a sound. Two sounds are equal when their
 * rates, channels and all their samples are.
 *
 * @param rate     frames a second, hertz
 * @param channels 1 (mono), 2 (left, right) or more
 * @param samples  [frames, channels], each from -1 to 1; at least one frame
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Sound(double rate, int channels, float[] samples) {

    /**
     * Checks the sizes and every sample.
     *
     * @throws IllegalArgumentException if the rate is not positive, there is no frame or part of one, or a sample is not a
     *                                  number from -1 to 1
     */
    public Sound {
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a sound's rate is a positive number of hertz, not " + rate);
        }
        if (channels < 1 || samples.length == 0 || samples.length % channels != 0) {
            throw new IllegalArgumentException("a sound has whole frames, at least one: not " + samples.length
                    + " samples in " + channels + " channels");
        }
        for (int i = 0; i < samples.length; i++) {
            if (!(samples[i] >= -1 && samples[i] <= 1)) {
                throw new IllegalArgumentException("samples go from -1 to 1, but sample " + i + " is " + samples[i]);
            }
        }
    }

    /** How many moments were sampled. */
    public int frames() {
        return samples.length / channels;
    }

    /** How long it is, seconds. */
    public double seconds() {
        return frames() / rate;
    }

    /** All channels in one, each as loud as the others. */
    public Sound mono() {
        if (channels == 1) {
            return this;
        }
        float[] mixed = new float[frames()];
        for (int frame = 0; frame < mixed.length; frame++) {
            double sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += samples[frame * channels + channel];
            }
            mixed[frame] = (float) (sum / channels);
        }
        return new Sound(rate, 1, mixed);
    }

    /** The fingerprint of the samples, see {@link Hashes#sha256(int[], float[])}; the sizes are frames and channels. */
    public String sha256() {
        return Hashes.sha256(new int[] {frames(), channels}, samples);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sound sound
                && rate == sound.rate
                && channels == sound.channels
                && Arrays.equals(samples, sound.samples);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Double.hashCode(rate) + channels) + Arrays.hashCode(samples);
    }

    /** The sizes only, such as {@code Sound[3.000 s, 44100 Hz, 2 channels]}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Sound[%.3f s, %s Hz, %s]",
                seconds(),
                rate == Math.rint(rate) ? String.valueOf((long) rate) : String.valueOf(rate),
                channels == 1 ? "mono" : channels + " channels");
    }
}
