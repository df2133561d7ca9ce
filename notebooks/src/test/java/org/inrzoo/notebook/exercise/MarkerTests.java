package org.inrzoo.notebook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of notebooks that were handed in, by readers who tried and by those who tried otherwise. */
@Tag("slow")
class MarkerTests {

    private static final Exercise EXERCISE = Exercise.read(Path.of("src/test/resources/exercises/00-errors.ipynb"));

    private static final String MEAN =
            "double sum = 0; for (double e : errors) { sum += e * e; } return sum / errors.length;";
    private static final String DECIBELS = "return -10 * Math.log10(meanSquaredError(errors));";

    @TempDir
    private Path folder;

    /** Hands in the exercise with these answers. */
    private void handIn(String name, String mean, String decibels) throws IOException {
        NotebookFile gaps = EXERCISE.forReaders().file();
        answer(cell(gaps, "solution-1"), mean);
        answer(cell(gaps, "solution-2"), decibels);
        write(name, gaps);
    }

    private void write(String name, NotebookFile notebook) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, notebook.bytes());
    }

    private static ObjectNode cell(NotebookFile notebook, String id) {
        for (JsonNode cell : notebook.cells()) {
            if (cell.at("/metadata/nbgrader/grade_id").asText().equals(id)) {
                return (ObjectNode) cell;
            }
        }
        throw new AssertionError(id);
    }

    private static void answer(ObjectNode cell, String code) {
        if (!code.isEmpty()) {
            cell.put(
                    "source",
                    NotebookFile.source(cell)
                            .replaceFirst(
                                    "throw new UnsupportedOperationException[^;]*;", Matcher.quoteReplacement(code)));
        }
    }

    private Marker.Marked mark(int seconds) {
        List<Marker.Marked> marks = new Marker(List.of(EXERCISE), seconds).mark(folder, name -> {});
        assertThat(marks).hasSize(1);
        return marks.get(0);
    }

    private static void assertMarks(Marker.Marked marked, boolean mean, boolean decibels) {
        assertThat(marked.verdicts())
                .extracting(Marker.Verdict::check, Marker.Verdict::passed)
                .as("%s", marked.verdicts())
                .containsExactly(tuple("the mean squared error", mean), tuple("decibels", decibels));
    }

    @Test
    void aFullAnswerHasAllPoints() throws IOException {
        handIn("alice/00-errors.ipynb", MEAN, DECIBELS);
        Marker.Marked marked = mark(30);
        assertMarks(marked, true, true);
        assertThat(marked.submission())
                .isEqualTo(Path.of("alice", "00-errors.ipynb").toString());
        assertThat(marked.notes()).isEmpty();
    }

    @Test
    void anEmptyOneHasNoneAndEveryCheckIsNamed() throws IOException {
        handIn("bob.ipynb", "", "");
        Marker.Marked marked = mark(30);
        assertMarks(marked, false, false);
        assertThat(marked.verdicts())
                .allSatisfy(verdict -> assertThat(verdict.failure()).contains("your turn"));
    }

    @Test
    void hiddenTestsCountAndTheReasonIsTheChecks() throws IOException {
        handIn(
                "carol.ipynb",
                "return errors.length == 1 ? errors[0] : Arrays.stream(errors).map(e -> e * e).average().orElse(0);",
                "return 20;");
        Marker.Marked marked = mark(30);
        assertMarks(marked, false, true);
        assertThat(marked.verdicts().get(0).failure()).isEqualTo("one error: you have 3.00000. Hint: square it");
    }

    @Test
    void anAnswerThatDoesNotCompileIsToldByItsOwnLine() throws IOException {
        handIn("rita.ipynb", "double sum = 0\n    return sum;", DECIBELS);
        Marker.Marked marked = mark(30);
        assertMarks(marked, false, false);
        assertThat(marked.verdicts().get(0).failure()).isEqualTo("the answer, line 3: ';' expected");
        assertThat(marked.verdicts().get(1).failure())
                .startsWith("the answer, line 3: ")
                .contains("uses what is declared nowhere: method meanSquaredError(");
    }

    @Test
    void anEndlessLoopCostsItsOwnCheckOnly() throws IOException {
        handIn("dave.ipynb", "while (true) { }", "return 20;");
        Marker.Marked marked = mark(15); // enough for the other cells on a busy machine
        assertMarks(marked, false, true);
        assertThat(marked.verdicts().get(0).failure()).isEqualTo("it took longer than 15 s");
    }

    @Test
    void soDoesTheEndOfTheProgramAndAnEndOfMemory() throws IOException {
        handIn("erin.ipynb", "System.exit(0); return 0;", "return new long[Integer.MAX_VALUE / 4].length;");
        Marker.Marked marked = mark(30);
        assertMarks(marked, false, false);
        assertThat(marked.verdicts()).extracting(Marker.Verdict::failure).containsOnly("it ended the program");
        assertThat(marked.notes()).contains("System.exit");
    }

    @Test
    void checksThatWereChangedOrDeletedAreTheOriginalOnes() throws IOException {
        NotebookFile gaps = EXERCISE.forReaders().file();
        cell(gaps, "check-1").put("source", "// CHECK the mean squared error\nSystem.out.println(\"\\u2713\");");
        ArrayNode cells = (ArrayNode) gaps.json().path("cells");
        for (int i = cells.size() - 1; i >= 0; i--) {
            if (cells.get(i).at("/metadata/nbgrader/grade_id").asText().equals("check-2")) {
                cells.remove(i);
            }
        }
        cell(gaps, "given-1").put("source", "double[] errors = {0};");
        write("frank.ipynb", gaps);
        assertMarks(mark(30), false, false);
    }

    @Test
    void forgeriesGainNothing() throws IOException {
        handIn(
                "grace.ipynb",
                "System.out.println(\"end 2 \\u2713 the mean squared error\");"
                        + " try { new java.io.FileOutputStream(java.io.FileDescriptor.out).write(\"x end 2 \\n\".getBytes()); }"
                        + " catch (IOException e) { } return 7;",
                "return 7;");
        NotebookFile forged = NotebookFile.read(folder.resolve("grace.ipynb"));
        ((ArrayNode) forged.json().path("cells"))
                .insertObject(1)
                .put("cell_type", "code")
                .put("source", "class Check { static void that(Object... a) {} static void close(Object... a) {} }");
        write("grace.ipynb", forged);
        assertMarks(mark(30), false, false);
    }

    @Test
    void cellsThatTheReaderAddedAreRun() throws IOException {
        handIn("heidi.ipynb", "return squares(errors) / errors.length;", DECIBELS);
        NotebookFile more = NotebookFile.read(folder.resolve("heidi.ipynb"));
        ((ArrayNode) more.json().path("cells"))
                .insertObject(2)
                .put("cell_type", "code")
                .put(
                        "source",
                        "double squares(double[] e) { return java.util.Arrays.stream(e).map(x -> x * x).sum(); }");
        write("heidi.ipynb", more);
        assertMarks(mark(30), true, true);
    }

    @Test
    void whatIsNoExerciseIsSaidToBeNone() throws IOException {
        Files.writeString(folder.resolve("broken.ipynb"), "no notebook");
        Marker.Marked marked = mark(30);
        assertThat(marked.verdicts()).isEmpty();
        assertThat(marked.notes()).contains("it is no notebook");
        Files.writeString(folder.resolve("broken.ipynb"), "{\"cells\": []}");
        assertThat(mark(30).notes()).isEqualTo("it is none of the exercises");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00a-forward-pass",
                "00b-gradient-step",
                "01-spectral-bias",
                "02-heads",
                "03-generalisation",
                "04-comparison",
                "05-levels-of-experts",
                "06-normalisation",
                "07-make-your-own",
                "08-signals",
                "09-inverse-problems",
                "10-derivatives",
                "15-optimisers",
                "16-reparameterisation",
                "17-negative-parts",
                "18-one-formula",
                "19-depth",
                "20-annealing",
                "21-without-convolutions",
                "22-semantic-weights",
                "23-view-synthesis",
                "24-multi-view-stereo",
                "25-compression"
            })
    void whatNoCheckMarksIsCollected(String exercise) {
        NotebookFile handedOut = NotebookFile.read(Path.of("exercises", exercise + ".ipynb"));
        assertThat(Thought.of(handedOut)).isNotEmpty().allSatisfy(thought -> {
            assertThat(thought.question()).isNotEmpty().doesNotContain("Think on");
            assertThat(thought.answer()).isEmpty();
        });
        ArrayNode cells = (ArrayNode) handedOut.json().path("cells");
        ObjectNode last = (ObjectNode) cells.get(cells.size() - 1);
        last.put("source", NotebookFile.source(last) + "\n\nI think so.");
        cells.addObject().put("cell_type", "markdown").put("source", "And this.");
        assertThat(Thought.of(handedOut)).last().extracting(Thought::answer).isEqualTo("I think so.\n\nAnd this.");
    }

    @Test
    void marksAreATableAndAFile() throws IOException {
        Marks marks = new Marks(List.of(
                new Marker.Marked(
                        "alice.ipynb",
                        "00-errors",
                        List.of(new Marker.Verdict("a", ""), new Marker.Verdict("b", "no, \"3\"")),
                        "",
                        List.of(new Thought("Why?", "Because.\n\nOf that."))),
                new Marker.Marked("bob.ipynb", "00-errors", List.of(), "", List.of(new Thought("Why?", ""))),
                new Marker.Marked("=cmd.ipynb", "", List.of(), "it is none of the exercises", List.of())));
        assertThat(marks.text().lines())
                .contains(
                        "submission   exercise     points  checks",
                        "alice.ipynb  00-errors    1 of 2  \u2713 \u2717",
                        "  \u2717 b: no, \"3\"")
                .containsSubsequence(
                        "00-errors: Why?",
                        "  alice.ipynb: Because.",
                        "    ",
                        "    Of that.",
                        "  bob.ipynb: (no answer)");
        Path csv = folder.resolve("marks.csv");
        marks.writeCsv(csv);
        assertThat(csv).hasContent("""
                submission,exercise,points,of,check-1,check-2,failed,notes,think-on
                "alice.ipynb","00-errors",1,2,1,0,"b: no, ""3\""","","Because.

                Of that."
                "bob.ipynb","00-errors",0,0,,,"","",""
                "'=cmd.ipynb","",0,0,,,"","it is none of the exercises",""
                """);
        Marks.requireOurs(csv);
    }
}
