package org.inrzoo.engine.fused.kernels;

import org.inrzoo.engine.fused.memory.PointsByExpert;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.memory.WeightPanels;

/**
 * The matrix products of a block of points, on {@link Rows} and {@link WeightPanels}: they are nine tenths of the work.
 *
 * <p>W are {@code weights} and w one column of them, each from its offset on. Every call handles one panel: at most {@value Rows#WIDTH} features in, at most {@value Rows#WIDTH} features out.
 */
public interface MatrixProducts {

    /**
     * z = start + x W for the listed points.
     *
     * @param rows numbers of the points, from {@code from} to {@code to}, a multiple of {@link PointsByExpert#POINTS}
     *     of them
     * @param depth features of x, rows of W
     * @param columns features of z, a multiple of the vector length
     * @param stride 0 where all points start with the one row at {@code startOffset} (a bias), 1 where point i starts
     *     with row i of a panel there (what z holds already)
     */
    void product(
            int[] rows,
            int from,
            int to,
            float[] x,
            int xOffset,
            int depth,
            float[] weights,
            int weightsOffset,
            int columns,
            float[] start,
            int startOffset,
            int stride,
            float[] z,
            int zOffset);

    /**
     * g += xᵀ dz over {@code count} points in consecutive rows.
     *
     * @param depth features of x, rows of g; up to {@link WeightPanels#GRADIENT_ROWS} - 1 more rows receive undefined
     *     numbers
     * @param columns features of dz, a multiple of the vector length
     */
    void accumulateWeightGradient(
            float[] x,
            int xOffset,
            int depth,
            float[] dz,
            int dzOffset,
            int count,
            int columns,
            float[] g,
            int gOffset);

    /**
     * One feature of z for {@code count} points in consecutive rows: z = start + x · w, or z = z + x · w.
     *
     * @param columns features of x, a multiple of the vector length
     * @param add whether z's own value is the start
     * @param zOffset where the feature of the first point lies
     */
    void dots(
            float[] x,
            int xOffset,
            int count,
            int columns,
            float[] weights,
            int weightsOffset,
            float start,
            boolean add,
            float[] z,
            int zOffset);
}
