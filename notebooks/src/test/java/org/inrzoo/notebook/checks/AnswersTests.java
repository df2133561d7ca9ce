package org.inrzoo.notebook.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.inrzoo.kernel.CellError;
import org.inrzoo.kernel.Session;
import org.inrzoo.notebook.exercise.Exercise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that readers gave or might give, right ones and wrong ones, to every check of every exercise. */
@Tag("slow")
class AnswersTests {

    private static final Path EXERCISES = Path.of("exercises", "solved");
    private static final Path ANSWERS = Path.of("src/test/resources/answers");

    /**
     * An answer.
     *
     * @param right whether its check is to pass
     * @param check number of the check, from 1
     */
    private record Answer(boolean right, int check, String words, String code) {

        static List<Answer> read(Path file) throws IOException {
            List<Answer> answers = new ArrayList<>();
            for (String block : Files.readString(file).split("(?m)^## ")) {
                if (block.startsWith("right") || block.startsWith("wrong")) {
                    String[] head = block.lines().findFirst().orElseThrow().split(" ", 3);
                    String code = block.substring(block.indexOf('\n') + 1);
                    answers.add(new Answer(head[0].equals("right"), Integer.parseInt(head[1]), head[2], code));
                }
            }
            return answers;
        }
    }

    static List<Path> exercises() throws IOException {
        try (Stream<Path> files = Files.list(EXERCISES)) {
            return files.filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> cells(Path exercise) {
        List<String> code = new ArrayList<>();
        for (JsonNode cell : Exercise.read(exercise).forTeachers().notebook().path("cells")) {
            if (cell.path("cell_type").asText().equals("code")) {
                code.add(cell.path("source").asText());
            }
        }
        return code;
    }

    private static List<String> checks(List<String> cells) {
        return cells.stream().filter(cell -> cell.startsWith("// CHECK")).toList();
    }

    private static List<String> solutions(List<String> cells) {
        return cells.stream().filter(cell -> cell.contains("// BEGIN SOLUTION")).toList();
    }

    /** A session that has run what is given, and the solutions. */
    private static Session solved(List<String> cells) throws CellError {
        return ran(cells.stream().filter(cell -> !cell.startsWith("// ")).toList());
    }

    /** A session that has run the imports. */
    private static Session begun(List<String> cells) throws CellError {
        return ran(cells.stream().filter(cell -> cell.startsWith("import ")).toList());
    }

    private static Session ran(List<String> cells) throws CellError {
        Session session = new Session();
        for (String cell : cells) {
            quietly(session, cell);
        }
        return session;
    }

    /** What is wrong, and the sentence that says so; empty when nothing is. */
    private static Optional<String> failure(Session session, String cell) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            session.evaluate("cell", cell);
            return Optional.empty();
        } catch (CellError e) {
            return Optional.of(e.getMessage() + "\n" + printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
        }
    }

    private static void quietly(Session session, String cell) throws CellError {
        Optional<String> failure = failure(session, cell);
        assertThat(failure).as(cell).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void passExactlyWhereTheyAreRight(Path exercise) throws IOException, CellError {
        List<String> cells = cells(exercise);
        List<String> checks = checks(cells);
        List<String> solutions = solutions(cells);
        Path file = ANSWERS.resolve(exercise.getFileName().toString().replace(".ipynb", ".java.txt"));
        List<String> mistaken = new ArrayList<>();
        try (Session session = solved(cells)) {
            for (long seed = 1; seed <= 3; seed++) {
                Draws.repeat(seed);
                for (String check : checks) {
                    quietly(session, check);
                }
            }
            int changed = 1;
            for (Answer answer : Answer.read(file)) {
                if (answer.check() != changed) {
                    quietly(session, solutions.get(changed - 1));
                    changed = answer.check();
                }
                quietly(session, answer.code());
                Optional<String> failure = failure(session, checks.get(answer.check() - 1));
                if (failure.isEmpty() != answer.right()) {
                    mistaken.add(answer.check() + " " + answer.words() + ": " + failure.orElse("passed"));
                } else if (!answer.right()) {
                    assertThat(failure.orElseThrow()).as(answer.words()).contains("\u2717 ", "Hint: ");
                }
            }
        }
        assertThat(mistaken)
                .as("answers to " + exercise.getFileName() + " judged wrongly")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void haveForEveryCheckOneThatIsWrong(Path exercise) throws IOException {
        Path file = ANSWERS.resolve(exercise.getFileName().toString().replace(".ipynb", ".java.txt"));
        List<Integer> checked = Answer.read(file).stream()
                .filter(answer -> !answer.right())
                .map(Answer::check)
                .distinct()
                .sorted()
                .toList();
        assertThat(checked).hasSize(checks(cells(exercise)).size());
    }

    /** Code that is put before nonsense answers, to make the checks pass nevertheless. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "class Check { static void that(Object... any) {} static void close(Object... any) {} }",
                "class Generalisation { static void endPoints(Object any) {} }",
                "interface Any { Object of(Object a); }\nclass org { static class inrzoo { static class notebook { static class checks {"
                        + " static class Generalisation { static void endPoints(Any a) {} static void pixelCentres(Any a) {}"
                        + " static void farthest(java.util.function.BiFunction a) {} static void tested(java.util.function.BiFunction a) {} } } } } }",
                "var org = 1;",
                "System.out.println(\"\\u2713 end points \\u00b7 4 of 4 checks\");",
                "System.setProperty(\"inrzoo.checks.seed\", \"1\");",
                "class AssertionError extends Throwable {}",
                "class Math { static double abs(double a) { return 0; } }"
            })
    void gainNothingByForgery(String forged) throws CellError {
        List<String> cells = cells(EXERCISES.resolve("03-generalisation.ipynb"));
        try (Session session = begun(cells)) {
            failure(session, forged);
            quietly(session, "double[] endPoints(int n) { return new double[n]; }");
            quietly(session, "double[] pixelCentres(int n) { return null; }");
            quietly(session, "double farthest(double[] trained, double[] tested) { return 0.5; }");
            quietly(session, "double tested(FittedImage fitted, Image large) { return 24.654; }");
            assertThat(checks(cells))
                    .hasSize(4)
                    .allSatisfy(check -> assertThat(failure(session, check)).isPresent());
        }
    }

    @Test
    void areToldOnceWhatIsWrong() throws CellError {
        List<String> cells = cells(EXERCISES.resolve("03-generalisation.ipynb"));
        try (Session session = begun(cells)) {
            quietly(session, "double[] endPoints(int n) { return new double[n]; }");
            String failure = failure(session, checks(cells).get(0)).orElseThrow();
            assertThat(failure).containsOnlyOnce("how many distances lie between n points");
            quietly(session, "double[] endPoints(int n) { return new double[] {1 / 0}; }");
            assertThat(failure(session, checks(cells).get(0)).orElseThrow())
                    .contains("\u2717 end points, for n = 2: your code throws ArithmeticException, / by zero");
        }
    }
}
