package org.inrzoo.notebook.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.inrzoo.io.MalformedFileException;

/** What {@code inrzoo exercise} runs once it has read its options. */
final class Main {

    private Main() {}

    /**
     * Writes versions of exercises.
     *
     * @param arguments {@code readers} or {@code teachers}; the folder to write to; the exercises' files
     */
    public static void main(String[] arguments) {
        try {
            run(arguments[0].equals("teachers"), Path.of(arguments[1]),
                    Arrays.stream(arguments).skip(2).map(Path::of).toList());
        } catch (MalformedFileException | UncheckedIOException e) {
            System.err.println("inrzoo: " + e.getMessage());
            System.exit(1);
        }
    }

    /** All versions are made before the first is written. */
    private static void run(boolean solved, Path folder, List<Path> files) {
        List<Exercise> versions = files.stream().map(Exercise::read)
                .map(exercise -> solved ? exercise.forTeachers() : exercise.forReaders())
                .toList();
        versions.forEach(version -> version.write(folder));
        versions.forEach(version -> System.out.println("inrzoo: see " + folder.resolve(version.name())));
    }
}
