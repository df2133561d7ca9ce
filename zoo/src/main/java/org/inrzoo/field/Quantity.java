package org.inrzoo.field;

import org.inrzoo.point.Range;

/**
 * What a network's outputs mean: the value is {@code offset + scale * output}, in the signal's own unit.
 *
 * @param name such as {@code brightness}, {@code amplitude} or {@code signed distance}
 * @param unit of the value; empty where there is none
 * @param scale value per unit of output, not 0
 * @param offset value where the output is 0
 */
public record Quantity(String name, String unit, double scale, double offset) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException when the scale is 0, or either is not finite
     */
    public Quantity {
        if (!Double.isFinite(scale) || scale == 0 || !Double.isFinite(offset)) {
            throw new IllegalArgumentException("a scale and an offset are finite, not " + scale + " and " + offset);
        }
    }

    /** Values from {@code low} to {@code high} that a recipe maps to an interval. */
    public static Quantity between(String name, String unit, double low, double high, Range targets) {
        double scale = (high - low) / targets.length();
        return new Quantity(name, unit, scale, low - targets.low() * scale);
    }

    /** The outputs as they are. */
    public static Quantity asIs(String name) {
        return new Quantity(name, "", 1, 0);
    }

    /** The value that an output means. */
    public double value(double output) {
        return offset + scale * output;
    }

    /** The output that means a value. */
    public double output(double value) {
        return (value - offset) / scale;
    }
}
