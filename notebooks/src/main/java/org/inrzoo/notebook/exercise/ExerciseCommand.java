package org.inrzoo.notebook.exercise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "exercise",
        description =
                "Makes what is handed out of exercises: gaps instead of solutions, no outputs, and the notebooks that they"
                        + " link to. A file that somebody has worked on is kept, and the exit code is 1.",
        mixinStandardHelpOptions = true)
final class ExerciseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "exercises with their solutions (.ipynb)")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--all", description = "all exercises of the zoo")
    private boolean all;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder to write to; default runs/exercises, with --solved" + " runs/solved")
    private Path out;

    @Option(names = "--solved", description = "keeps solutions and hidden tests, for those who mark")
    private boolean solved;

    @Option(names = "--zip", description = "also makes an archive of it, DIR.zip")
    private boolean zip;

    @Option(names = "--force", description = "overwrites answers, too")
    private boolean force;

    @Override
    public Integer call() {
        List<Path> sources = new ArrayList<>(files);
        if (all) {
            sources.addAll(SolvedExercises.all());
        }
        Path folder = Optional.ofNullable(out).orElse(Path.of("runs", solved ? "solved" : "exercises"));
        requireUsable(sources, folder);
        Handout handout = new Handout(folder);
        for (Path file : sources) { // all versions are made before the first is written
            Exercise exercise = Exercise.read(file);
            handout.add(solved ? exercise.forTeachers() : exercise.forReaders(), file);
        }
        int code = tell(folder, handout.write(force));
        if (zip) {
            archive(folder, handout);
        }
        return code;
    }

    private static void requireUsable(List<Path> sources, Path folder) {
        if (sources.isEmpty()) {
            throw new WrongCallException("'exercise' wants the FILE of an exercise, or --all");
        }
        for (Path file : sources) {
            if (!file.toString().endsWith(".ipynb")) {
                throw new WrongCallException("'exercise' takes notebooks (.ipynb), not '" + file + "'");
            }
            if (!Files.isRegularFile(file)) {
                throw new WrongCallException("there is no notebook '" + file + "'");
            }
            if (isSame(folder, file.toAbsolutePath().getParent())) {
                throw new WrongCallException("--out '" + folder + "' would overwrite '" + file + "'");
            }
        }
    }

    private static boolean isSame(Path folder, Path other) {
        try {
            return Files.isDirectory(folder) && Files.isSameFile(folder, other);
        } catch (IOException e) {
            return false;
        }
    }

    private static int tell(Path folder, Map<String, Handout.Outcome> outcomes) {
        List<String> kept = new ArrayList<>();
        for (Map.Entry<String, Handout.Outcome> file : outcomes.entrySet()) {
            String path = folder.resolve(file.getKey()).toString();
            switch (file.getValue()) {
                case WRITTEN -> System.out.println("inrzoo: see " + path);
                case SAME -> System.out.println("inrzoo: " + path + " is there already");
                case KEPT -> kept.add(path);
            }
        }
        if (!kept.isEmpty()) {
            System.err.println("inrzoo: kept, because somebody has worked on it: " + String.join(", ", kept)
                    + " (--force overwrites)");
        }
        return kept.isEmpty() ? 0 : 1;
    }

    private static void archive(Path folder, Handout handout) {
        Path archive = folder.resolveSibling(folder.getFileName() + ".zip");
        handout.zip(archive);
        System.out.println("inrzoo: see " + archive);
    }
}
