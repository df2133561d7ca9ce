package org.inrzoo.notebook.exercise;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "mark",
        description =
                "Marks exercises that came back: runs every notebook in a folder and those beneath, each in a process of its"
                        + " own, with the original checks; prints one table, and writes it as CSV. The answers run with your rights: use a"
                        + " container or an account of its own for those you do not trust.",
        mixinStandardHelpOptions = true)
final class MarkCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "what came back; subfolders may name the students")
    private Path folder;

    @Option(
            names = "--exercises",
            paramLabel = "DIR",
            description = "folder of the exercises with their solutions; default the zoo's own")
    private Path exercises;

    @Option(names = "--csv", paramLabel = "FILE", description = "file for the marks; default FOLDER/marks.csv")
    private Path csv;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "how long a cell may take; default ${DEFAULT-VALUE}")
    private int seconds;

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            throw new WrongCallException("there is no folder '" + folder + "'");
        }
        if (seconds < 1) {
            throw new WrongCallException("--seconds is at least 1, not " + seconds);
        }
        Path file = Optional.ofNullable(csv).orElse(folder.resolve("marks.csv"));
        Marks.requireOurs(file);
        List<Path> solved = exercises == null ? SolvedExercises.all() : SolvedExercises.in(exercises);
        Marker marker = new Marker(solved.stream().map(Exercise::read).toList(), seconds);
        Marks marks = new Marks(marker.mark(folder, name -> System.err.println("inrzoo: marking " + name)));
        System.out.print(marks.text());
        marks.writeCsv(file);
        System.out.println("inrzoo: see " + file);
        return 0;
    }
}
