package org.inrzoo.engine.fused.kernels;

import org.inrzoo.engine.fused.memory.Rows;

/**
 * Normalisation of points that carry their derivatives by the coordinates, see {@link org.inrzoo.layer.Normalization}: on {@link Rows} in
 * which part i of a point is in row i · count + point.
 *
 * <p>What is taken of the whole batch is kept and has no derivative; what is a row's own follows the chain rule: its mean u, which is
 * linear in the row, and its variance w with the root r of it.
 *
 * <pre>
 *   y_j = gain_j c_j r_j + shift_j,   c_j = α x_j - β u - m_j,   r_j = 1/√(a_j + w),   u = Σ x / C,   w = δ Σ (x - u)²
 *
 *   ∂_k w = 2δ Σ (x - u) ∂_k(x - u),      Δw = 2δ Σ ((x - u) Δ(x - u) + Σ_k (∂_k(x - u))²)
 *   ∂_k r = r' ∂_k w,                     Δr = r' Δw + r″ Σ_k (∂_k w)²,       r' = -½r³,   r″ = ¾r⁵
 *   ∂_k y = gain (r ∂_k c + c ∂_k r),     Δy = gain (r Δc + 2 Σ_k ∂_k c ∂_k r + c Δr)
 * </pre>
 */
public interface NormalizationRule {

    /**
     * Which normalisation. Arrays have one number for every feature, j, and are padded to whole vectors.
     *
     * @param alpha α
     * @param beta β, 0 where the row's mean counts for nothing
     * @param delta δ, 0 where the row's variance counts for nothing; then β is 0 too
     * @param offsets m
     * @param variances a, positive in the padding too
     * @param gain 0 in the padding
     * @param shift 0 in the padding
     * @param ones 1 for every feature, 0 in the padding
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Formula(
            float alpha,
            float beta,
            float delta,
            float[] offsets,
            float[] variances,
            float[] gain,
            float[] shift,
            float[] ones) {}

    /**
     * The points of a block.
     *
     * @param count points
     * @param features C
     * @param dimensions their coordinates, d
     * @param laplacian whether they carry their Laplacian
     */
    record PointRows(int count, int features, int dimensions, boolean laplacian) {

        /** Rows of a point. */
        int parts() {
            return 1 + dimensions + (laplacian ? 1 : 0);
        }
    }

    /**
     * y with its derivatives.
     *
     * @param means receives u of every row, of the derivatives too
     * @param variances receives w and its derivatives, one number for every row
     */
    void forward(Rows x, Rows y, PointRows points, Formula formula, float[] means, float[] variances);

    /**
     * The gradient by x and its derivatives takes the place of dy, that by y and its. To {@code sums} are added the gradient by shift,
     * from {@code offset} on, and {@code stride} behind it that by gain.
     *
     * @param means u, as {@link #forward} has left them
     * @param variances w, likewise
     */
    void backward(
            Rows x,
            Rows dy,
            PointRows points,
            Formula formula,
            float[] means,
            float[] variances,
            float[] sums,
            int offset,
            int stride);
}
