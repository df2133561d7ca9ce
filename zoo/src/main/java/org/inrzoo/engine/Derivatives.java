package org.inrzoo.engine;

import java.util.Arrays;
import java.util.Objects;
import org.inrzoo.layer.DerivativeOrder;

/**
 * A network's outputs and their derivatives by the coordinates p in [0,1]^d at some points, each axis' in its unit, by {@linkplain
 * org.inrzoo.point.AxisScales scales} s that are 1 unless others were asked for; or numbers that belong to each of these, such as a
 * loss' gradient by them.
 *
 * @param values y, [points, outputs], row-major
 * @param gradients s_k ∂y/∂p_k, [points, outputs, d], row-major; empty where only values were wanted
 * @param laplacians Σ_k s_k² ∂²y/∂p_k², [points, outputs], row-major; empty where they were not wanted
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Derivatives(float[] values, float[] gradients, float[] laplacians) {

    /** Zeros for so many points. */
    public static Derivatives zeros(DerivativeOrder order, int points, int outputs, int dimensions) {
        int values = Math.multiplyExact(points, outputs);
        boolean sloped = order.holds(DerivativeOrder.GRADIENT);
        boolean curved = order.holds(DerivativeOrder.LAPLACIAN);
        return new Derivatives(
                new float[values],
                new float[sloped ? Math.multiplyExact(values, dimensions) : 0],
                new float[curved ? values : 0]);
    }

    /** Equal where all they hold is, number by number. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Derivatives that
                && Arrays.equals(values, that.values)
                && Arrays.equals(gradients, that.gradients)
                && Arrays.equals(laplacians, that.laplacians);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(values), Arrays.hashCode(gradients), Arrays.hashCode(laplacians));
    }

    @Override
    public String toString() {
        return "Derivatives[" + values.length + " values, " + gradients.length + " slopes, " + laplacians.length
                + " Laplacians]";
    }
}
