package org.inrzoo.point;

import java.util.Arrays;
import java.util.Objects;

/**
 * Some points of a grid, such as a random batch of an image's pixels.
 *
 * @param grid the grid they are picked from
 * @param indices their numbers in the grid's order; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record GridSubset(Grid grid, int[] indices) implements Points {

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public int dimensions() {
        return grid.dimensions();
    }

    @Override
    public void read(int first, int count, float[] target) {
        for (int point = 0; point < count; point++) {
            grid.coordinates(indices[first + point], target, point * dimensions());
        }
    }

    /** Equal where all it holds is, number by number. */
    @Override
    public boolean equals(Object other) {
        return other instanceof GridSubset that && grid.equals(that.grid) && Arrays.equals(indices, that.indices);
    }

    @Override
    public int hashCode() {
        return Objects.hash(grid, Arrays.hashCode(indices));
    }
}
