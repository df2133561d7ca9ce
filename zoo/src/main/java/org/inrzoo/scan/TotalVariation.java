package org.inrzoo.scan;

/**
 * The classical compressed-sensing reconstruction: min ½‖Ax - b‖² + λ TV(x), isotropic total variation of a picture, by the
 * primal–dual iteration of Chambolle and Pock (J. Math. Imaging Vis. 40, 2011, Algorithm 1).
 *
 * @param operator A with ‖A‖ at most 1, such as {@link FourierSampling}
 * @param rows of the picture
 * @param columns of the picture
 * @param weight λ, at least 0
 * @param iterations at least 1
 */
public record TotalVariation(LinearOperator operator, int rows, int columns, double weight, int iterations) {

    /** The picture, [rows, columns], that explains the {@code measurements}, b. */
    public double[] reconstruct(double[] measurements) {
        LinearOperator.require(measurements, operator.outputs());
        int pixels = rows * columns;
        double step = 1 / Math.sqrt(1 + 8); // ‖A‖² ≤ 1, ‖∇‖² ≤ 8
        double[] x = operator.adjoint(measurements);
        double[] ahead = x.clone();
        double[] p = new double[measurements.length];
        double[] down = new double[pixels];
        double[] right = new double[pixels];
        for (int i = 0; i < iterations; i++) {
            double[] projected = operator.apply(ahead);
            for (int j = 0; j < p.length; j++) {
                p[j] = (p[j] + step * (projected[j] - measurements[j])) / (1 + step);
            }
            ascend(ahead, step, down, right);
            double[] back = operator.adjoint(p);
            for (int at = 0; at < pixels; at++) {
                double next = x[at] - step * (back[at] + gradientAdjoint(down, right, at));
                ahead[at] = 2 * next - x[at];
                x[at] = next;
            }
        }
        return x;
    }

    /** The dual step of the variation: the gradient is added, and each pixel's vector is kept no longer than λ. */
    private void ascend(double[] x, double step, double[] down, double[] right) {
        for (int at = 0; at < x.length; at++) {
            double d = down[at] + step * (at / columns + 1 < rows ? x[at + columns] - x[at] : 0);
            double r = right[at] + step * (at % columns + 1 < columns ? x[at + 1] - x[at] : 0);
            double length = Math.max(1, Math.hypot(d, r) / Math.max(weight, 1e-300));
            down[at] = d / length;
            right[at] = r / length;
        }
    }

    private double gradientAdjoint(double[] down, double[] right, int at) {
        double sum = 0;
        if (at / columns + 1 < rows) {
            sum -= down[at];
        }
        if (at / columns > 0) {
            sum += down[at - columns];
        }
        if (at % columns + 1 < columns) {
            sum -= right[at];
        }
        if (at % columns > 0) {
            sum += right[at - 1];
        }
        return sum;
    }
}
