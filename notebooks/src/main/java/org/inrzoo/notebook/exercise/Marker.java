package org.inrzoo.notebook.exercise;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.inrzoo.io.MalformedFileException;

/**
 * Runs notebooks that came back, each in a process of its own with the original checks in place of its own ones. A cell that
 * hangs or ends the process fails; the others then run again without it, so that it costs no more than itself.
 */
final class Marker {

    /** What a check came to: {@code failure} is empty when it passed. */
    record Verdict(String check, String failure) {

        boolean passed() {
            return failure.isEmpty();
        }
    }

    /**
     * The marks of one notebook.
     *
     * @param submission its path in the folder
     * @param exercise the exercise's name; empty when it is none
     * @param notes what a teacher should know
     * @param thoughts what no check marks, for the teacher to read
     */
    record Marked(String submission, String exercise, List<Verdict> verdicts, String notes, List<Thought> thoughts) {

        private static Marked none(String submission, String notes) {
            return new Marked(submission, "", List.of(), notes, List.of());
        }

        long points() {
            return verdicts.stream().filter(Verdict::passed).count();
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** How long the shell may take to start. */
    private static final int START_SECONDS = 120;

    private static final String VECTORS = "jdk.incubator.vector";

    /** Beginnings of the options that a process of an answer takes over. */
    private static final List<String> KEPT = List.of("-D", "-X", "--enable-native-access", "--sun-misc-unsafe");

    /** What a process says when it has ended. */
    private static final String END = "";

    private final Map<String, Exercise> exercises = new TreeMap<>(Comparator.reverseOrder());
    private final int seconds;

    /**
     * @param exercises with their solutions
     * @param seconds that each cell may take
     */
    Marker(List<Exercise> exercises, int seconds) {
        exercises.forEach(exercise -> this.exercises.put(exercise.file().title(), exercise));
        this.seconds = seconds;
    }

    /**
     * Marks all notebooks in a folder and those beneath.
     *
     * @param progress is told each notebook's name before it is run
     * @throws WrongCallException when there is none
     */
    List<Marked> mark(Path folder, Consumer<String> progress) {
        List<Path> files = notebooks(folder);
        if (files.isEmpty()) {
            throw new WrongCallException("there is no notebook (.ipynb) in '" + folder + "'");
        }
        List<Marked> marks = new ArrayList<>();
        for (Path file : files) {
            String name = folder.relativize(file).toString();
            progress.accept(name);
            marks.add(mark(name, file));
        }
        return marks;
    }

    private static List<Path> notebooks(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".ipynb") && Files.isRegularFile(file))
                    .filter(file -> !file.toString().contains(".ipynb_checkpoints"))
                    .filter(file -> !folder.relativize(file).startsWith("read")
                            && !file.getParent().endsWith("read"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Marked mark(String name, Path file) {
        NotebookFile notebook;
        try {
            notebook = NotebookFile.read(file);
        } catch (MalformedFileException | UncheckedIOException e) {
            return Marked.none(name, e.getMessage());
        }
        Optional<Exercise> exercise = exerciseOf(notebook);
        if (exercise.isEmpty()) {
            return Marked.none(name, "it is none of the exercises");
        }
        Submission submission = new Submission(exercise.get(), notebook);
        List<String> failures = run(submission.steps());
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < failures.size(); i++) {
            if (submission.steps().get(i).check()) {
                verdicts.add(new Verdict(submission.steps().get(i).name(), reason(submission.steps(), failures, i)));
            }
        }
        String notes = submission.suspects().isEmpty() ? "" : "look at its " + String.join(", ", submission.suspects());
        return new Marked(name, exercise.get().file().title(), verdicts, notes, Thought.of(notebook));
    }

    /** Why a check fails: where the answer to it is no code that runs, that is the reason, else what the check says. */
    private static String reason(List<Submission.Step> steps, List<String> failures, int check) {
        String reason = failures.get(check);
        for (int i = check - 1; i >= 0 && !steps.get(i).check() && !reason.isEmpty(); i--) {
            if (!failures.get(i).isEmpty()) {
                reason = failures.get(i)
                        .replaceFirst("^cell \\d+, ", "the answer, "); // numbers are of the cells that are run here
            }
        }
        return reason;
    }

    /** By what it was handed out as, or by its file's name. */
    private Optional<Exercise> exerciseOf(NotebookFile notebook) {
        return notebook.exercise()
                .map(exercises::get)
                .or(() -> exercises.keySet().stream()
                        .filter(notebook.name()::contains)
                        .findFirst()
                        .map(exercises::get));
    }

    /** What is wrong with each cell; empty where nothing is. */
    private List<String> run(List<Submission.Step> steps) {
        Map<Integer, String> failures = new TreeMap<>();
        Map<Integer, String> left = new TreeMap<>(); // cells that end the process
        boolean ended = false;
        while (!ended && left.size() <= steps.size()) {
            failures.clear();
            failures.putAll(left);
            Optional<Map.Entry<Integer, String>> deadly = attempt(steps, failures);
            deadly.ifPresent(cell -> left.put(cell.getKey(), cell.getValue()));
            ended = deadly.isEmpty();
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            all.add(failures.getOrDefault(i, "it was not run"));
        }
        return all;
    }

    /** Runs the cells that are not among the failures yet; the cell that ended the process, if one did, and how. */
    private Optional<Map.Entry<Integer, String>> attempt(List<Submission.Step> steps, Map<Integer, String> failures) {
        String word = HexFormat.of().formatHex(new SecureRandom().generateSeed(16));
        Path folder = null;
        Process process = null;
        try {
            folder = Files.createTempDirectory("inrzoo-mark");
            process = new ProcessBuilder(command())
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream input = process.getOutputStream()) {
                input.write(MAPPER.writeValueAsBytes(job(word, steps, failures)));
            }
            return listen(process, word + " ", failures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (process != null) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            delete(folder);
        }
    }

    private static ObjectNode job(String word, List<Submission.Step> steps, Map<Integer, String> without) {
        ObjectNode job = MAPPER.createObjectNode().put("word", word);
        ArrayNode cells = job.putArray("cells");
        for (int i = 0; i < steps.size(); i++) {
            if (!without.containsKey(i)) {
                cells.addObject().put("number", i).put("code", steps.get(i).code());
            }
        }
        return job;
    }

    /** This process' own Java, class path and options. */
    private static List<String> command() {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> KEPT.stream().anyMatch(option::startsWith))
                .forEach(command::add);
        if (ModuleFinder.ofSystem().find(VECTORS).isPresent()) {
            command.addAll(List.of("--add-modules", VECTORS));
        }
        command.addAll(List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                Candidate.class.getName()));
        return command;
    }

    private Optional<Map.Entry<Integer, String>> listen(Process process, String word, Map<Integer, String> failures) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(process, word, lines), "candidate");
        reader.setDaemon(true);
        reader.start();
        int running = -1;
        while (true) {
            String line = next(lines, running < 0 ? START_SECONDS : seconds);
            if (line == null) {
                return Optional.of(Map.entry(Math.max(0, running), "it took longer than " + seconds + " s"));
            }
            if (line.equals(END)) {
                return running < 0 ? Optional.empty() : Optional.of(Map.entry(running, "it ended the program"));
            }
            String[] parts = line.split(" ", 3);
            int number = Integer.parseInt(parts[1]);
            if (parts[0].equals("end")) {
                failures.put(number, parts.length > 2 ? parts[2] : "");
            }
            running = parts[0].equals("begin") ? number : -1;
        }
    }

    private static void read(Process process, String word, BlockingQueue<String> lines) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines()
                    .filter(line -> line.startsWith(word))
                    .map(line -> line.substring(word.length()))
                    .forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // the process is gone
        }
        lines.add(END);
    }

    private static String next(BlockingQueue<String> lines, int seconds) {
        try {
            return lines.poll(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void delete(Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // a folder for temporary files may stay
        }
    }
}
