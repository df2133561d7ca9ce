package org.inrzoo.engine.fused;

/**
 * The products of {@link org.inrzoo.layer.SparseHeads}: a few features, picked by number, for each of many heads.
 *
 * <p>Features and heads lie in lines of {@code points} numbers, one for each point and a multiple of the vector length,
 * so that a vector holds one feature at neighbouring points and picking a feature costs no more than reading it.
 */
interface HeadProducts {

    /**
     * y_k = y_k + Σ_j v_kj x[S_kj] for the heads k from {@code from} until before {@code to}.
     *
     * @param x [features][points]
     * @param parameters holds v, [heads][alpha], from {@code weightsAt} on and S, as whole numbers, from
     *     {@code connectionsAt} on
     * @param y [heads][points]
     */
    void forward(
            float[] x,
            int xAt,
            int points,
            float[] parameters,
            int weightsAt,
            int connectionsAt,
            int alpha,
            int from,
            int to,
            float[] y,
            int yAt);

    /**
     * dv_kj += dy_k · x[S_kj] and dx[S_kj] += v_kj dy_k for the heads k from {@code from} until before {@code to}.
     *
     * @param dy [heads][points]
     * @param dx [features][points]
     * @param dv [heads][alpha]
     */
    void backward(
            float[] x,
            int xAt,
            int points,
            float[] parameters,
            int weightsAt,
            int connectionsAt,
            int alpha,
            int from,
            int to,
            float[] dy,
            int dyAt,
            float[] dx,
            int dxAt,
            float[] dv,
            int dvAt);
}
