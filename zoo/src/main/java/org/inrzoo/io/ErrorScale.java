package org.inrzoo.io;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The range of errors that a map of them shows, from 0 to a round number, in a few round steps.
 *
 * @param step  the distance of two ticks: 1, 2 or 5 times a power of ten
 * @param steps how many steps make up the range
 * @param max   the largest error, which may lie beyond the range
 */
record ErrorScale(BigDecimal step, int steps, double max) {

    /** The part of all errors that the range is to hold; the few largest would leave no colours for the others. */
    private static final double SHOWN = 0.999;

    private static final int MAX_STEPS = 5;
    private static final double RANGE_WITHOUT_ERRORS = 0.01;
    /** What single precision may add to a round number without making it the next one. */
    private static final double ROUNDING = 1e-6;

    /** The scale for these errors, each at least 0; there must be at least one. */
    static ErrorScale of(float[] errors) {
        float[] sorted = errors.clone();
        Arrays.sort(sorted);
        double max = sorted[sorted.length - 1];
        double wanted = sorted[(int) Math.ceil(SHOWN * sorted.length) - 1];
        if (wanted == 0) {
            wanted = max > 0 ? max : RANGE_WITHOUT_ERRORS;
        }
        BigDecimal step = roundUp(wanted / MAX_STEPS);
        return new ErrorScale(step, (int) Math.ceil(wanted / step.doubleValue() - ROUNDING), max);
    }

    /** The end of the range. */
    double top() {
        return step.doubleValue() * steps;
    }

    /** Whether there are errors beyond the range. */
    boolean isClipped() {
        return max > top() * (1 + ROUNDING);
    }

    /** The texts for the ticks from 0 to the top, which says so if larger errors are clipped to it. */
    List<String> labels() {
        return IntStream.rangeClosed(0, steps).mapToObj(this::label).toList();
    }

    private String label(int tick) {
        if (tick == 0) {
            return "0";
        }
        String number = step.multiply(BigDecimal.valueOf(tick)).toPlainString();
        return tick == steps && isClipped() ? "\u2265 " + number : number;
    }

    private static BigDecimal roundUp(double x) {
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(x)));
        for (int digit : new int[] {1, 2, 5}) {
            BigDecimal step = unit.multiply(BigDecimal.valueOf(digit));
            if (step.doubleValue() >= x * (1 - ROUNDING)) {
                return step;
            }
        }
        return unit.scaleByPowerOfTen(1);
    }
}
