package org.inrzoo.engine.fused.kernels;

import org.inrzoo.engine.fused.memory.Rows;

/**
 * What goes once over a panel of {@link Rows} or over plain numbers.
 *
 * <p>{@code count} is a number of points, {@code columns} a number of features and a multiple of the vector length. Numbers are read
 * from {@code source} and written to {@code target}, each from its offset on, row after row.
 */
public interface ElementwiseKernels {

    /** g = g · d, feature by feature. */
    void multiply(float[] g, int gOffset, float[] d, int dOffset, int count, int columns);

    /** sums[j] += Σ over the points of d[point][j]. */
    void columnSums(float[] d, int dOffset, int count, int columns, float[] sums, int sumsOffset);

    /** Copies the rows of the listed points, from {@code from} to {@code to}, into consecutive rows. */
    void gather(
            int[] rows,
            int from,
            int to,
            float[] source,
            int sourceOffset,
            int columns,
            float[] target,
            int targetOffset);

    /** Writes every point's row times the point's number in {@code factors}. */
    void scale(
            float[] factors,
            int count,
            float[] source,
            int sourceOffset,
            int columns,
            float[] target,
            int targetOffset);

    /** target = target + source, {@code length} numbers, a multiple of 16. */
    void add(float[] target, int targetOffset, float[] source, int sourceOffset, int length);

    /**
     * One axis of a tiling: with q = αp + β in single precision, writes the digit ⌊q⌋ mod N and q - ⌊q⌋, and appends
     * the digit to each point's number in base N. Where ⌊q⌋ is too large for its digit to be counted in single
     * precision, the digit may be 0.
     *
     * @param p coordinates of the axis, one per point
     * @param count coordinates, padded to a multiple of 16
     * @param digits receives ⌊q⌋ mod N, one per point
     * @param fractions receives q - ⌊q⌋, one per point
     * @param numbers receives numbers · N + digit
     */
    void cells(
            float[] p,
            int pOffset,
            int count,
            float alpha,
            float beta,
            int experts,
            float[] digits,
            float[] fractions,
            float[] numbers);

    /**
     * The phases of waves at one point, 2π Σ_a v[a] turns[a][m], reduced to ±3π/2 or so. Coordinates and turns are
     * pairs of floats, so that hundreds of turns leave a phase as exact as a float is.
     *
     * @param v the coordinates, then what rounding them to floats left over: [2 d]
     * @param turns [axis][stride] turns per unit of v
     * @param rests [axis][stride] what rounding these to floats left over
     * @param offsets added to the sum, in turns
     * @param first the first wave
     * @param count waves, a multiple of 16
     */
    void phases(
            float[] v,
            float[] turns,
            float[] rests,
            float[] offsets,
            int stride,
            int first,
            int count,
            float[] target,
            int targetOffset);

    /** Copies rows of {@code columns} numbers, which lie {@code stride} and {@code targetStride} numbers apart. */
    void copy(
            float[] source,
            int sourceOffset,
            int stride,
            float[] target,
            int targetOffset,
            int targetStride,
            int count,
            int columns);

    /**
     * Clears what lies beyond a point's last feature in its last vector of {@link Rows#LONGEST_VECTOR}: loops read whole vectors, and what
     * is read there is multiplied by zero, which is zero only for a number.
     *
     * @param features of every point
     * @param count points
     */
    void clearBeyond(Rows rows, int features, int count);
}
