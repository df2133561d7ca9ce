package org.inrzoo.engine.fused.kernels;

/**
 * The products of {@link org.inrzoo.layer.SparseHeads}: a few features, picked by number, for each of many heads.
 *
 * <p>Features and heads lie in lines of {@code points} numbers, one for each point and a multiple of the vector length,
 * so that a vector holds one feature at neighbouring points and picking a feature costs no more than reading it. The network's
 * {@code parameters} hold the weights v and the picked numbers S, each from an offset on.
 */
public interface HeadProducts {

    /**
     * y_k = y_k + Σ_j v_kj x[S_kj] for the heads k from {@code from} until before {@code to}.
     *
     * @param x [features][points]
     * @param parameters holds v, [heads][alpha], from {@code weightsOffset} on and S, as whole numbers, from
     *     {@code connectionsOffset} on
     * @param y [heads][points]
     */
    void forward(
            float[] x,
            int xOffset,
            int points,
            float[] parameters,
            int weightsOffset,
            int connectionsOffset,
            int alpha,
            int from,
            int to,
            float[] y,
            int yOffset);

    /**
     * dv_kj += dy_k · x[S_kj] and dx[S_kj] += v_kj dy_k for the heads k from {@code from} until before {@code to}.
     *
     * @param dy [heads][points]
     * @param dx [features][points]
     * @param dv [heads][alpha]
     */
    void backward(
            float[] x,
            int xOffset,
            int points,
            float[] parameters,
            int weightsOffset,
            int connectionsOffset,
            int alpha,
            int from,
            int to,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            float[] dv,
            int dvOffset);
}
