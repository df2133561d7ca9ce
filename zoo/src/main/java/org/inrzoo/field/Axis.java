package org.inrzoo.field;

/**
 * One axis of what a network represents, in the signal's own unit: sample k of n lies at {@code start + k * step}.
 *
 * @param name such as {@code time} or {@code x}
 * @param unit such as {@code s}, {@code mm} or {@code pixel}; empty where there is none
 * @param start where the first sample lies
 * @param step from one sample to the next, not 0; below 0 where the axis runs against the samples
 * @param samples how many there are, at least 1
 */
public record Axis(String name, String unit, double start, double step, int samples) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException when the start is not finite, the step is 0 or not finite, or there is no sample
     */
    public Axis {
        if (!Double.isFinite(start) || !Double.isFinite(step) || step == 0 || samples < 1) {
            throw new IllegalArgumentException(
                    "an axis has a finite start, a step and samples, not " + start + ", " + step + " and " + samples);
        }
    }

    /** An axis of pixels, frames or the like: sample k lies at k. */
    public static Axis counted(String name, String unit, int samples) {
        return new Axis(name, unit, 0, 1, samples);
    }

    /** Where something lies, in samples: whole at a sample, 0 at the first. */
    double position(double place) {
        return (place - start) / step;
    }

    /** Where the cells of the samples begin and end, half a step before the first and behind the last, in the axis' unit. */
    double[] ends() {
        double first = start - step / 2;
        double last = start + (samples - 0.5) * step;
        return new double[] {Math.min(first, last), Math.max(first, last)};
    }

    /** The same stretch with another number of samples, each in the middle of its part. */
    public Axis resampled(int count) {
        double finer = step * samples / count;
        return new Axis(name, unit, start - step / 2 + finer / 2, finer, count);
    }
}
