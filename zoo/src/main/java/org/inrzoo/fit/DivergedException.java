package org.inrzoo.fit;

import java.util.Locale;

/** The loss or a gradient is no longer finite. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int step;
    private final transient float[] lastGood;

    DivergedException(int step, double rate, String largestWeight, float[] lastGood) {
        super(String.format(
                Locale.ROOT,
                "the fit diverged at step %d (rate %.3g, largest weight %s): try a smaller rate, such as rate=%.2g",
                step,
                rate,
                largestWeight,
                rate / 3));
        this.step = step;
        this.lastGood = lastGood;
    }

    /** The step that failed, counted from 0. */
    public int step() {
        return step;
    }

    /** The last parameters whose loss and gradient were finite. */
    public float[] lastGood() {
        return lastGood;
    }
}
