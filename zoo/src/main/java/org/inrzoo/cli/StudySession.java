package org.inrzoo.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.inrzoo.io.AtomicFiles;
import org.inrzoo.io.Json;
import org.inrzoo.run.Pixels;
import org.inrzoo.run.RunFolder;
import org.inrzoo.study.Study;
import org.inrzoo.study.StudyListener;
import org.inrzoo.study.StudyReport;
import org.inrzoo.study.Trial;

/**
 * A study as a person at a terminal, or a program, sees it: progress, Ctrl-C, the table.
 *
 * @param kind the name of the table's files
 */
record StudySession(Study study, Pixels pixels, Path out, boolean force, String kind, boolean json) {

    /**
     * Does all fits and leaves the table as {@code KIND.csv} and {@code KIND.json}.
     *
     * @param extras writes what else belongs in the folder
     * @param remarks what to say below the table
     * @return the program's exit code
     */
    int run(Consumer<StudyReport> extras, Function<StudyReport, String> remarks) {
        RunFolder folder = RunFolder.create(out, force);
        try {
            return run(folder, extras, remarks);
        } finally {
            folder.deleteIfEmpty();
        }
    }

    private int run(RunFolder folder, Consumer<StudyReport> extras, Function<StudyReport, String> remarks) {
        Signals.onInterrupt(study::stop);
        Optional<List<Trial>> trials = study.run(new Lines());
        if (trials.isEmpty()) {
            System.err.println("inrzoo: stopped; the fits that were done are in '" + out + "'");
            return Signals.INTERRUPTED;
        }
        StudyReport report =
                new StudyReport(pixels.name(), pixels.image().width(), pixels.image().height(), trials.get());
        Path csv = folder.path().resolve(kind + ".csv");
        AtomicFiles.write(csv, stream -> report.table().write().csv(stream));
        AtomicFiles.write(folder.path().resolve(kind + ".json"),
                Json.text(report.data()).getBytes(StandardCharsets.UTF_8));
        extras.accept(report);
        System.out.println(json ? Json.line(report.data())
                : report.text() + System.lineSeparator() + remarks.apply(report) + "; see " + out);
        return 0;
    }

    /** A line on standard error every few seconds: fits differ too much in speed for a bar. */
    private static final class Lines implements StudyListener {

        private static final int SECONDS = 5;

        private long last = System.nanoTime();

        @Override
        public void onStep(Progress progress) {
            long now = System.nanoTime();
            boolean end = progress.step().step() == progress.step().steps();
            if (!end && now - last < SECONDS * 1_000_000_000L) {
                return;
            }
            last = now;
            System.err.printf(Locale.ROOT, "fit %d of %d, %s, seed %d: step %d of %d, %.2f dB, about %.0f s left in all%n",
                    progress.fit(), progress.fits(), progress.entry().label(), progress.seed(), progress.step().step(),
                    progress.step().steps(), progress.step().psnr(), progress.secondsLeft());
        }
    }
}
