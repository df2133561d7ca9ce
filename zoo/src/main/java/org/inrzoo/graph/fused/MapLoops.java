package org.inrzoo.graph.fused;

/** The loops over rows of pixels. */
interface MapLoops {

    /**
     * c_r = Σ_s a_rs b_s for some rows r, or what is there and this.
     *
     * @param a a_rs at {@code aOffset + r · rowStride + s · stepStride}
     * @param depth how many s
     * @param b row s at {@code bOffset + s · bPitch}
     * @param c row r at {@code cOffset + r · cPitch}
     * @param columns of b and c, a multiple of {@link Maps#ROW}
     * @param add whether c is added to
     */
    void product(
            float[] a,
            int aOffset,
            int rowStride,
            int stepStride,
            int rows,
            int depth,
            float[] b,
            int bOffset,
            int bPitch,
            float[] c,
            int cOffset,
            int cPitch,
            int columns,
            boolean add);

    /** Σ x. */
    float sum(float[] x, int from, int count);

    /** Σ (x - mean) (y - other). */
    float products(float[] x, int xFrom, float mean, float[] y, int yFrom, float other, int count);

    /** y = factor · x + term. */
    void line(float[] x, float[] y, int from, int count, float factor, float term);

    /** z += a · x + b · y + c. */
    void addPlane(float[] z, float[] x, float[] y, int from, int count, float a, float b, float c);

    /** y = max(x, 0). */
    void relu(float[] x, float[] y, int from, int count);

    /** dx += dy where y is positive. */
    void addWherePositive(float[] dx, float[] dy, float[] y, int from, int count);

    /** y = a + b. */
    void add(float[] a, float[] b, float[] y, int from, int count);
}
