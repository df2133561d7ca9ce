package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code inrzoo notebook} as a user calls it. */
@Tag("slow")
class LauncherTests {

    /** For those that 'inrzoo test' runs, which installs Jupyter first. */
    @EnabledIfSystemProperty(named = "inrzoo.jupyter", matches = "required")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    private @interface NeedsJupyter {}

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    /** Jupyter's folder of this user's. */
    private Path data;

    @BeforeEach
    void chooseData() {
        data = folder.resolve("jupyter");
    }

    private record Ended(int code, String output) {}

    /** A notebook of one cell. */
    private Path notebook(String name, String source, String... tags) throws IOException {
        String text =
                "{\"cells\": [{\"cell_type\": \"code\", \"execution_count\": null, \"metadata\": {\"tags\": %s}, \"outputs\": [],"
                        + " \"source\": %s}], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 4}";
        ObjectMapper json = new ObjectMapper();
        return Files.writeString(
                folder.resolve(name), text.formatted(json.writeValueAsString(tags), json.writeValueAsString(source)));
    }

    private Ended inrzoo(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(PROJECT.resolve("environment/inrzoo").toString()));
        command.addAll(Arrays.asList(arguments));
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(folder.toFile());
        builder.environment().put("JUPYTER_DATA_DIR", data.toString());
        Process process = builder.start();
        boolean ended = process.waitFor(4, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        String output = Files.readString(log);
        assertThat(ended).as("ended in time: %s", output).isTrue();
        return new Ended(process.exitValue(), output);
    }

    private static String said(Ended run) {
        return run.output().strip();
    }

    @NeedsJupyter
    @Test
    void runsANotebookAndLeavesACopyAndAPage() throws IOException, InterruptedException {
        Path source = PROJECT.resolve("notebooks/00-quickstart.ipynb");
        byte[] before = Files.readAllBytes(source);
        Path out = folder.resolve("out");
        Ended run = inrzoo("notebook", "--execute", source.toString(), "--scale", "quick", "--out", out.toString());
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(Files.readAllBytes(source)).as("the notebook itself").isEqualTo(before);
        assertThat(out.resolve("00-quickstart.html")).content().contains("data:image/png;base64,");
        Notebook copy = Notebook.read(out.resolve("00-quickstart.ipynb"));
        assertThat(copy.json().findValues("image/png")).isNotEmpty();
        assertThat(copy.cells())
                .allSatisfy(cell ->
                        assertThat(cell.json().path("execution_count").asInt()).isPositive());
    }

    @NeedsJupyter
    @Test
    void runsAnExerciseWithItsOwnKernelAndKeepsItApart() throws IOException, InterruptedException {
        Path other = Files.createDirectories(folder.resolve("jupyter/kernels/inrzoo"))
                .resolve("kernel.json");
        String broken = "{\"argv\": [\"false\"], \"display_name\": \"of another checkout\", \"language\": \"java\"}";
        Files.writeString(other, broken);
        Path exercise = Files.createDirectories(folder.resolve("exercises")).resolve("01-sum.ipynb");
        Files.writeString(exercise, """
                {"cells": [{"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [],
                  "source": "40 + 2"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
                """);
        Ended run = inrzoo("notebook", "--execute", exercise.toString());
        assertThat(run.code()).as(run.output()).isZero();
        Path out = folder.resolve("runs/executed/exercises");
        assertThat(out.resolve("01-sum.ipynb")).content().contains("42");
        assertThat(out.resolve("01-sum.html")).content().contains("42");
        assertThat(other).as("the user's own folder").content().isEqualTo(broken);
    }

    /** Of a cell that fails nobody sees what it showed. */
    @NeedsJupyter
    @Test
    void saysWhyACheckFailed() throws IOException, InterruptedException {
        Path exercise = Files.writeString(folder.resolve("01-sum.ipynb"), """
                {"cells": [{"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [],
                  "source": "org.inrzoo.notebook.Check.that(\\"a sum\\", 1 > 2, \\"add\\");"}],
                  "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
                """);
        Ended run = inrzoo("notebook", "--execute", exercise.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output()).contains("\u2717 a sum. Hint: add").doesNotContain("the line above");
    }

    @NeedsJupyter
    @Test
    void storesTheRecordsBesideANotebookThatItRunsInPlace() throws IOException, InterruptedException {
        Path notebook = Files.writeString(folder.resolve("01-sum.ipynb"), """
                {"cells": [{"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [],
                  "source": "org.inrzoo.notebook.Runs.of(\\"01-sum\\").keep(\\"sum\\", Map.of(\\"value\\", 40 + 2));"}],
                  "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
                """);
        Ended run = inrzoo("notebook", "--execute", notebook.toString(), "--scale", "full", "--in-place");
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(folder.resolve("results/01-sum.records.json")).content().contains("\"scale\" : \"full\"", "42");
    }

    @NeedsJupyter
    @Test
    void keepsANotebookWhoseCellHoldsHalfACharacter() throws IOException, InterruptedException {
        Path notebook = notebook("half.ipynb", "\"\\uD83D\\uDE00\".substring(0, 1)", "hide-input");
        Ended run = inrzoo("notebook", "--execute", notebook.toString(), "--in-place");
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(Notebook.read(notebook).json().findValuesAsText("text/plain").toString())
                .isNotEmpty();
        assertThat(notebook).content().contains("\uFFFD", "substring");
        assertThat(folder.resolve("runs/executed/half.html"))
                .content()
                .contains("\uFFFD")
                .as("input of a hidden cell")
                .doesNotContain("substring");
    }

    @NeedsJupyter
    @Test
    void leavesANotebookThatFailsAsItWas() throws IOException, InterruptedException {
        Path notebook = notebook("asks.ipynb", "new Scanner(System.in).nextLine()");
        String before = Files.readString(notebook);
        Ended run = inrzoo("notebook", "--execute", notebook.toString(), "--in-place");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output())
                .contains("cell [1], line 1: java.lang.IllegalStateException: System.in: nobody can be asked here");
        assertThat(notebook).hasContent(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("no piece of a failed run")
                    .noneMatch(name -> name.startsWith(".inrzoo"));
        }
    }

    @NeedsJupyter
    @Test
    void saysWhereJupytersFolderCannotBeWritten() throws IOException, InterruptedException {
        data = Files.writeString(folder.resolve("file"), "").resolve("data");
        Ended run = inrzoo("notebook", "--kernel");
        assertThat(run.code()).isEqualTo(1);
        assertThat(said(run))
                .isEqualTo("inrzoo: cannot write to the folder '" + data + "': choose another by JUPYTER_DATA_DIR");
    }

    @NeedsJupyter
    @Test
    void tellsInWhichCellAndLineANotebookFails() throws IOException, InterruptedException {
        Path broken = Files.writeString(folder.resolve("broken.ipynb"), """
                {"cells": [{"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [],
                  "source": "int a = 1;\\nint b = a / 0;"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
                """);
        Ended run = inrzoo(
                "notebook",
                "--execute",
                broken.toString(),
                "--out",
                folder.resolve("out").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output())
                .contains("cell [1], line 2: java.lang.ArithmeticException: / by zero")
                .doesNotContain("Traceback", "File \"");
    }

    @Test
    void makesTheReadersVersionOfAnExerciseAndTheSolvedOne() throws IOException, InterruptedException {
        Path exercise = PROJECT.resolve("notebooks/src/test/resources/exercises/00-errors.ipynb");
        Path out = folder.resolve("out");
        Ended readers = inrzoo("exercise", exercise.toString(), "--out", out.toString());
        assertThat(readers.code()).as(readers.output()).isZero();
        assertThat(out.resolve("00-errors.ipynb"))
                .content()
                .contains("your turn: average the squares")
                .doesNotContain("SOLUTION");
        Ended solved = inrzoo("exercise", "--solved", exercise.toString(), "--out", out.toString());
        assertThat(solved.code()).as(solved.output()).isZero();
        assertThat(out.resolve("00-errors.ipynb")).content().contains("BEGIN SOLUTION", "solution-2", "check-2");
    }

    @Test
    void tellsInWhichCellAndLineMarksDoNotPairUp() throws IOException, InterruptedException {
        Path broken = Files.writeString(folder.resolve("broken.ipynb"), """
                {"cells": [{"cell_type": "code", "metadata": {}, "source": "int a;\\n// END SOLUTION"}]}
                """);
        Ended run = inrzoo(
                "exercise", broken.toString(), "--out", folder.resolve("out").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(said(run))
                .isEqualTo("inrzoo: file 'broken.ipynb' is malformed: cell 1, line 2: 'END SOLUTION'"
                        + " without a 'BEGIN SOLUTION' before it");
    }

    @NeedsJupyter
    @Test
    void takesTheReadersLinesTwiceAndKeepsTheirAnswers() throws IOException, InterruptedException {
        assertThat(inrzoo("exercise", "--all").code()).isZero();
        assertThat(inrzoo("notebook", "--kernel").code()).isZero();
        Path exercise = folder.resolve("runs/exercises/00a-forward-pass.ipynb");
        Files.writeString(
                exercise,
                Files.readString(exercise)
                        .replaceFirst("throw new UnsupportedOperationException[^;]*;", "return 1; // mine"));
        Ended again = inrzoo("exercise", "--all");
        assertThat(again.code()).isEqualTo(1);
        assertThat(said(again))
                .contains("kept, because somebody has worked on it")
                .contains("00a-forward-pass.ipynb (--force overwrites)");
        assertThat(exercise).content().contains("// mine");
        assertThat(inrzoo("notebook", "--kernel").code()).isZero();
    }

    @Test
    void marksWhatCameBack() throws IOException, InterruptedException {
        Path exercises = PROJECT.resolve("notebooks/src/test/resources/exercises");
        inrzoo(
                "exercise",
                exercises.resolve("00-errors.ipynb").toString(),
                "--solved",
                "--out",
                folder.resolve("in/alice").toString());
        inrzoo(
                "exercise",
                exercises.resolve("00-errors.ipynb").toString(),
                "--out",
                folder.resolve("in/bob").toString());
        Ended run = inrzoo("mark", folder.resolve("in").toString(), "--exercises", exercises.toString());
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output())
                .containsPattern("alice.00-errors.ipynb +00-errors +2 of 2 ")
                .containsPattern("bob.00-errors.ipynb +00-errors +0 of 2 ")
                .contains("your turn: average the squares");
        assertThat(folder.resolve("in/marks.csv")).content().contains("00-errors\",2,2,1,1,");
    }

    @Test
    void makesSlides() throws IOException, InterruptedException {
        Ended run = inrzoo(
                "slides", PROJECT.resolve("notebooks/course/meeting-1.md").toString());
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(folder.resolve("runs/slides/meeting-1.html")).content().contains("<section>");
    }

    @Test
    void makesNoExerciseOfNothing() throws IOException, InterruptedException {
        Ended run = inrzoo("exercise", "--solved");
        assertThat(run.code()).isEqualTo(2);
        assertThat(said(run)).isEqualTo("inrzoo: 'exercise' wants the FILE of an exercise, or --all");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--scale huge|--scale is quick, full or paper, not 'huge'",
                "--execute none.ipynb|there is no notebook 'none.ipynb'",
                "--execute README.md|--execute takes a notebook (.ipynb), not 'README.md'",
                "--execute|--execute needs a value; 'inrzoo notebook --help' shows which",
                "--out x|--out goes with --execute FILE",
                "--kernel --lab|--kernel opens nothing and goes with no other option",
                "--exercises --in-place|--exercises goes with neither --execute nor --in-place",
                "--fast|'notebook' knows no '--fast'; 'inrzoo notebook --help' shows what it knows"
            })
    void refusesWhatItCannotDo(String options, String message) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("notebook"));
        arguments.addAll(Arrays.asList(options.split(" ")));
        Ended run = inrzoo(arguments.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(2);
        assertThat(said(run)).isEqualTo("inrzoo: " + message);
    }
}
