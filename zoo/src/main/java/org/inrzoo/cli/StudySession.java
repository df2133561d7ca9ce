package org.inrzoo.cli;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.inrzoo.io.AtomicFiles;
import org.inrzoo.io.Json;
import org.inrzoo.io.Pictures;
import org.inrzoo.run.Pixels;
import org.inrzoo.run.RunFolder;
import org.inrzoo.study.Study;
import org.inrzoo.study.StudyPictures;
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
     * @param chart draws what the table says
     * @param remarks what to say below the table
     * @return the program's exit code
     */
    int run(Function<StudyReport, BufferedImage> chart, Function<StudyReport, String> remarks) {
        RunFolder folder = RunFolder.create(out, force);
        try {
            return run(folder, chart, remarks);
        } finally {
            folder.deleteIfEmpty();
        }
    }

    private int run(RunFolder folder, Function<StudyReport, BufferedImage> chart, Function<StudyReport, String> remarks) {
        Signals.onInterrupt(study::stop);
        Optional<List<Trial>> trials;
        try (StudyProgress progress = StudyProgress.show(pixels)) {
            trials = study.run(progress);
        }
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
        picture(kind + ".png", () -> chart.apply(report));
        picture("pictures.png", () -> StudyPictures.draw(report, pixels.image(), folder.path()));
        System.out.println(json ? Json.line(report.data())
                : report.text() + System.lineSeparator() + remarks.apply(report) + "; see " + out);
        return 0;
    }

    /** Pictures come last and take nothing with them: where there are no fonts or too little memory, a note says so. */
    private void picture(String name, Supplier<BufferedImage> picture) {
        try {
            Pictures.writePng(out.resolve(name), picture.get());
        } catch (IllegalStateException | LinkageError | OutOfMemoryError e) {
            System.err.println("inrzoo: " + name + " is not there, since it could not be drawn: " + e.getMessage());
        }
    }
}
