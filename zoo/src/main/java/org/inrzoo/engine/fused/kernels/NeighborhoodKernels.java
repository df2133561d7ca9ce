package org.inrzoo.engine.fused.kernels;

import org.inrzoo.engine.fused.memory.Rows;

/**
 * What brings the features of a grid's points, which lie point after point in a map with a border of zeros, to the rows of a block and
 * back.
 *
 * <p>{@code places} says where in the map each of a block's points begins, and a point takes {@code columns} floats there, whole vectors
 * of any width.
 */
public interface NeighborhoodKernels {

    /** Copies the rows of {@code count} points to their places. */
    void put(Rows rows, int features, int count, float[] map, int[] places, int columns);

    /** Copies the features of {@code count} points from their places. */
    void take(float[] map, int[] places, int columns, Rows rows, int features, int count);

    /**
     * Copies the features of every point's neighbourhood, row after row of it, side by side.
     *
     * @param side rows and columns of the neighbourhood
     * @param stride floats from a row of the map to the next
     * @param rows receives {@code side · side · features} features of each point
     */
    void gather(float[] map, int[] places, int columns, int stride, int side, Rows rows, int features, int count);
}
