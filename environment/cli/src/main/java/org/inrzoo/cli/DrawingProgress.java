package org.inrzoo.cli;

import java.util.Locale;
import java.util.function.DoubleConsumer;

/** A line on standard error every few seconds while something is drawn. */
final class DrawingProgress implements DoubleConsumer {

    private static final double SECONDS = 2;

    private final String done;
    private final long start = System.nanoTime();
    private final ReportClock clock = new ReportClock(SECONDS);

    /** Progress of something that is then {@code done}, such as "drawn". */
    DrawingProgress(String done) {
        this.done = done;
    }

    @Override
    public void accept(double part) {
        if (part < 1 && clock.isDue()) {
            double seconds = (System.nanoTime() - start) * 1e-9;
            System.err.printf(
                    Locale.ROOT, "inrzoo: %.0f %% %s%s%n", 100 * part, done, Durations.left(seconds / part - seconds));
        }
    }
}
