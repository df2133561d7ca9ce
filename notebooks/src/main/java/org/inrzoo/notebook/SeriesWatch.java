package org.inrzoo.notebook;

import java.util.Locale;
import org.inrzoo.fit.FitListener;
import org.inrzoo.kernel.Display;

/** Shows how a series of fits goes, all in one line, with the time that is left as if those to come were like those before. */
final class SeriesWatch {

    private final int fits;
    private final ProgressLine line = new ProgressLine();
    private final long start = System.nanoTime();
    private int begun;

    /** A watch for this many fits, at least 1. */
    SeriesWatch(int fits) {
        this.fits = fits;
    }

    /** The listener of the fit that begins now. */
    FitListener next(String label) {
        int number = ++begun;
        return new FitListener() {

            @Override
            public void onStep(Progress progress) {
                boolean end = number == fits && progress.step() == progress.steps();
                if (line.isDue() || end) {
                    double done = number - 1 + (double) progress.step() / progress.steps();
                    line.show(text(label, number, Math.max(fits, number), done, (System.nanoTime() - start) * 1e-9));
                }
            }

            @Override
            public void onNote(String note) {
                Display.display(label + ": " + note);
            }
        };
    }

    static String text(String label, int number, int fits, double done, double seconds) {
        if (done >= fits) {
            return String.format(Locale.ROOT, "%s %d fits, %s", ProgressLine.bar(1), fits, ProgressLine.time(seconds));
        }
        return String.format(
                Locale.ROOT,
                "%s fit %d of %d, about %s left: %s",
                ProgressLine.bar(done / fits),
                number,
                fits,
                ProgressLine.time(seconds / done * (fits - done)),
                label);
    }
}
