package org.inrzoo.point;

import java.util.Collections;
import java.util.List;

/**
 * In which units derivatives by the coordinates are: ∂/∂u_k = s_k ∂/∂p_k, where u_k is the place along an axis in any unit, p_k the
 * network's own coordinate in [0,1], and s_k how far p_k moves per unit of u_k.
 *
 * @param factors s_k of every axis, finite; below 0 where an axis runs against its coordinate
 */
public record AxisScales(List<Double> factors) {

    /**
     * Copies the numbers.
     *
     * @throws IllegalArgumentException when one is not finite, or there is none
     */
    public AxisScales {
        factors = List.copyOf(factors);
        if (factors.isEmpty() || !factors.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("there is a finite scale for every axis, unlike " + factors);
        }
    }

    /** The network's own coordinates. */
    public static AxisScales ones(int dimensions) {
        return new AxisScales(Collections.nCopies(dimensions, 1.0));
    }

    /** Axes. */
    public int dimensions() {
        return factors.size();
    }

    /** s_k. */
    public double of(int axis) {
        return factors.get(axis);
    }
}
