package org.inrzoo.cli;

import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.study.StudyListener;

/** Shows on standard error how a study goes: how long it will take, then a bar on a terminal, else a line every few seconds. */
abstract class StudyProgress implements StudyListener, AutoCloseable {

    private static final double LONG = 600;

    private final LoadedImage pixels;

    private StudyProgress(LoadedImage pixels) {
        this.pixels = pixels;
    }

    /** The right display for this process' standard error. */
    static StudyProgress show(LoadedImage pixels) {
        return FitProgress.isTerminal() ? new Bar(pixels) : new Lines(pixels);
    }

    @Override
    public void onNote(String note) {
        System.err.println("inrzoo: " + note);
    }

    @Override
    public void onPlan(int fits, double seconds) {
        System.err.println(plan(fits, pixels, seconds));
    }

    static String plan(int fits, LoadedImage pixels, double seconds) {
        return String.format(
                Locale.ROOT,
                "inrzoo: %d %s of %s, %dx%d, about %s%s",
                fits,
                fits == 1 ? "fit" : "fits",
                pixels.name(),
                pixels.image().width(),
                pixels.image().height(),
                Durations.words(Math.max(1, seconds)),
                seconds < LONG ? "" : "; fewer --steps or --seeds, or a smaller --size, take less");
    }

    /** What is fitted, and how well so far. */
    static String state(StudyStep progress) {
        double psnr = progress.step().score();
        return String.format(
                Locale.ROOT,
                "%s, seed %d%s",
                progress.entry().label(),
                progress.seed(),
                Double.isNaN(psnr) ? "" : String.format(Locale.ROOT, ", %.2f dB", psnr));
    }

    /** A line that covers one of {@code shown} letters which the cursor stands behind. */
    static String inPlaceOf(int shown, String line) {
        return "\r" + line + " ".repeat(Math.max(0, shown - line.length()));
    }

    @Override
    public abstract void close();

    /** A bar that redraws itself: of the time, since fits differ in speed. */
    private static final class Bar extends StudyProgress {

        private static final int PARTS = 1000;
        private static final int ROOM = 20;

        private ProgressBar bar;
        private volatile String fit = "";
        private volatile String state = "";
        private volatile int shown;

        Bar(LoadedImage pixels) {
            super(pixels);
        }

        @Override
        public void onPlan(int fits, double seconds) {
            super.onPlan(fits, seconds);
            bar = new ProgressBarBuilder()
                    .setInitialMax(PARTS)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .setRenderer((progress, width) -> line(progress.getCurrent(), width))
                    .build();
        }

        /** {@code fit 2 of 9 [=======>            ] 41 %, siren, seed 0, 28.31 dB, 12 min left}. */
        private String line(long done, int width) {
            int full = (int) (done * ROOM / PARTS);
            String text = String.format(
                    Locale.ROOT,
                    "%s [%s%s] %2d %%%s",
                    fit,
                    "=".repeat(full),
                    full == ROOM ? "" : ">" + " ".repeat(ROOM - full - 1),
                    100 * done / PARTS,
                    state);
            String line = text.substring(0, Math.max(0, Math.min(text.length(), width)));
            shown = line.length();
            return line;
        }

        /** In place of the bar, which draws itself again below. */
        @Override
        public void onNote(String note) {
            System.err.println(inPlaceOf(shown, "inrzoo: " + note));
        }

        @Override
        public void onStep(StudyStep progress) {
            fit = "fit " + progress.fit() + " of " + progress.fits();
            state = ", " + state(progress) + Durations.left(progress.secondsLeft());
            bar.stepTo(Math.round(PARTS * progress.done()));
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }

    /** Plain lines, the next one no sooner than {@value #SECONDS} seconds after the last. */
    private static final class Lines extends StudyProgress {

        private static final int SECONDS = 5;

        private final ReportClock clock = new ReportClock(SECONDS);

        Lines(LoadedImage pixels) {
            super(pixels);
        }

        @Override
        public void onStep(StudyStep progress) {
            boolean end = progress.step().step() == progress.step().steps();
            if (!clock.isDue() && !end) {
                return;
            }
            System.err.printf(
                    Locale.ROOT,
                    "fit %d of %d, %s, step %d of %d%s%n",
                    progress.fit(),
                    progress.fits(),
                    state(progress),
                    progress.step().step(),
                    progress.step().steps(),
                    Durations.left(progress.secondsLeft()));
        }

        @Override
        public void close() {
            System.err.flush();
        }
    }
}
