package org.inrzoo.point;

import java.util.Arrays;
import java.util.Objects;

/**
 * Points given one by one.
 *
 * @param coordinates [size, dimensions], row-major, in [0,1]; not copied
 * @param dimensions coordinates per point
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record PointSet(float[] coordinates, int dimensions) implements Points {

    public PointSet {
        if (dimensions < 1 || coordinates.length % dimensions != 0) {
            throw new IllegalArgumentException(
                    coordinates.length + " numbers are no whole number of " + dimensions + "-dimensional points");
        }
    }

    @Override
    public int size() {
        return coordinates.length / dimensions;
    }

    @Override
    public void read(int first, int count, float[] target) {
        System.arraycopy(coordinates, first * dimensions, target, 0, count * dimensions);
    }

    /** Equal where all it holds is, number by number. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PointSet that
                && Arrays.equals(coordinates, that.coordinates)
                && dimensions == that.dimensions;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(coordinates), dimensions);
    }
}
