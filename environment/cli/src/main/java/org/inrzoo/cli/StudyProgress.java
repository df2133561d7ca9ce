package org.inrzoo.cli;

import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.inrzoo.study.About;
import org.inrzoo.study.StudyListener;

/** Shows on standard error how a study goes: how long it will take, then a bar on a terminal, else a line every few seconds. */
abstract class StudyProgress implements StudyListener, AutoCloseable {

    private static final double LONG = 600;

    private final About about;
    private final String smaller;

    private StudyProgress(About about, String smaller) {
        this.about = about;
        this.smaller = smaller;
    }

    /**
     * The right display for this process' standard error.
     *
     * @param about what is fitted
     * @param smaller what of it would take less time
     */
    static StudyProgress show(About about, String smaller) {
        return FitProgress.isTerminal() ? new Bar(about, smaller) : new Lines(about, smaller);
    }

    @Override
    public void onNote(String note) {
        System.err.println("inrzoo: " + note);
    }

    @Override
    public void onPlan(int fits, double seconds) {
        System.err.println(plan(fits, about, smaller, seconds));
    }

    static String plan(int fits, About about, String smaller, double seconds) {
        return String.format(
                Locale.ROOT,
                "inrzoo: %d %s of %s, about %s%s",
                fits,
                fits == 1 ? "fit" : "fits",
                about.text(),
                Durations.words(Math.max(1, seconds)),
                seconds < LONG ? "" : "; fewer --seeds, " + smaller + " take less");
    }

    /** What is fitted, and how well so far. */
    static String state(StudyStep progress) {
        String quality = progress.step().quality();
        return String.format(
                Locale.ROOT,
                "%s, seed %d%s",
                progress.entry().label(),
                progress.seed(),
                quality.isEmpty() ? "" : ", " + quality);
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

        Bar(About about, String smaller) {
            super(about, smaller);
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

        Lines(About about, String smaller) {
            super(about, smaller);
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
