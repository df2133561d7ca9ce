package org.inrzoo.notebook.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code inrzoo exercise} is asked for.
 *
 * @param files the exercises, solved
 * @param out the folder to write to
 * @param solved whether the solutions stay
 */
record Options(List<Path> files, Path out, boolean solved, boolean help) {

    static final String HELP = """
            Usage: inrzoo exercise FILE... | --all [--out DIR] [--solved]

            Makes the versions of exercises that are handed out: gaps instead of solutions, no outputs. See notebooks/exercises/README.md.
                  --all        all of notebooks/exercises
                  --out DIR    folder to write to, overwriting earlier ones; default runs/exercises
                  --solved     keeps the solutions, for those who mark
              -h, --help       shows this help""";

    /** A call that cannot be followed; the message says why. */
    static final class WrongCallException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private WrongCallException(String message) {
            super(message);
        }
    }

    /**
     * @param arguments what stands behind {@code exercise}
     * @param project the project's folder
     */
    static Options read(List<String> arguments, Path project) {
        List<Path> files = new ArrayList<>();
        Path out = Path.of("runs", "exercises");
        boolean solved = false;
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "-h", "--help" -> {
                    return new Options(List.of(), out, solved, true);
                }
                case "--all" -> files.addAll(all(project.resolve("notebooks").resolve("exercises")));
                case "--solved" -> solved = true;
                case "--out" -> {
                    require(!rest.isEmpty(), "--out needs a value; 'inrzoo exercise --help' shows which");
                    out = Path.of(rest.pop());
                }
                default -> {
                    require(!option.startsWith("-"), "'exercise' knows no '" + option + "'; 'inrzoo exercise --help' shows what it knows");
                    files.add(Path.of(option));
                }
            }
        }
        require(!files.isEmpty(), "'exercise' wants the FILE of an exercise, or --all");
        for (Path file : files) {
            require(file.toString().endsWith(".ipynb"), "'exercise' takes notebooks (.ipynb), not '" + file + "'");
            require(Files.isRegularFile(file), "there is no notebook '" + file + "'");
            require(!isIn(file, out), "--out '" + out + "' would overwrite '" + file + "'");
        }
        return new Options(files, out, solved, false);
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new WrongCallException(message);
        }
    }

    private static List<Path> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder '" + folder + "'", e);
        }
    }

    private static boolean isIn(Path file, Path folder) {
        try {
            return Files.exists(folder) && Files.isSameFile(file.toAbsolutePath().getParent(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder '" + folder + "'", e);
        }
    }
}
