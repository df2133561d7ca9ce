package org.inrzoo.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.io.Json;
import org.inrzoo.record.FitRecord;
import org.inrzoo.run.Machine;

/** The file with the records of a notebook's runs, written anew with each of them. */
final class RunsFile {

    private static final Path FOLDER = Path.of("runs", "notebooks");

    /**
     * What the file holds.
     *
     * @param notebook name of the notebook's file, without its ending
     * @param scale the scale that all runs had
     * @param versions of zoo, Java and ND4J
     * @param machine operating system, processor, cores, memory
     * @param fits fits of images and of other signals, and trainings, in the order in which they were done
     * @param numbers what else was measured, by label
     */
    private record Content(
            String notebook,
            String scale,
            Map<String, String> versions,
            Map<String, Object> machine,
            Collection<Record> fits,
            Map<String, Object> numbers) {}

    /** A {@link Run} without its network, which can be large. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Fit(String label, FitRecord result, double leastLoss, double[] steps, double[] psnr) {}

    private final Path path;
    private final String notebook;
    private final Scale scale;
    private final Map<String, Record> fits = new LinkedHashMap<>();
    private final Map<String, Object> numbers = new LinkedHashMap<>();

    RunsFile(Path folder, String notebook, Scale scale) {
        path = folder.resolve(notebook + ".records.json");
        this.notebook = notebook;
        this.scale = scale;
    }

    /** The folder that {@code INRZOO_RECORDS} or the property {@code inrzoo.records} names, else one of the project's. */
    static Path folder() {
        return Optional.ofNullable(System.getProperty("inrzoo.records"))
                .or(() -> Optional.ofNullable(System.getenv("INRZOO_RECORDS")))
                .map(Path::of)
                .orElseGet(() -> Project.above(Path.of("").toAbsolutePath()).resolve(FOLDER));
    }

    Scale scale() {
        return scale;
    }

    void put(Run run) {
        fits.put(run.label(), new Fit(run.label(), run.result(), run.leastLoss(), run.steps(), run.psnr()));
        write();
    }

    void put(FieldRun run) {
        fits.put(run.label(), run.kept());
        write();
    }

    void put(Training training) {
        fits.put(training.label(), training.kept());
        write();
    }

    void put(String label, Map<String, ?> measured) {
        numbers.put(label, new TreeMap<>(measured));
        write();
    }

    private void write() {
        try {
            Files.createDirectories(path.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the folder '" + path.getParent() + "'", e);
        }
        Content content =
                new Content(notebook, scale.toString(), Machine.versions(), Machine.machine(), fits.values(), numbers);
        AtomicFiles.write(path, Json.text(content).getBytes(StandardCharsets.UTF_8));
    }
}
