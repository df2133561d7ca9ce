package org.inrzoo.notebook;

import java.util.Locale;
import org.inrzoo.kernel.Display;

/** A line of text that a notebook replaces by its next version; elsewhere its versions are printed, not too often. */
final class ProgressLine {

    private static final int CELLS = 20;
    private static final long SHOWN_EVERY_NANOS = 500_000_000L;
    private static final long PRINTED_EVERY_NANOS = 5_000_000_000L;

    private long last = System.nanoTime();
    private String place;

    /** Whether the time has come for another version. */
    boolean isDue() {
        return System.nanoTime() - last >= (Display.attached() ? SHOWN_EVERY_NANOS : PRINTED_EVERY_NANOS);
    }

    void show(String line) {
        last = System.nanoTime();
        if (place == null) {
            place = Display.display(line);
        } else if (Display.attached()) {
            Display.updateDisplay(place, line);
        } else {
            System.out.println(line);
        }
    }

    /** A bar of which a part is full. */
    static String bar(double done) {
        int full = (int) (CELLS * done);
        return "\u2588".repeat(full) + "\u2591".repeat(CELLS - full);
    }

    /** A time as people say it: a part of it in seconds, or in minutes, or in hours. */
    static String time(double seconds) {
        if (seconds < 99.5) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        return seconds < 99.5 * 60
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }
}
