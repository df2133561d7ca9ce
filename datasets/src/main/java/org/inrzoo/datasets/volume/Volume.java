package org.inrzoo.datasets.volume;

import java.util.Arrays;
import java.util.Locale;
import org.inrzoo.datasets.Hashes;

/**
 * Real values on a box of voxels: the value of the voxel at column x of row y of slice z is
 * {@code values[(z * height + y) * width + x]}.
 *
 * <p>The array is not copied, neither in nor out: nobody may change it once it is in a volume. Two volumes are equal when
 * their sizes, spacings, units and all their values are.
 *
 * @param depth   slices, at least 1
 * @param height  rows of a slice, at least 1
 * @param width   columns of a slice, at least 1
 * @param spacing from one voxel to the next, millimetres
 * @param unit    what the values are measured in, such as "HU"; empty where nothing is known
 * @param values  [depth, height, width], finite
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Volume(int depth, int height, int width, Spacing spacing, String unit, float[] values) {

    /**
     * Checks the sizes and every value.
     *
     * @throws IllegalArgumentException if a size is below 1, the number of values does not follow from the sizes, or a value
     *                                  is not finite
     */
    public Volume {
        long expected = count(depth, height, width);
        if (values.length != expected) {
            throw new IllegalArgumentException("a volume of " + width + "x" + height + "x" + depth + " has " + expected
                    + " values, not " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "the values of a volume are finite, but value " + i + " is " + values[i]);
            }
        }
    }

    /** How many voxels such a volume has, which may be more than an array holds. */
    static long count(long depth, long height, long width) {
        if (depth < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("a volume is at least 1x1x1, not " + width + "x" + height + "x" + depth);
        }
        try {
            return Math.multiplyExact(Math.multiplyExact(depth, height), width);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "a volume of " + width + "x" + height + "x" + depth + " is too large", e);
        }
    }

    /** The value of one voxel. */
    public float at(int z, int y, int x) {
        return values[(z * height + y) * width + x];
    }

    /** The least and the largest value. */
    public float[] range() {
        float[] range = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        for (float value : values) {
            range[0] = Math.min(range[0], value);
            range[1] = Math.max(range[1], value);
        }
        return range;
    }

    /** The fingerprint of the values, see {@link Hashes#sha256(int[], float[])}; the sizes are depth, height and width. */
    public String sha256() {
        return Hashes.sha256(new int[] {depth, height, width}, values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Volume volume
                && depth == volume.depth
                && height == volume.height
                && width == volume.width
                && spacing.equals(volume.spacing)
                && unit.equals(volume.unit)
                && Arrays.equals(values, volume.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * depth + height) + width) + Arrays.hashCode(values);
    }

    /** Sizes only, such as {@code Volume[181x217x181, voxels of 1.0x1.0x1.0 mm]}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Volume[%dx%dx%d, voxels of %sx%sx%s mm]",
                width,
                height,
                depth,
                spacing.x(),
                spacing.y(),
                spacing.z());
    }
}
