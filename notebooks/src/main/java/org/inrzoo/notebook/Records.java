package org.inrzoo.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.inrzoo.io.Json;
import org.inrzoo.record.FitRecord;

/** The records of the project's fits, {@code zoo/results}. */
public final class Records {

    private Records() {}

    /**
     * All records, by folder name.
     *
     * @throws IllegalStateException when neither the working folder nor one above it is the project's
     */
    public static List<FitRecord> all() {
        return all(Path.of("").toAbsolutePath());
    }

    static List<FitRecord> all(Path begin) {
        Path folder = Project.above(begin).resolve(Project.RESULTS);
        try (Stream<Path> runs = Files.list(folder)) {
            return runs.map(run -> run.resolve("result.json"))
                    .filter(Files::exists)
                    .sorted()
                    .map(Records::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FitRecord read(Path file) {
        try {
            return Json.read(Files.readString(file), FitRecord.class, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
