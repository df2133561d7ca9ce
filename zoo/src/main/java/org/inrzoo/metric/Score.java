package org.inrzoo.metric;

import java.util.Locale;

/**
 * How good something is by one measure.
 *
 * @param measure what the number says
 * @param value the number; NaN where there is none
 */
public record Score(Measure measure, double value) {

    /** The value with its unit, or with its name where it has no unit: {@code 31.25 dB}, {@code iou 0.9912}. */
    public String text() {
        return measure.unit().isEmpty()
                ? String.format(Locale.ROOT, "%s %.4f", measure.name(), value)
                : String.format(Locale.ROOT, "%.2f %s", value, measure.unit());
    }

    @Override
    public String toString() {
        return measure.unit().isEmpty() ? text() : measure.name() + " " + text();
    }
}
