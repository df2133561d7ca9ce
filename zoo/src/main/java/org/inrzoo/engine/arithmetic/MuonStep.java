package org.inrzoo.engine.arithmetic;

/**
 * A step of Muon, Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks", with Nesterov's momentum, and the steps'
 * length of Liu et al. 2025 (arXiv 2502.16982, eq. 4), for a matrix W, m × n, with gradient G.
 *
 * <pre>
 *   M = μ M + (1-μ) G        U = μ M + (1-μ) G        X = U / (1.01 ‖U‖_F), of the transposed where n &gt; m
 *   five times: A = XᵀX,  X = X (a I + b A + c A²)    a, b, c = 3.4445, -4.7750, 2.0315
 *   W = W - rate · 0.2 √max(m, n) · X
 * </pre>
 *
 * The iteration of Newton and Schulz takes all singular values of X to between about 0.7 and 1.2.
 *
 * @param decay μ, from 0, below 1
 * @param rate the learning rate, from 0
 */
public record MuonStep(float decay, double rate) {

    /** Of a training without such matrices. */
    public static final MuonStep NONE = new MuonStep(0, 0);

    /** Times that Newton's and Schulz' iteration is done. */
    public static final int ITERATIONS = 5;

    /** What X is multiplied by in an iteration. */
    public static final float A = 3.4445f;

    /** What XA is multiplied by. */
    public static final float B = -4.7750f;

    /** What XA² is multiplied by. */
    public static final float C = 2.0315f;

    /** Keeps the largest singular value below 1 whatever is rounded. */
    public static final double MARGIN = 1.01;

    private static final double LENGTH = 0.2;

    /** What X is multiplied by when it is taken off a matrix of this longer side. */
    public float length(int longerSide) {
        return (float) (rate * LENGTH * Math.sqrt(longerSide));
    }
}
