package org.inrzoo.engine.fused;

/**
 * The matrix products of a block of points, on {@link Rows} and {@link Panels}: they are nine tenths of the work.
 *
 * <p>Every call handles one panel: at most {@value Rows#WIDTH} features in, at most {@value Rows#WIDTH} features out.
 */
interface Products {

    /** Points that {@link #product} handles together: lists of points are padded to a multiple of it. */
    int POINTS = 4;

    /** Rows of a gradient that {@link #outer} handles together: gradients are padded to a multiple of it. */
    int GRADIENT_ROWS = 4;

    /**
     * z = start + x W for the listed points.
     *
     * @param rows numbers of the points, from {@code from} to {@code to}, a multiple of {@link #POINTS} of them
     * @param depth features of x, rows of W
     * @param columns features of z, a multiple of the vector length
     * @param stride 0 where all points start with the one row at {@code startAt} (a bias), 1 where point i starts with
     *     row i of a panel there (what z holds already)
     */
    void product(
            int[] rows,
            int from,
            int to,
            float[] x,
            int xAt,
            int depth,
            float[] weights,
            int weightsAt,
            int columns,
            float[] start,
            int startAt,
            int stride,
            float[] z,
            int zAt);

    /**
     * g += xᵀ dz over {@code count} points in consecutive rows.
     *
     * @param depth features of x, rows of g; up to {@link #GRADIENT_ROWS} - 1 more rows receive numbers of no meaning
     * @param columns features of dz, a multiple of the vector length
     */
    void outer(float[] x, int xAt, int depth, float[] dz, int dzAt, int count, int columns, float[] g, int gAt);

    /**
     * One feature of z for {@code count} points in consecutive rows: z = start + x · w, or z = z + x · w.
     *
     * @param columns features of x, a multiple of the vector length
     * @param add whether z's own value is the start
     * @param zAt where the feature of the first point lies
     */
    void dots(
            float[] x,
            int xAt,
            int count,
            int columns,
            float[] weights,
            int weightsAt,
            float start,
            boolean add,
            float[] z,
            int zAt);
}
