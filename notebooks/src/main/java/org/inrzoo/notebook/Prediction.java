package org.inrzoo.notebook;

/** What a reader of an exercise expected, shown again beside what came out. */
public final class Prediction {

    private static final String GRAY = "#57606a";

    private Prediction() {}

    /** Shows it. */
    public static void show(String prediction) {
        String text = prediction == null || prediction.isBlank()
                ? "nothing"
                : prediction.strip().replaceAll("\\s+", " ");
        Check.show(GRAY, "You predicted: " + text);
    }
}
