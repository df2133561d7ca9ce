package org.inrzoo.engine.fused.kernels;

import org.inrzoo.engine.fused.memory.Rows;

/**
 * Activation functions on one panel of {@link Rows}: y = f(z) and, for training, the derivative d = f'(z).
 *
 * <p>All take {@code count} points of {@code columns} features, a multiple of the vector length, and may get null for
 * d, which is then not computed; d may take the place of z.
 */
public interface ActivationFunctions {

    /** y = sin(ωz), to 2e-7 for |ωz| up to 10,000, and as {@link StrictMath#sin} has it beyond. */
    void sine(
            float[] z,
            int zOffset,
            float[] y,
            int yOffset,
            float[] d,
            int dOffset,
            int count,
            int columns,
            float omega);

    /** y = z, but y = slope · z where z is at most {@code threshold}. */
    void rectify(
            float[] z,
            int zOffset,
            float[] y,
            int yOffset,
            float[] d,
            int dOffset,
            int count,
            int columns,
            float slope,
            float threshold);

    /** y = 1/(1 + e^-z). */
    void sigmoid(float[] z, int zOffset, float[] y, int yOffset, float[] d, int dOffset, int count, int columns);
}
