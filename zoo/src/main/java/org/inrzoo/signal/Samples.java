package org.inrzoo.signal;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.field.Axis;
import org.inrzoo.field.Quantity;
import org.inrzoo.point.Range;

/**
 * A signal that is known by its values at evenly spaced samples: an image, a sound, a video, a volume.
 *
 * @param origin where it came from
 * @param axes in the order of the values, the last runs fastest
 * @param channels values per sample
 * @param values [samples, channels], in the signal's own unit; not copied
 * @param quantity what the values are called, such as {@code amplitude}
 * @param unit of the values; empty where there is none
 * @param low the value that a recipe maps to the lower end of its interval
 * @param high the value that it maps to the upper end; above {@code low}
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Samples(
        Origin origin,
        List<Axis> axes,
        int channels,
        float[] values,
        String quantity,
        String unit,
        double low,
        double high)
        implements Signal {

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException when the number of values does not follow from them, or the interval is empty
     */
    public Samples {
        axes = List.copyOf(axes);
        long expected = axes.stream().mapToLong(Axis::samples).reduce(channels, Math::multiplyExact);
        if (values.length != expected || channels < 1) {
            throw new IllegalArgumentException(
                    values.length + " values are not those of " + axes + " and " + channels + " channels");
        }
        if (!(high > low)) {
            throw new IllegalArgumentException(
                    "values go from one number to a larger one, not from " + low + " to " + high);
        }
    }

    @Override
    public String sha256() {
        int[] sizes = new int[axes.size() + 1];
        for (int i = 0; i < axes.size(); i++) {
            sizes[i] = axes.get(i).samples();
        }
        sizes[axes.size()] = channels;
        return Hashes.sha256(sizes, values);
    }

    /** What a network's outputs mean whose recipe maps the values to {@code targets}. */
    public Quantity meaning(Range targets) {
        return Quantity.between(quantity, unit, low, high, targets);
    }

    /** Equal where all they hold is, number by number. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Samples that
                && origin.equals(that.origin)
                && axes.equals(that.axes)
                && channels == that.channels
                && Arrays.equals(values, that.values)
                && quantity.equals(that.quantity)
                && unit.equals(that.unit)
                && low == that.low
                && high == that.high;
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, axes, channels, Arrays.hashCode(values), quantity, unit, low, high);
    }

    @Override
    public String toString() {
        return kind() + " " + name() + ", "
                + String.join(
                        "x",
                        axes.stream()
                                .map(axis -> String.valueOf(axis.samples()))
                                .toList()) + " samples of "
                + channels + (channels == 1 ? " channel" : " channels");
    }
}
