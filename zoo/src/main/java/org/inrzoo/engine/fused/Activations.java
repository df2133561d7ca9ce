package org.inrzoo.engine.fused;

/**
 * What the rarer activation functions are made of, on panels of {@link Rows}; see {@link Functions} for the arguments.
 */
interface Activations {

    /** y = e^x to 3e-7, relative, for x from -87 to 87; x beyond is cut to that. */
    void exp(float[] x, int xAt, float[] y, int yAt, int count, int columns);

    /** u = -(sz)². */
    void bell(float[] z, int zAt, float[] u, int uAt, int count, int columns, float scale);

    /** d = -2s²zy, the derivative of y = e^-(sz)²; d may take the place of z. */
    void bellSlope(float[] z, int zAt, float[] y, int yAt, float[] d, int dAt, int count, int columns, float scale);

    /** u = (|z| + 1)z and f = slope · |z| + 1. */
    void stretch(float[] z, int zAt, float[] u, int uAt, float[] f, int fAt, int count, int columns, float slope);

    /**
     * What the Gabor wavelet of z = a + jb, two neighbouring features, is the exponential and the sine of:
     * -ωb - σ²(a² + b²) twice, and ωa + π/2 beside ωa.
     */
    void gabor(
            float[] z,
            int zAt,
            float[] exponent,
            int exponentAt,
            float[] phase,
            int phaseAt,
            int count,
            int columns,
            float omega,
            float sigma);

    /** From the gradient g by the Gabor wavelet y to that by z, which takes its place. */
    void gaborGradient(
            float[] z,
            int zAt,
            float[] y,
            int yAt,
            float[] g,
            int gAt,
            int count,
            int columns,
            float omega,
            float sigma);
}
