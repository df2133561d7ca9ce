package org.inrzoo.notebook.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own exercises, with their solutions. */
final class SolvedExercises {

    private SolvedExercises() {}

    /**
     * Their files, in the order of their names.
     *
     * @throws WrongCallException when the launcher did not say where the project is
     */
    static List<Path> all() {
        String project = System.getProperty("inrzoo.project");
        if (project == null) {
            throw new WrongCallException(
                    "name the files of the exercises; only the launcher 'inrzoo' knows where all are");
        }
        return in(Path.of(project, "notebooks", "exercises", "solved"));
    }

    /**
     * The notebooks in a folder.
     *
     * @throws WrongCallException when there is none
     */
    static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new WrongCallException("there is no folder '" + folder + "'");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> notebooks = files.filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList();
            if (notebooks.isEmpty()) {
                throw new WrongCallException("there is no exercise (.ipynb) in the folder '" + folder + "'");
            }
            return notebooks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
