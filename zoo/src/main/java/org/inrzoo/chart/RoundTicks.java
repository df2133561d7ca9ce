package org.inrzoo.chart;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnit;
import org.jfree.chart.axis.TickUnitSource;

/** Distances of 1, 2 or 5 times a power of ten, with as many decimals as the distance has. */
final class RoundTicks implements TickUnitSource {

    private static final double[] DIGITS = {1, 2, 5, 10};
    /** What rounding may add to a distance without making it the next one. */
    private static final double ROUNDING = 1e-9;

    private final double least;

    /**
     * @param least the least distance: 1 for values that are whole numbers, 0 for any
     */
    RoundTicks(double least) {
        this.least = least;
    }

    @Override
    public TickUnit getLargerTickUnit(TickUnit unit) {
        return getCeilingTickUnit(unit.getSize() * 1.5);
    }

    @Override
    public TickUnit getCeilingTickUnit(TickUnit unit) {
        return getCeilingTickUnit(unit.getSize());
    }

    @Override
    public NumberTickUnit getCeilingTickUnit(double minimum) {
        double size = Math.max(minimum, least);
        int exponent = (int) Math.floor(Math.log10(size));
        for (double digit : DIGITS) {
            double distance = exponent < 0 ? digit / Math.pow(10, -exponent) : digit * Math.pow(10, exponent);
            if (distance >= size * (1 - ROUNDING)) {
                return new NumberTickUnit(distance, format(digit == 10 ? exponent + 1 : exponent));
            }
        }
        throw new IllegalArgumentException("an axis has no ticks at a distance of " + size);
    }

    private static DecimalFormat format(int exponent) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(Math.max(0, -exponent));
        format.setMaximumFractionDigits(Math.max(0, -exponent));
        return format;
    }
}
