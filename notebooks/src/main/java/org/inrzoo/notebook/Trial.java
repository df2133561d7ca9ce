package org.inrzoo.notebook;

import java.util.Locale;

/** One trial of an answer: compares what it gave with what is expected, and says what is wrong, not what is right. */
public final class Trial {

    private final String what;
    private String given = "";

    Trial(String what) {
        this.what = what;
    }

    /** Says with what the answer is tried from now on, such as {@code "n = 3"}; failures name it. */
    public Trial given(String input) {
        given = ", for " + input;
        return this;
    }

    /**
     * Wants a condition.
     *
     * @param hint where to look when it does not hold
     * @throws AssertionError when it does not
     */
    public void that(boolean condition, String hint) {
        if (!condition) {
            throw wrong("", hint);
        }
    }

    /**
     * Wants a whole number.
     *
     * @throws AssertionError when it is another one
     */
    public void equal(long actual, long expected, String hint) {
        if (actual != expected) {
            throw wrong("you have " + actual, hint);
        }
    }

    /**
     * Wants a number.
     *
     * @param tolerance greatest difference allowed, at least 0; a NaN is always wrong
     * @throws AssertionError when the numbers differ by more
     */
    public void close(double actual, double expected, double tolerance, String hint) {
        if (!isClose(actual, expected, tolerance)) {
            throw wrong("you have " + number(actual), hint);
        }
    }

    /**
     * Wants the numbers {@code actual} to be those {@code expected}, one by one.
     *
     * @param tolerance as of {@link #close(double, double, double, String)}
     * @throws AssertionError when there are more or fewer, or one differs by more
     */
    public void close(double[] actual, double[] expected, double tolerance, String hint) {
        if (actual == null) {
            throw wrong("you have null", hint);
        }
        if (actual.length != expected.length) {
            throw wrong("you have " + actual.length + " values where there should be " + expected.length, hint);
        }
        for (int i = 0; i < actual.length; i++) {
            if (!isClose(actual[i], expected[i], tolerance)) {
                throw wrong("you have " + number(actual[i]) + " at index " + i, hint);
            }
        }
    }

    /**
     * Wants the table of numbers {@code actual} to be the one {@code expected}, row by row.
     *
     * @param tolerance as of {@link #close(double, double, double, String)}
     * @throws AssertionError when there are more or fewer rows or values, or one differs by more
     */
    public void close(double[][] actual, double[][] expected, double tolerance, String hint) {
        if (actual == null || actual.length != expected.length) {
            throw wrong(
                    "you have "
                            + (actual == null
                                    ? "null"
                                    : actual.length + " rows where there should be " + expected.length),
                    hint);
        }
        String before = given;
        for (int i = 0; i < actual.length; i++) {
            given = before + ", row " + i;
            close(actual[i], expected[i], tolerance, hint);
        }
        given = before;
    }

    /** What is wrong where the answer threw an exception of its own. */
    void thrown(Throwable exception) {
        wrong(
                "your code throws " + exception.getClass().getSimpleName()
                        + (exception.getMessage() == null ? "" : ", " + exception.getMessage()),
                "the red lines say where");
    }

    private AssertionError wrong(String found, String hint) {
        return Check.wrong(what + given + (found.isEmpty() ? "" : ": " + found) + ". Hint: " + hint);
    }

    /** Equal infinities are close, though their difference is none. */
    private static boolean isClose(double actual, double expected, double tolerance) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("a tolerance is at least 0, not " + tolerance);
        }
        return actual == expected || Math.abs(actual - expected) <= tolerance;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    static double[] widened(float[] values) {
        if (values == null) {
            return null;
        }
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
