package org.inrzoo.engine.fused.kernels;

import org.inrzoo.engine.fused.memory.Rows;

/**
 * What the rarer activation functions are made of, on panels of {@link Rows}; see {@link ActivationFunctions} for the
 * arguments.
 */
public interface ActivationTerms {

    /** y = e^x to 3e-7, relative, for x from -87 to 87; x beyond is cut to that. */
    void exp(float[] x, int xOffset, float[] y, int yOffset, int count, int columns);

    /** u = -(sz)², where z and u have as many features and s is the {@code scale}. */
    void bell(float[] z, int zOffset, float[] u, int uOffset, int count, int columns, float scale);

    /** d = -2s²zy, the derivative of y = e^-(sz)²; d may take the place of z. */
    void bellSlope(
            float[] z,
            int zOffset,
            float[] y,
            int yOffset,
            float[] d,
            int dOffset,
            int count,
            int columns,
            float scale);

    /** u = (|z| + 1)z and f = slope · |z| + 1. */
    void stretch(
            float[] z,
            int zOffset,
            float[] u,
            int uOffset,
            float[] f,
            int fOffset,
            int count,
            int columns,
            float slope);

    /**
     * What the Gabor wavelet of z = a + jb, two neighbouring features, is the exponential and the sine of:
     * {@code exponent} = -ωb - σ²(a² + b²) twice, and {@code phase} = ωa + π/2 beside ωa.
     */
    void gabor(
            float[] z,
            int zOffset,
            float[] exponent,
            int exponentOffset,
            float[] phase,
            int phaseOffset,
            int count,
            int columns,
            float omega,
            float sigma);

    /** From the gradient g by the Gabor wavelet y to that by z, which takes its place. */
    void gaborGradient(
            float[] z,
            int zOffset,
            float[] y,
            int yOffset,
            float[] g,
            int gOffset,
            int count,
            int columns,
            float omega,
            float sigma);
}
