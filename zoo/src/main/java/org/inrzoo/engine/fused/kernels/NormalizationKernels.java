package org.inrzoo.engine.fused.kernels;

import org.inrzoo.engine.fused.memory.Rows;

/**
 * Normalisation of a block's {@link Rows} and its gradients, see {@link org.inrzoo.layer.Normalization}.
 *
 * <p>All take {@code count} points of {@code features} features. Arrays of one number per feature are padded to whole
 * vectors; {@code ones} is 1 for every feature and 0 in the padding, which keeps it out of sums over a row. Index j counts features, i
 * points: {@code mean}, {@code gain} and {@code shift} have one number per feature, {@code means} and {@code scales} of a row one per
 * point, as have {@code rowMeans} and {@code rowVariances}.
 */
public interface NormalizationKernels {

    /** squares[j] += Σ (x_ij - means[j])² over the points i. */
    void columnSquares(Rows x, int count, int features, float[] means, float[] squares);

    /** y = slope[j] (x - mean[j]) + shift[j]. */
    void line(Rows x, Rows y, int count, int features, float[] mean, float[] slope, float[] shift);

    /** sums[offset + j] += Σ dy, sums[offset + stride + j] += Σ dy (x - mean[j]) scale[j] over the points. */
    void lineSums(
            Rows x,
            Rows dy,
            int count,
            int features,
            float[] mean,
            float[] scale,
            float[] sums,
            int offset,
            int stride);

    /** dy = a[j] dy + b[j] (x - mean[j]) + c[j]: the gradient by x takes the place of dy. */
    void lineGradient(Rows x, Rows dy, int count, int features, float[] mean, float[] a, float[] b, float[] c);

    /** {@code means} of every point's row, and in {@code squares} its sum of squared deviations from that. */
    void rowMoments(Rows x, int count, int features, float[] ones, float[] means, float[] squares);

    /** values = 1/√(values / divisor + addend); the array has room for whole vectors. */
    void inverseRoots(float[] values, int count, float divisor, float addend);

    /** y = gain[j] (x - means[i]) scales[i] + shift[j]. */
    void rowLine(Rows x, Rows y, int count, int features, float[] means, float[] scales, float[] gain, float[] shift);

    /** sums[offset + j] += Σ dy, sums[offset + stride + j] += Σ dy (x - means[i]) scales[i] over the points. */
    void rowLineSums(
            Rows x,
            Rows dy,
            int count,
            int features,
            float[] means,
            float[] scales,
            float[] sums,
            int offset,
            int stride);

    /**
     * The gradient by x of {@link #rowLine} with a row's own mean and 1/√(biased variance + ε) takes the place of dy.
     */
    void rowLineGradient(Rows x, Rows dy, int count, int features, float[] means, float[] scales, float[] gain);

    /**
     * What cross normalisation takes of the columns.
     *
     * @param points N
     * @param means of every column
     * @param variances of every column, unbiased, plus ε
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Columns(float points, float[] means, float[] variances) {}

    /** scales = r = 1/√(v_j + w_i), v the variances of the columns (plus ε), w those of every point's row, {@code rowVariances}. */
    void crossScales(Rows scales, int count, int features, float[] variances, float[] rowVariances);

    /**
     * y = gain[j] x̂ + shift[j] with x̂ = r (N (x - column mean) + C (x - row mean) + x) / (N + C).
     *
     * @param scales r, from {@link #crossScales}
     * @param rowMeans the row's mean of every point
     */
    void cross(
            Rows x,
            Rows y,
            Rows scales,
            int count,
            int features,
            Columns columns,
            float[] rowMeans,
            float[] gain,
            float[] shift);

    /**
     * Adds to {@code sums}, {@code stride} apart: Σ dy, Σ dy x̂, Σ p and Σ q over the points, where p = gain[j] r dy is
     * the gradient by what is centred, and q = -½ r p x̂ that by the variance.
     */
    void crossSums(
            Rows x,
            Rows dy,
            Rows scales,
            int count,
            int features,
            Columns columns,
            float[] rowMeans,
            float[] gain,
            float[] sums,
            int offset,
            int stride);

    /**
     * The gradient by x takes the place of dy:
     * ((N + C + 1) p - P_j - Σ_row p) / (N + C) + Q_j (x - column mean) + 2/(C-1) Σ_row q (x - row mean).
     *
     * @param p P, what {@link #crossSums} has summed over the whole batch; 0 where the columns are frozen
     * @param q Q, the same for q, times 2/(N-1)
     */
    void crossGradient(
            Rows x,
            Rows dy,
            Rows scales,
            int count,
            int features,
            Columns columns,
            float[] rowMeans,
            float[] gain,
            float[] ones,
            float[] p,
            float[] q);
}
