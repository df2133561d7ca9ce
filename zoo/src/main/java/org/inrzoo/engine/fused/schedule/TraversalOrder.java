package org.inrzoo.engine.fused.schedule;

import java.util.Arrays;
import java.util.List;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridSubset;
import org.inrzoo.point.Points;
import org.inrzoo.point.ShiftedPoints;

/**
 * The order in which points are computed, worked out block by block.
 *
 * <p>A grid, its samples moved or not, is visited in compact boxes, 16 × 16 pixels of an image, so that a block meets
 * as few experts as can be:
 *
 * <pre>
 *   band 0   | box 0: rows 0 … 15, columns 0 … 15 | box 1: rows 0 … 15, columns 16 … 31 | …
 *   band 1   | rows 16 … 31, columns 0 … 15       | …
 * </pre>
 *
 * Boxes at the far ends hold what is left; the samples of a box follow in row-major order. All other points are visited
 * in their own order.
 */
public final class TraversalOrder {

    private final Points points;
    private final int[] sizes;
    private final int[] box;
    private final float[][] samples;
    private final int size;

    private TraversalOrder(Points points, int[] sizes, int[] box, float[][] samples) {
        this.points = points;
        this.sizes = sizes;
        this.box = box;
        this.samples = samples;
        this.size = points.size();
    }

    /** The order for these points. */
    public static TraversalOrder of(Points points) {
        Points boxed = points instanceof ShiftedPoints shifted ? shifted.samples() : points;
        if (boxed instanceof Grid grid) {
            float[][] samples = samples(grid);
            int[] sizes = Arrays.stream(samples).mapToInt(axis -> axis.length).toArray();
            return new TraversalOrder(points, sizes, box(sizes.length), samples);
        }
        return new TraversalOrder(
                points, new int[0], new int[0], points instanceof GridSubset picked ? samples(picked.grid()) : null);
    }

    /** Axis after axis, the coordinates of its samples: looked up, since points share them. */
    private static float[][] samples(Grid grid) {
        float[][] samples = new float[grid.dimensions()][];
        for (int axis = 0; axis < samples.length; axis++) {
            samples[axis] = new float[grid.sizes().get(axis)];
            for (int i = 0; i < samples[axis].length; i++) {
                samples[axis][i] = grid.convention().coordinate(i, samples[axis].length);
            }
        }
        return samples;
    }

    /** Extents of a box; one sample on all axes but the last three. */
    private static int[] box(int dimensions) {
        int[] box = new int[dimensions];
        List<Integer> last =
                switch (dimensions) {
                    case 1 -> List.of(256);
                    case 2 -> List.of(16, 16);
                    default -> List.of(8, 8, 4);
                };
        for (int axis = 0; axis < dimensions; axis++) {
            int known = axis - dimensions + last.size();
            box[axis] = known < 0 ? 1 : last.get(known);
        }
        return box;
    }

    /** Points to visit. */
    public int size() {
        return size;
    }

    /** Whether points are visited in their own order. */
    public boolean isNatural() {
        return sizes.length == 0;
    }

    /**
     * The points visited from place {@code first} on.
     *
     * @param numbers receives their numbers among the points
     * @param coordinates receives [count, d]
     */
    public void read(int first, int count, int[] numbers, float[] coordinates) {
        if (sizes.length > 0) {
            for (int i = 0; i < count; ) {
                i += run(first + i, count - i, numbers, coordinates, i);
            }
            return;
        }
        consecutive(first, count, numbers, 0);
        if (points instanceof GridSubset picked) {
            lookUp(picked.indices(), first, count, coordinates);
        } else {
            points.read(first, count, coordinates);
        }
    }

    /** The coordinates of {@code count} samples of the grid, by their numbers in it. */
    private void lookUp(int[] numbers, int first, int count, float[] coordinates) {
        int dimensions = samples.length;
        for (int i = 0; i < count; i++) {
            int rest = numbers[first + i];
            for (int axis = dimensions - 1; axis >= 0; axis--) {
                int size = samples[axis].length;
                coordinates[i * dimensions + axis] = samples[axis][rest % size];
                rest /= size;
            }
        }
    }

    /** Writes {@code count} numbers that follow each other. */
    private static void consecutive(int number, int count, int[] numbers, int offset) {
        for (int i = 0; i < count; i++) {
            numbers[offset + i] = number + i;
        }
    }

    /**
     * Writes numbers and coordinates of the samples from a place of the grid to the end of their line in the box, at
     * most {@code most}; returns how many. Axis by axis, it finds the box, then the sample in it.
     */
    private int run(int place, int most, int[] numbers, float[] coordinates, int offset) {
        int rest = place;
        int inPart = size; // samples in the part of the grid that is still in question
        int[] low = new int[sizes.length];
        int[] extent = new int[sizes.length];
        for (int axis = 0; axis < sizes.length; axis++) {
            int slice = inPart / sizes[axis];
            low[axis] = rest / slice / box[axis] * box[axis];
            extent[axis] = Math.min(box[axis], sizes[axis] - low[axis]);
            rest -= slice * low[axis];
            inPart = slice * extent[axis];
        }
        int number = 0;
        int left = 0;
        int[] sample = new int[sizes.length];
        for (int axis = 0; axis < sizes.length; axis++) {
            inPart /= extent[axis];
            sample[axis] = low[axis] + rest / inPart;
            number = number * sizes[axis] + sample[axis];
            left = extent[axis] - rest / inPart;
            rest %= inPart;
        }
        int count = Math.min(left, most);
        consecutive(number, count, numbers, offset);
        if (points instanceof Grid) {
            copyCoordinates(sample, count, coordinates, offset);
        } else {
            float[] moved = new float[count * sizes.length];
            points.read(number, count, moved);
            System.arraycopy(moved, 0, coordinates, offset * sizes.length, moved.length);
        }
        return count;
    }

    /** Writes the coordinates of {@code count} samples along the last axis. */
    private void copyCoordinates(int[] sample, int count, float[] coordinates, int offset) {
        int last = samples.length - 1;
        for (int i = 0; i < count; i++) {
            int to = (offset + i) * samples.length;
            for (int axis = 0; axis < last; axis++) {
                coordinates[to + axis] = samples[axis][sample[axis]];
            }
            coordinates[to + last] = samples[last][sample[last] + i];
        }
    }
}
