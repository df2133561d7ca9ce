package org.inrzoo.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.inrzoo.io.Json;
import org.inrzoo.run.Result;

/** The records of the project's long fits, {@code zoo/results}. */
public final class Records {

    private static final Path FOLDER = Path.of("zoo", "results");

    private Records() {}

    /**
     * All records, by folder name.
     *
     * @throws IllegalStateException when neither the working folder nor one above it is the project's
     */
    public static List<Result> all() {
        return all(Path.of("").toAbsolutePath());
    }

    static List<Result> all(Path begin) {
        Path project = begin;
        while (!Files.isDirectory(project.resolve(FOLDER))) {
            project = project.getParent();
            if (project == null) {
                throw new IllegalStateException("the records lie in the project's folder " + FOLDER
                        + ", and '" + begin + "' is outside of it: start the notebook with 'inrzoo notebook'");
            }
        }
        try (Stream<Path> runs = Files.list(project.resolve(FOLDER))) {
            return runs.map(run -> run.resolve("result.json")).filter(Files::exists).sorted().map(Records::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result read(Path file) {
        try {
            return Json.read(Files.readString(file), Result.class, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
