package org.inrzoo.datasets;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A one-dimensional signal, sampled evenly.
 *
 * <p>Sample i of n lies at i / (n - 1) of the interval when both ends are samples, else at i / n.
 *
 * @param name        what it is asked for by, such as "sines"
 * @param values      its samples, of any range; not copied
 * @param bothEnds    whether the interval's right end is a sample too
 * @param frequencies the cycles over the interval whose amplitudes the source watches while a network learns
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record SampledSignal(String name, float[] values, boolean bothEnds, List<Integer> frequencies) {

    /** Copies the frequencies. */
    public SampledSignal {
        frequencies = List.copyOf(frequencies);
    }

    /** The place of sample {@code i} in [0, 1]. */
    public double position(int i) {
        return (double) i / (bothEnds ? values.length - 1 : values.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SampledSignal same
                && name.equals(same.name)
                && Arrays.equals(values, same.values)
                && bothEnds == same.bothEnds
                && frequencies.equals(same.frequencies);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, Arrays.hashCode(values), bothEnds, frequencies);
    }
}
