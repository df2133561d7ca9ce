package org.inrzoo.cli;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.inrzoo.fit.FitListener;
import org.inrzoo.run.RunningFit;

/** Shows on standard error how a fit goes: a bar on a terminal, else a line every few seconds. */
interface FitProgress extends FitListener, AutoCloseable {

    @Override
    void close();

    @Override
    default int stepsAtOnce() {
        return Integer.MAX_VALUE; // it shows the latest
    }

    @Override
    default void onNote(String note) {
        System.err.println("inrzoo: " + note);
    }

    /** The right display for this process' standard error; the launcher knows whether it is a terminal. */
    static FitProgress show(RunningFit run) {
        return isTerminal() ? new Bar(run) : new Lines(run);
    }

    static boolean isTerminal() {
        return Boolean.getBoolean("inrzoo.terminal");
    }

    private static String quality(Progress progress) {
        String quality = progress.quality();
        return String.format(Locale.ROOT, "loss %.3g%s", progress.loss(), quality.isEmpty() ? "" : ", " + quality);
    }

    /** A progress bar that redraws itself. */
    final class Bar implements FitProgress {

        private final ProgressBar bar;

        private Bar(RunningFit run) {
            bar = new ProgressBarBuilder()
                    .setInitialMax(run.steps())
                    .setStyle(ProgressBarStyle.ASCII)
                    .setTaskName("fit")
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .startsFrom(run.stepsDone(), Duration.ZERO)
                    .build();
        }

        @Override
        public void onStep(Progress progress) {
            bar.stepTo(progress.step()).setExtraMessage(quality(progress));
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** Plain lines, the next one no sooner than {@value #SECONDS} seconds after the last. */
    final class Lines implements FitProgress {

        private static final int SECONDS = 5;

        private final int begin;
        private final long start = System.nanoTime();
        private final ReportClock clock = new ReportClock(SECONDS);

        private Lines(RunningFit run) {
            begin = run.stepsDone();
        }

        @Override
        public void onStep(Progress progress) {
            if (!clock.isDue() && progress.step() < progress.steps()) {
                return;
            }
            double perStep = (System.nanoTime() - start) * 1e-9 / (progress.step() - begin);
            System.err.printf(
                    Locale.ROOT,
                    "step %d of %d: %s%s%n",
                    progress.step(),
                    progress.steps(),
                    quality(progress),
                    Durations.left(perStep * (progress.steps() - progress.step())));
        }

        @Override
        public void close() {
            System.err.flush();
        }
    }
}
