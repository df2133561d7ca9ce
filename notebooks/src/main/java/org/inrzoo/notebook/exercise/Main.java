package org.inrzoo.notebook.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inrzoo.io.MalformedFileException;

/** The command {@code inrzoo exercise}: 0 is success, 1 a failure, 2 a wrong call. */
final class Main {

    private Main() {}

    /**
     * Writes versions of exercises.
     *
     * @param arguments {@code exercise}, then what the user gave; the launcher tells the project's folder by the property
     *     {@code inrzoo.project}
     */
    public static void main(String[] arguments) {
        try {
            Options options = Options.read(List.of(arguments).subList(1, arguments.length), Path.of(System.getProperty("inrzoo.project", "")));
            if (options.help()) {
                System.out.println(Options.HELP);
            } else {
                run(options);
            }
        } catch (Options.WrongCallException e) {
            System.err.println("inrzoo: " + e.getMessage());
            System.exit(2);
        } catch (MalformedFileException | UncheckedIOException e) {
            System.err.println("inrzoo: " + e.getMessage());
            System.exit(1);
        }
    }

    /** All versions are made before the first is written. */
    private static void run(Options options) {
        List<Exercise> versions = options.files().stream().map(Exercise::read)
                .map(exercise -> options.solved() ? exercise.forTeachers() : exercise.forReaders())
                .toList();
        try {
            Files.createDirectories(options.out());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the folder '" + options.out() + "': choose another with --out", e);
        }
        versions.forEach(version -> version.write(options.out()));
        versions.forEach(version -> System.out.println("inrzoo: see " + options.out().resolve(version.name())));
    }
}
