package org.inrzoo.engine.fused.kernels;

import org.inrzoo.engine.fused.memory.Rows;

/**
 * Products of features, for points that carry their derivatives by the coordinates: on one panel of {@link Rows}, laid out as {@link
 * ChainRule} says.
 */
public interface ProductRule {

    /**
     * y = ab with its derivatives; y may be a.
     *
     * <pre>∂_k y = a ∂_k b + b ∂_k a,   Δy = a Δb + 2 Σ_k ∂_k a ∂_k b + b Δa</pre>
     *
     * @param count points
     * @param columns features, a multiple of the vector length
     */
    void multiply(
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] y,
            int yOffset,
            int count,
            int columns,
            int dimensions,
            boolean laplacian);

    /**
     * From the gradient g by y = ab and its derivatives to that by a and its, which h receives; h may be g, or b.
     *
     * <pre>
     * dL/da      = b g + Σ_k ∂_k b g_k + Δb g_Δ
     * dL/d(∂_ka) = b g_k + 2 ∂_k b g_Δ,   dL/d(Δa) = b g_Δ
     * </pre>
     *
     * @param count points
     * @param columns features, a multiple of the vector length
     */
    void gradient(
            float[] b,
            int bOffset,
            float[] g,
            int gOffset,
            float[] h,
            int hOffset,
            int count,
            int columns,
            int dimensions,
            boolean laplacian);
}
