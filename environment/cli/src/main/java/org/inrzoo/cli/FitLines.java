package org.inrzoo.cli;

import java.util.Locale;
import org.inrzoo.fit.FitListener;

/** A line on standard error every few seconds of a fit that is one of several; short fits have none. */
final class FitLines implements FitListener {

    private static final int SECONDS = 5;

    private final ReportClock clock = new ReportClock(SECONDS);
    private long start;
    private int last = Integer.MAX_VALUE;

    @Override
    public int stepsAtOnce() {
        return Integer.MAX_VALUE; // it shows the latest
    }

    @Override
    public void onStep(Progress progress) {
        if (progress.step() <= last) {
            start = System.nanoTime();
        }
        last = progress.step();
        if (clock.isDue() && progress.step() > 1) {
            double perStep = (System.nanoTime() - start) * 1e-9 / (progress.step() - 1);
            String quality = progress.quality();
            System.err.printf(
                    Locale.ROOT,
                    "step %d of %d%s%s%n",
                    progress.step(),
                    progress.steps(),
                    quality.isEmpty() ? "" : ": " + quality,
                    Durations.left(perStep * (progress.steps() - progress.step()))
                            .replace(" left", " left of this fit"));
        }
    }
}
