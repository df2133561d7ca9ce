package org.inrzoo.scan;

import java.util.Arrays;

/**
 * Simultaneous iterative reconstruction: x ← max(0, x + C Aᵀ R (b - Ax)), where R and C hold the inverse sums of A's rows and
 * columns (Gregor and Benson, IEEE Trans. Med. Imaging 27, 2008).
 *
 * @param operator A, whose entries are not negative
 * @param iterations at least 1
 */
public record Sirt(LinearOperator operator, int iterations) {

    /** The picture that explains the measurements b, without negative values. */
    public double[] reconstruct(double[] measurements) {
        LinearOperator.require(measurements, operator.outputs());
        double[] rows = inverse(operator.apply(ones(operator.inputs())));
        double[] columns = inverse(operator.adjoint(ones(operator.outputs())));
        double[] x = new double[operator.inputs()];
        for (int i = 0; i < iterations; i++) {
            double[] residual = operator.apply(x);
            for (int j = 0; j < residual.length; j++) {
                residual[j] = rows[j] * (measurements[j] - residual[j]);
            }
            double[] step = operator.adjoint(residual);
            for (int j = 0; j < x.length; j++) {
                x[j] = Math.max(0, x[j] + columns[j] * step[j]);
            }
        }
        return x;
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] inverse(double[] sums) {
        return Arrays.stream(sums).map(sum -> sum > 1e-12 ? 1 / sum : 0).toArray();
    }
}
