package org.inrzoo.engine.fused.kernels;

import org.inrzoo.engine.fused.memory.Rows;

/**
 * The second and third derivatives of activation functions, on one panel of {@link Rows}, from what is known of them already: z, y
 * = f(z) and d = f'(z). See {@link ActivationFunctions} for the arguments.
 */
public interface HigherDerivatives {

    /** Of sin(ωz): f'' = -ω²y, f''' = -ω²d. */
    void sine(
            float[] y,
            int yOffset,
            float[] d,
            int dOffset,
            float[] second,
            int secondOffset,
            float[] third,
            int thirdOffset,
            int count,
            int columns,
            float omega);

    /** Of e^-(sz)²: f'' = (4s⁴z² - 2s²)y, f''' = (12s⁴ - 8s⁶z²)zy. */
    void bell(
            float[] z,
            int zOffset,
            float[] y,
            int yOffset,
            float[] second,
            int secondOffset,
            float[] third,
            int thirdOffset,
            int count,
            int columns,
            float scale);

    /** Of 1/(1 + e^-z): f'' = d(1 - 2y), f''' = d(1 - 6d). */
    void sigmoid(
            float[] y,
            int yOffset,
            float[] d,
            int dOffset,
            float[] second,
            int secondOffset,
            float[] third,
            int thirdOffset,
            int count,
            int columns);

    /**
     * Of sin(ω(|z| + 1)z): with u' = ω(2|z| + 1), u'' = 2ω sign z and c = d/u', f'' = u''c - u'²y, f''' = -u'³c - 3u'u''y.
     */
    void stretchedSine(
            float[] z,
            int zOffset,
            float[] y,
            int yOffset,
            float[] d,
            int dOffset,
            float[] second,
            int secondOffset,
            float[] third,
            int thirdOffset,
            int count,
            int columns,
            float omega);
}
