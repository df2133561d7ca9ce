package org.inrzoo.engine.fused.kernels;

import org.inrzoo.engine.fused.memory.Rows;

/**
 * A function f of every feature by itself, for points that carry their derivatives by the coordinates: on one panel of {@link
 * Rows}, whose rows are the values z of all points, then their ∂_k z axis after axis, then, where there are Laplacians, their Δz.
 *
 * <p>All take {@code count} points of {@code columns} features, a multiple of the vector length; f', f'' and f''' have a row per
 * point.
 */
public interface ChainRule {

    /**
     * The derivatives of y = f(z); its values are there already.
     *
     * <pre>∂_k y = f' ∂_k z,   Δy = f' Δz + f'' Σ_k (∂_k z)²</pre>
     *
     * @param first f', [count, columns]
     * @param second f'', [count, columns]; read for Laplacians alone
     */
    void forward(
            float[] z,
            int zOffset,
            float[] first,
            int firstOffset,
            float[] second,
            int secondOffset,
            float[] y,
            int yOffset,
            int count,
            int columns,
            int dimensions,
            boolean laplacian);

    /**
     * From the gradient g by y and its derivatives to that by z and its, which takes its place.
     *
     * <pre>
     * dL/dz      = f' g + f'' (Σ_k ∂_k z g_k + Δz g_Δ) + f''' Σ_k (∂_k z)² g_Δ
     * dL/d(∂_kz) = f' g_k + 2 f'' ∂_k z g_Δ,   dL/d(Δz) = f' g_Δ
     * </pre>
     *
     * @param first f', [count, columns]
     * @param second f'', [count, columns]
     * @param value the slope that g itself is multiplied by: f', but where the backward pass is not the derivative on purpose
     * @param third f'''; read for Laplacians alone
     */
    void backward(
            float[] z,
            int zOffset,
            float[] value,
            int valueOffset,
            float[] first,
            int firstOffset,
            float[] second,
            int secondOffset,
            float[] third,
            int thirdOffset,
            float[] g,
            int gOffset,
            int count,
            int columns,
            int dimensions,
            boolean laplacian);
}
