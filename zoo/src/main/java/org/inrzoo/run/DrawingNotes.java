package org.inrzoo.run;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/** Says every some seconds how far the drawing of a large picture is, and how long it will still take. */
final class DrawingNotes implements DoubleConsumer {

    private static final double SECONDS = 10;

    private final Consumer<String> notes;
    private final long start = System.nanoTime();
    private double told;

    DrawingNotes(Consumer<String> notes) {
        this.notes = notes;
    }

    /** Is told which part is done, from 0 to 1. */
    @Override
    public void accept(double part) {
        double seconds = (System.nanoTime() - start) * 1e-9;
        if (part < 1 && seconds > told + SECONDS) {
            told = seconds;
            notes.accept(String.format(
                    Locale.ROOT,
                    "drawing and scoring all pixels: %.0f %%, %.0f s left",
                    100 * part,
                    seconds / part - seconds));
        }
    }
}
