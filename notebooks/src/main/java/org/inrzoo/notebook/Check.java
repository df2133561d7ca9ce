package org.inrzoo.notebook;

import org.inrzoo.kernel.Display;

/**
 * Checks a reader's answer in an exercise of a single notebook: shows a green line when it is right, a red one with a hint
 * when it is not. What is expected is never shown; where the notebook's code must not show it either, write a class as those
 * of {@link org.inrzoo.notebook.checks}, with a {@link Sheet}.
 *
 * <p>A wrong answer also throws an {@link AssertionError}, which stops the cell and lets a grader see it. Check cells call
 * these methods by their full name, {@code org.inrzoo.notebook.Check.that(…)}, which no class of a cell can take.
 */
public final class Check {

    private static final String GREEN = "#1a7f37";
    private static final String RED = "#c62828";

    /** Set where a notebook is executed from top to bottom, and of a cell that fails only the failure is told. */
    private static final String UNATTENDED = "INRZOO_UNATTENDED";

    private Check() {}

    /**
     * Checks a condition.
     *
     * @param what what is checked, such as {@code "the first layer's weights stay within 1/n"}
     * @param hint where to look when it does not hold
     * @throws AssertionError when the condition does not hold
     */
    public static void that(String what, boolean condition, String hint) {
        new Trial(what).that(condition, hint);
        right(what);
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
        new Trial(what).close(actual, expected, tolerance, hint);
        right(what);
    }

    /**
     * Checks the array {@code actual} against the {@code expected} one, value by value.
     *
     * @param what as of {@link #that}
     * @param tolerance as of {@link #close(String, double, double, double, String)}
     * @param hint as of {@link #that}
     * @throws AssertionError when the lengths differ or a value does; names the first such value's index
     */
    public static void close(String what, double[] actual, double[] expected, double tolerance, String hint) {
        new Trial(what).close(actual, expected, tolerance, hint);
        right(what);
    }

    /**
     * Checks the array {@code actual} against the {@code expected} one, in single precision.
     *
     * @throws AssertionError as of {@link #close(String, double[], double[], double, String)}
     */
    public static void close(String what, float[] actual, float[] expected, double tolerance, String hint) {
        close(what, Trial.widened(actual), Trial.widened(expected), tolerance, hint);
    }

    static void right(String what) {
        show(GREEN, "\u2713 " + what);
    }

    /** Shows what is wrong, and makes the failure that stops the cell. */
    static AssertionError wrong(String sentence) {
        String line = "\u2717 " + sentence;
        show(RED, line);
        AssertionError failure = new AssertionError(message(line, System.getenv(UNATTENDED) != null));
        failure.setStackTrace(new StackTraceElement[0]);
        return failure;
    }

    /**
     * What the failure says: where to look, or the line itself where nobody looks at what cells show, so that each reader
     * sees it once.
     *
     * @param unattended whether only the failure will be seen
     */
    static String message(String line, boolean unattended) {
        return "not yet: " + (unattended ? line : "the line above says what to look at");
    }

    static void show(String color, String line) {
        if (Display.attached()) {
            Display.display("<span style=\"color:" + color + "\">" + escaped(line) + "</span>", "text/html");
        } else {
            System.out.println(line);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
