package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.layer.DerivativeOrder;

/**
 * The complex Gabor wavelet of points that carry their derivatives by the coordinates. It is y = e^w of z = a + ib with
 *
 * <pre>
 * w     = -ωb - σ²(a² + b²) + iωa
 * ∂_k y = y ∂_k w,   Δy = y (Δw + Σ_k (∂_k w)²)
 * </pre>
 */
final class GaborDerivativeStage implements LayerStage {

    private final LayerStage values;
    private final Rows wavelets;
    private final int features;
    private final float omega;
    private final float sharpness;
    private final Block block;
    private final boolean laplacian;
    private final float[] slopes; // ∂_k w, real and imaginary

    /**
     * A stage for one thread.
     *
     * @param values computes y of the points' values, of which {@code wavelets} keeps a copy in training
     * @param features that enter and leave, an even number
     */
    GaborDerivativeStage(LayerStage values, Rows wavelets, int features, float omega, float sigma, Block block) {
        this.values = values;
        this.wavelets = wavelets;
        this.features = features;
        this.omega = omega;
        this.block = block;
        sharpness = 2 * sigma * sigma;
        laplacian = block.order() == DerivativeOrder.LAPLACIAN;
        slopes = new float[2 * block.dimensions()];
    }

    @Override
    public void forward(Rows x, Rows y, boolean training) {
        values.forward(x, y, true);
        for (int feature = 0; feature < features; feature += 2) {
            for (int point = 0; point < block.count(); point++) {
                forward(x.data(), x.index(point, feature), y.data(), y.index(point, feature));
            }
        }
    }

    /** Floats from one part of a point to the next. */
    private int stride() {
        return block.count() * Rows.WIDTH;
    }

    private void forward(float[] x, int at, float[] y, int to) {
        float real = y[to];
        float imaginary = y[to + 1];
        int stride = stride();
        int d = block.dimensions();
        slope(x, at);
        for (int k = 0; k < d; k++) {
            int part = to + (1 + k) * stride;
            y[part] = real * slopes[2 * k] - imaginary * slopes[2 * k + 1];
            y[part + 1] = real * slopes[2 * k + 1] + imaginary * slopes[2 * k];
        }
        if (laplacian) {
            int part = to + (1 + d) * stride;
            float bendReal = bendReal(x, at);
            float bendImaginary = bendImaginary(x, at);
            y[part] = real * bendReal - imaginary * bendImaginary;
            y[part + 1] = real * bendImaginary + imaginary * bendReal;
        }
    }

    /** ∂_k w = -ω ∂_k b - 2σ²(a ∂_k a + b ∂_k b) + iω ∂_k a. */
    private void slope(float[] x, int at) {
        for (int k = 0; k < block.dimensions(); k++) {
            int part = at + (1 + k) * stride();
            slopes[2 * k] = -omega * x[part + 1] - sharpness * (x[at] * x[part] + x[at + 1] * x[part + 1]);
            slopes[2 * k + 1] = omega * x[part];
        }
    }

    /** The real part of Δw + Σ_k (∂_k w)²; Δw's is -ωΔb - 2σ²(aΔa + bΔb + Σ_k (∂_k a)² + (∂_k b)²). */
    private float bendReal(float[] x, int at) {
        int last = at + (1 + block.dimensions()) * stride();
        float lengths = x[at] * x[last] + x[at + 1] * x[last + 1];
        float squares = 0;
        for (int k = 0; k < block.dimensions(); k++) {
            int part = at + (1 + k) * stride();
            lengths += x[part] * x[part] + x[part + 1] * x[part + 1];
            squares += slopes[2 * k] * slopes[2 * k] - slopes[2 * k + 1] * slopes[2 * k + 1];
        }
        return -omega * x[last + 1] - sharpness * lengths + squares;
    }

    /** The imaginary part, of which Δw's is ωΔa. */
    private float bendImaginary(float[] x, int at) {
        float squares = 0;
        for (int k = 0; k < block.dimensions(); k++) {
            squares += 2 * slopes[2 * k] * slopes[2 * k + 1];
        }
        return omega * x[at + (1 + block.dimensions()) * stride()] + squares;
    }

    @Override
    public Rows backward(Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
        for (int feature = 0; feature < features; feature += 2) {
            for (int point = 0; point < block.count(); point++) {
                float real = wavelets.data()[wavelets.index(point, feature)];
                float imaginary = wavelets.data()[wavelets.index(point, feature + 1)];
                backward(x.data(), x.index(point, feature), real, imaginary, dy.data(), dy.index(point, feature));
            }
        }
        return dy;
    }

    /** From the gradient g by y and its derivatives, pairs (real, imaginary), to that by a and b and theirs. */
    private void backward(float[] x, int at, float real, float imaginary, float[] g, int to) {
        int stride = stride();
        int d = block.dimensions();
        int last = (1 + d) * stride;
        slope(x, at);
        // by y: g + Σ_k conj(∂_k w) g_k + conj(Δw + Σ_k (∂_k w)²) g_Δ
        float byReal = g[to];
        float byImaginary = g[to + 1];
        for (int k = 0; k < d; k++) {
            int part = to + (1 + k) * stride;
            byReal += slopes[2 * k] * g[part] + slopes[2 * k + 1] * g[part + 1];
            byImaginary += slopes[2 * k] * g[part + 1] - slopes[2 * k + 1] * g[part];
        }
        float bendReal = 0; // conj(y) g_Δ, the gradient by Δw
        float bendImaginary = 0;
        if (laplacian) {
            float c = bendReal(x, at);
            float s = bendImaginary(x, at);
            byReal += c * g[to + last] + s * g[to + last + 1];
            byImaginary += c * g[to + last + 1] - s * g[to + last];
            bendReal = real * g[to + last] + imaginary * g[to + last + 1];
            bendImaginary = real * g[to + last + 1] - imaginary * g[to + last];
        }
        // by w: conj(y) times that
        float exponent = real * byReal + imaginary * byImaginary;
        float a = -sharpness * x[at];
        float b = -omega - sharpness * x[at + 1];
        float byA = exponent * a + (real * byImaginary - imaginary * byReal) * omega;
        float byB = exponent * b;
        for (int k = 0; k < d; k++) {
            int from = at + (1 + k) * stride;
            int part = to + (1 + k) * stride;
            // by ∂_k w: conj(y) g_k + 2 conj(∂_k w) conj(y) g_Δ
            float r = real * g[part]
                    + imaginary * g[part + 1]
                    + 2 * (slopes[2 * k] * bendReal + slopes[2 * k + 1] * bendImaginary);
            float i = real * g[part + 1]
                    - imaginary * g[part]
                    + 2 * (slopes[2 * k] * bendImaginary - slopes[2 * k + 1] * bendReal);
            byA -= sharpness * r * x[from];
            byB -= sharpness * r * x[from + 1];
            g[part] = r * a + i * omega - 2 * sharpness * bendReal * x[from];
            g[part + 1] = r * b - 2 * sharpness * bendReal * x[from + 1];
        }
        if (laplacian) {
            byA -= sharpness * bendReal * x[at + last];
            byB -= sharpness * bendReal * x[at + last + 1];
            g[to + last] = bendReal * a + bendImaginary * omega;
            g[to + last + 1] = bendReal * b;
        }
        g[to] = byA;
        g[to + 1] = byB;
    }
}
