package org.inrzoo.point;

import java.util.Arrays;
import java.util.Objects;

/**
 * Samples of a grid, each moved to a place between the samples.
 *
 * @param samples the samples: a {@link Grid}, or some {@link GridSubset} from one
 * @param offsets how far each is moved along every axis, [size, dimensions], in samples; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record ShiftedPoints(Points samples, float[] offsets) implements Points {

    public ShiftedPoints {
        if ((!(samples instanceof Grid) && !(samples instanceof GridSubset))
                || offsets.length != (long) samples.size() * samples.dimensions()) {
            throw new IllegalArgumentException(
                    "the samples of a grid are moved by as many offsets as they have coordinates");
        }
    }

    /** The grid. */
    public Grid grid() {
        return samples instanceof GridSubset picked ? picked.grid() : (Grid) samples;
    }

    @Override
    public int size() {
        return samples.size();
    }

    @Override
    public int dimensions() {
        return samples.dimensions();
    }

    /**
     * Where a point lies, in samples of the grid along every axis; never outside of the domain.
     *
     * @param target receives d positions
     */
    public void position(int point, double[] target) {
        Grid grid = grid();
        int rest = samples instanceof GridSubset picked ? picked.indices()[point] : point;
        for (int axis = dimensions() - 1; axis >= 0; axis--) {
            int size = grid.sizes().get(axis);
            double moved = rest % size + (double) offsets[point * dimensions() + axis];
            target[axis] = grid.convention().inside(moved, size);
            rest /= size;
        }
    }

    @Override
    public void read(int first, int count, float[] target) {
        Grid grid = grid();
        double[] position = new double[dimensions()];
        for (int point = 0; point < count; point++) {
            position(first + point, position);
            for (int axis = 0; axis < position.length; axis++) {
                target[point * position.length + axis] = grid.convention()
                        .coordinate(position[axis], grid.sizes().get(axis));
            }
        }
    }

    /** Equal where all it holds is, number by number. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ShiftedPoints that
                && samples.equals(that.samples)
                && Arrays.equals(offsets, that.offsets);
    }

    @Override
    public int hashCode() {
        return Objects.hash(samples, Arrays.hashCode(offsets));
    }
}
