package org.inrzoo.cli;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.io.Fonts;
import org.inrzoo.io.Json;
import org.inrzoo.io.Pictures;
import org.inrzoo.run.ClaimedFolder;
import org.inrzoo.study.FitCluster;
import org.inrzoo.study.Study;
import org.inrzoo.study.StudyFit;
import org.inrzoo.study.StudyJobs;
import org.inrzoo.study.StudyReport;

/**
 * A study as a person at a terminal, or a program, sees it: progress, Ctrl-C, the table.
 *
 * @param smaller what of the signal would take less time
 * @param folder claims the study's folder
 * @param kind the name of the table's files
 * @param jobs how the fits share the machine
 * @param cluster connects to the processes elsewhere that do the fits; empty for this process
 * @param json whether the table is printed as JSON
 */
record StudySession(
        Study study,
        String smaller,
        Supplier<ClaimedFolder> folder,
        String kind,
        StudyJobs jobs,
        Optional<Supplier<FitCluster>> cluster,
        boolean json) {

    /**
     * Does all fits and leaves the table as {@code KIND.csv} and {@code KIND.json}.
     *
     * @param chart draws what the table says
     * @param remarks what to say below the table
     * @return the program's exit code
     */
    int run(Function<StudyReport, BufferedImage> chart, Function<StudyReport, String> remarks) {
        try (ClaimedFolder claimed = folder.get()) {
            return run(claimed.folder().path(), chart, remarks);
        }
    }

    private int run(Path out, Function<StudyReport, BufferedImage> chart, Function<StudyReport, String> remarks) {
        Path csv = out.resolve(kind + ".csv");
        Path data = out.resolve(kind + ".json");
        Path drawn = out.resolve(kind + ".png");
        Path pictures = out.resolve("pictures.png");
        Stream.of(csv, data, drawn, pictures).forEach(AtomicFiles::requirePossible);
        TerminationSignals.onInterrupt(study::stop);
        Optional<List<StudyFit>> trials;
        try (StudyProgress progress = StudyProgress.show(study.about(), smaller)) {
            trials = fits(out, progress);
        }
        if (trials.isEmpty()) {
            System.err.println("inrzoo: " + stopped(study.done(), study.fits(), out));
            return TerminationSignals.INTERRUPTED;
        }
        StudyReport report = study.report(trials.get());
        AtomicFiles.write(csv, stream -> report.table().write().csv(stream));
        Map<String, Object> all = new LinkedHashMap<>(report.data());
        all.put("jobs", study.atOnce());
        all.put("failed", study.failures());
        AtomicFiles.write(data, Json.text(all).getBytes(StandardCharsets.UTF_8));
        picture(drawn, () -> Optional.of(chart.apply(report)));
        picture(pictures, () -> study.pictures(report, out));
        System.out.println(
                json
                        ? Json.line(all)
                        : report.text() + System.lineSeparator() + remarks.apply(report) + "; see " + out);
        return study.failures().isEmpty() ? 0 : 1;
    }

    private Optional<List<StudyFit>> fits(Path out, StudyProgress progress) {
        if (cluster.isEmpty()) {
            return study.run(out, jobs, progress);
        }
        progress.onNote("connecting to the cluster");
        try (FitCluster connected = cluster.get().get()) {
            return study.run(out, jobs.on(connected), progress);
        }
    }

    /** What a person finds who has stopped a study. */
    static String stopped(int done, int fits, Path out) {
        return done == 0
                ? "stopped before the first of " + fits + " fits was done"
                : "stopped; " + done + " of " + fits + " fits " + (done == 1 ? "is" : "are")
                        + " done; the same command with --go-on '" + out + "' does the rest";
    }

    /** Pictures come last and take nothing with them: where there are no fonts or too little memory, a note says so. */
    private static void picture(Path file, Supplier<Optional<BufferedImage>> picture) {
        try {
            picture.get().ifPresent(drawn -> Pictures.writePng(file, drawn));
        } catch (RuntimeException | Error e) {
            System.err.println("inrzoo: " + file.getFileName() + " is not there, since it could not be drawn: "
                    + Fonts.missing().orElse(String.valueOf(e.getMessage())));
        }
    }
}
