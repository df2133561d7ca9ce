package org.inrzoo.notebook.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code inrzoo exercise} as a user calls it. */
class HandoutTests {

    private static final Path SOLVED = Path.of("exercises", "solved");
    private static final String FIRST = "00a-forward-pass.ipynb";
    private static final String OTHER = "03-generalisation.ipynb";

    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {}

    private Ended inrzoo(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        System.setProperty(
                "inrzoo.project", Path.of("..").toAbsolutePath().normalize().toString());
        try {
            int code = Main.run(arguments);
            return new Ended(
                    code,
                    printed.toString(StandardCharsets.UTF_8).strip(),
                    complained.toString(StandardCharsets.UTF_8).strip());
        } finally {
            System.setOut(out);
            System.setErr(err);
            System.clearProperty("inrzoo.project");
        }
    }

    private Path handout() {
        return folder.resolve("handout");
    }

    private Ended all(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("exercise", "--all", "--out", handout().toString()));
        arguments.addAll(List.of(more));
        return inrzoo(arguments.toArray(String[]::new));
    }

    private void answer(String name) throws IOException {
        Path file = handout().resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains("throw new UnsupportedOperationException");
        Files.writeString(
                file, text.replaceFirst("throw new UnsupportedOperationException[^;]*;", "return null; // my answer"));
    }

    @Test
    void hasAllExercisesWithoutASolution() throws IOException {
        assertThat(all().code()).isZero();
        try (Stream<Path> solved = Files.list(SOLVED)) {
            assertThat(solved.map(Path::getFileName).map(Path::toString))
                    .allSatisfy(name -> assertThat(handout().resolve(name))
                            .content()
                            .contains("your turn")
                            .doesNotContain("SOLUTION", "HIDDEN TESTS"));
        }
    }

    @Test
    void leadsFromOneExerciseToTheOtherThatIsHandedOutToo() throws IOException {
        all();
        assertThat(handout().resolve(FIRST)).content().contains("](00b-gradient-step.ipynb)");
        assertThat(handout().resolve("read/00b-gradient-step.ipynb")).doesNotExist();
    }

    @Test
    void bringsAlongTheExerciseThatOneByItselfLeadsTo() {
        Path source = SOLVED.resolve(FIRST);
        assertThat(inrzoo("exercise", source.toString(), "--out", handout().toString())
                        .code())
                .isZero();
        assertThat(handout().resolve(FIRST)).content().contains("](read/00b-gradient-step.ipynb)");
        assertThat(handout().resolve("read/00b-gradient-step.ipynb")).exists();
    }

    @Test
    void typedTwiceChangesNothing() throws IOException {
        all();
        byte[] before = Files.readAllBytes(handout().resolve(FIRST));
        Ended again = all();
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(Files.readAllBytes(handout().resolve(FIRST))).isEqualTo(before);
    }

    @Test
    void keepsAnswersAndSaysSo() throws IOException {
        all();
        answer(FIRST);
        Ended again = all();
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err())
                .isEqualTo("inrzoo: kept, because somebody has worked on it: "
                        + handout().resolve(FIRST) + " (--force overwrites)");
        assertThat(handout().resolve(FIRST)).content().contains("my answer");
    }

    @Test
    void overwritesAnswersOnDemand() throws IOException {
        all();
        answer(FIRST);
        assertThat(all("--force").code()).isZero();
        assertThat(handout().resolve(FIRST)).content().doesNotContain("my answer");
    }

    @Test
    void renewsWhatNobodyHasWorkedOnAndKeepsWhatIsNoHandout() throws IOException {
        all();
        Path file = handout().resolve(FIRST);
        NotebookFile older = NotebookFile.read(file);
        ((ObjectNode) older.json().at("/cells/0")).put("source", "# An older text");
        Files.write(file, older.stamped("00a-forward-pass").bytes());
        Files.writeString(handout().resolve(OTHER), "something else");
        Ended again = all();
        assertThat(file).content().doesNotContain("An older text");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains(OTHER).doesNotContain(FIRST);
        assertThat(handout().resolve(OTHER)).hasContent("something else");
    }

    @Test
    void linksOnlyToWhatIsInIt() throws IOException {
        all();
        Pattern link = Pattern.compile("\\]\\(([^)\\s]+)\\)");
        List<String> broken = new ArrayList<>();
        int links = 0;
        try (Stream<Path> files = Files.walk(handout())) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".ipynb")).toList()) {
                for (var cell : NotebookFile.read(file).cells()) {
                    Matcher found = link.matcher(
                            cell.path("cell_type").asText().equals("markdown") ? NotebookFile.source(cell) : "");
                    while (found.find()) {
                        String target = found.group(1).replaceFirst("#.*", "");
                        links++;
                        if (!target.matches("(https?:.*|attachment:.*|)")
                                && !Files.exists(file.resolveSibling(target))) {
                            broken.add(file.getFileName() + " -> " + target);
                        }
                    }
                }
            }
        }
        assertThat(links).isGreaterThan(6);
        assertThat(broken).isEmpty();
        assertThat(handout().resolve("read").resolve(OTHER))
                .as("the notebook that an exercise is about")
                .exists();
    }

    @Test
    void isAnArchiveToo() throws IOException {
        all();
        answer(FIRST);
        Ended run = all("--zip");
        assertThat(run.out()).contains("inrzoo: see " + folder.resolve("handout.zip"));
        try (ZipFile zip = new ZipFile(folder.resolve("handout.zip").toFile())) {
            String first = new String(
                    zip.getInputStream(zip.getEntry("handout/" + FIRST)).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(first)
                    .as("the exercise, not somebody's answer")
                    .contains("your turn")
                    .doesNotContain("my answer");
            assertThat(zip.getEntry("handout/read/" + OTHER)).isNotNull();
        }
    }

    @Test
    void makesTheSolvedVersionsForTeachers() {
        assertThat(all("--solved").code()).isZero();
        assertThat(handout().resolve(FIRST)).content().contains("BEGIN SOLUTION", "\"solution-2\"", "\"check-2\"");
    }

    @Test
    void isStoredBesideTheSolutionsAsItIsMade() throws IOException {
        Path exercises = Path.of("exercises").toAbsolutePath();
        Handout handout = new Handout(exercises);
        for (Path file : SolvedExercises.in(SOLVED)) {
            handout.add(Exercise.read(file).forReaders(), file);
        }
        for (NotebookFile file : handout.files().values()) {
            byte[] stored = Files.readAllBytes(exercises.resolve(file.name()));
            assertThat(Arrays.equals(stored, file.bytes()))
                    .as("exercises/%s is what 'inrzoo exercise --all --out notebooks/exercises' makes", file.name())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exercise --solved|2|'exercise' wants the FILE of an exercise, or --all",
                "exercise none.ipynb|2|there is no notebook 'none.ipynb'",
                "exercise pom.xml|2|'exercise' takes notebooks (.ipynb), not 'pom.xml'",
                "exercise --out|2|Missing required parameter for option '--out' (DIR); 'inrzoo exercise --help' shows what it takes",
                "exercise --all --out=|2|Invalid value for option '--out': it is empty; name a file or a folder, or leave it away;"
                        + " 'inrzoo exercise --help' shows what it takes",
                "exercise --fast|2|Unknown option: '--fast'; 'inrzoo exercise --help' shows what it takes",
                "exercise --all --out exercises/solved|2|--out 'exercises/solved' would overwrite",
                "mark none|2|there is no folder 'none'",
                "mark src/test/java/org|2|there is no notebook (.ipynb) in 'src/test/java/org'",
                "mark src/test --csv pom.xml|2|'pom.xml' holds something else than marks: choose another with --csv",
                "mark src/test --seconds 0|2|--seconds is at least 1, not 0",
                "mark|2|Missing required parameter: 'FOLDER'; 'inrzoo mark --help' shows what it takes"
            })
    void saysInOneLineWhatItCannotDo(String call, int code, String message) {
        Ended run = inrzoo(call.split(" "));
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("inrzoo: " + message);
    }
}
