package org.inrzoo.notebook;

import java.util.Locale;
import org.inrzoo.kernel.Display;

/**
 * Checks a reader's answer in an exercise: shows a green line when it is right, a red one with a hint when it is not. What is
 * expected is never shown, so that it remains to be found.
 *
 * <p>A wrong answer also throws an {@link AssertionError}, which stops the cell and lets a grader see it.
 */
public final class Check {

    private static final String RIGHT = "\u2713";
    private static final String WRONG = "\u2717";
    private static final String GREEN = "#1a7f37";
    private static final String RED = "#c62828";

    private Check() {}

    /**
     * Checks a condition.
     *
     * @param what what is checked, such as {@code "the first layer's weights stay within 1/n"}
     * @param hint where to look when it does not hold
     * @throws AssertionError when the condition does not hold
     */
    public static void that(String what, boolean condition, String hint) {
        if (!condition) {
            throw wrong(what, "", hint);
        }
        show(GREEN, RIGHT + " " + what);
    }

    /**
     * Checks a number.
     *
     * @param what as of {@link #that}
     * @param tolerance greatest difference allowed, at least 0; a NaN is always wrong
     * @param hint as of {@link #that}
     * @throws AssertionError when the numbers differ by more
     */
    public static void close(String what, double actual, double expected, double tolerance, String hint) {
        if (!isClose(actual, expected, tolerance)) {
            throw wrong(what, "you have " + number(actual), hint);
        }
        show(GREEN, RIGHT + " " + what);
    }

    /**
     * Checks an array of numbers, value by value.
     *
     * @param what as of {@link #that}
     * @param tolerance as of {@link #close(String, double, double, double, String)}
     * @param hint as of {@link #that}
     * @throws AssertionError when the lengths differ or a value does; names the first such value's index
     */
    public static void close(String what, double[] actual, double[] expected, double tolerance, String hint) {
        if (actual == null) {
            throw wrong(what, "you have null", hint);
        }
        if (actual.length != expected.length) {
            throw wrong(what, "you have " + actual.length + " values where there should be " + expected.length, hint);
        }
        for (int i = 0; i < actual.length; i++) {
            if (!isClose(actual[i], expected[i], tolerance)) {
                throw wrong(what, "you have " + number(actual[i]) + " at index " + i, hint);
            }
        }
        show(GREEN, RIGHT + " " + what);
    }

    /**
     * Checks an array of numbers in single precision.
     *
     * @throws AssertionError as of {@link #close(String, double[], double[], double, String)}
     */
    public static void close(String what, float[] actual, float[] expected, double tolerance, String hint) {
        close(what, widened(actual), widened(expected), tolerance, hint);
    }

    private static double[] widened(float[] values) {
        if (values == null) {
            return null;
        }
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
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

    private static AssertionError wrong(String what, String found, String hint) {
        String text = what + (found.isEmpty() ? "" : ": " + found) + ". Hint: " + hint;
        show(RED, WRONG + " " + text);
        return new AssertionError("not yet: " + text);
    }

    private static void show(String colour, String line) {
        if (Display.attached()) {
            Display.display("<span style=\"color:" + colour + "\">" + escaped(line) + "</span>", "text/html");
        } else {
            System.out.println(line);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
