package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.inrzoo.kernel.CellError;
import org.inrzoo.kernel.Session;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NotebooksTests {

    static Stream<Notebook> notebooks() {
        return Notebook.all();
    }

    @Test
    void areThere() {
        assertThat(Notebook.all().map(Notebook::toString)).contains("00-quickstart.ipynb");
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void runAtQuickScale(Notebook notebook) throws IOException {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try (Session session = new Session()) {
            notebook.cells().forEach(cell -> run(session, cell));
        } finally {
            System.setOut(out);
        }
    }

    private static void run(Session session, Notebook.Cell cell) {
        try {
            session.evaluate(cell.name(), cell.code());
        } catch (CellError e) {
            if (!cell.mayFail()) {
                fail(String.join(System.lineSeparator(), e.trace()));
            }
            return;
        }
        assertThat(cell.mayFail())
                .as("%s is tagged raises-exception and raises none", cell.name())
                .isFalse();
    }

    @Nested
    class ToRead {

        private static final int LINES = 25;

        static Stream<Notebook> toRead() {
            return notebooks().filter(notebook -> !notebook.isReference());
        }

        @ParameterizedTest
        @MethodSource("toRead")
        void beginWithTheQuestionTheTimeAndAPrediction(Notebook notebook) {
            assertThat(notebook.opening()).startsWith("# ").contains("minute", "**Question", "**Predict");
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.notebook.NotebooksTests#notebooks")
        void haveShortCells(Notebook notebook) {
            assertThat(notebook.cells())
                    .allSatisfy(cell -> assertThat(cell.lines())
                            .as("lines of %s", cell.name())
                            .isLessThanOrEqualTo(LINES));
        }
    }

    @Nested
    class AsStored {

        private static final long MAX_BYTES = 3_000_000;

        @ParameterizedTest
        @MethodSource("org.inrzoo.notebook.NotebooksTests#notebooks")
        void haveTheOutputsOfOneRunFromTopToBottom(Notebook notebook) {
            List<Notebook.Cell> cells = notebook.cells();
            for (int i = 0; i < cells.size(); i++) {
                Notebook.Cell cell = cells.get(i);
                assertThat(cell.json().path("execution_count").asInt())
                        .as("execution count of %s", cell.name())
                        .isEqualTo(i + 1);
                assertThat(cell.json().findValuesAsText("output_type"))
                        .as("outputs of %s", cell.name())
                        .matches(types -> cell.mayFail() || !types.contains("error"), "hold no error");
            }
            if (!notebook.isExercise() && !notebook.isReference()) {
                assertThat(notebook.json().findValues("image/png"))
                        .as("pictures")
                        .isNotEmpty();
            }
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.notebook.NotebooksTests#notebooks")
        void changeOnlyWhereTheirContentDoes(Notebook notebook) {
            assertThat(notebook.json().path("nbformat").asInt()).isEqualTo(4);
            assertThat(notebook.json().path("nbformat_minor").asInt())
                    .as("minor 5 gives cells random ids")
                    .isEqualTo(4);
            assertThat(notebook.json().at("/metadata/kernelspec/name").asText()).isEqualTo("inrzoo");
            assertThat(notebook.json().findValues("execution"))
                    .as("times of execution")
                    .isEmpty();
            assertSorted(notebook.json());
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.notebook.NotebooksTests#notebooks")
        void areSmallAndNameNoFolderOfAMachine(Notebook notebook) throws IOException {
            assertThat(Files.size(notebook.file())).as("bytes").isLessThan(MAX_BYTES);
            assertThat(Files.readString(notebook.file()))
                    .doesNotContain(
                            System.getProperty("user.home"),
                            Path.of("..").toRealPath().toString());
        }

        /** The notebooks of experiments: their numbers come from records. */
        static Stream<Notebook> experiments() {
            return notebooks().filter(notebook -> notebook.toString().matches("(0[1-9]|1[0-9]|2[0-9])-.*"));
        }

        @ParameterizedTest
        @MethodSource("experiments")
        void haveTheRecordsOfTheirRuns(Notebook notebook) throws IOException {
            String name = notebook.toString().replace(".ipynb", "");
            assertThat(notebook.cells().get(0).code()).as("first cell").contains("Runs.of(\"" + name + "\")");
            Path file = notebook.file().resolveSibling("results").resolve(name + ".records.json");
            assertThat(file)
                    .as("made by 'inrzoo notebook --execute ... --in-place'")
                    .exists();
            JsonNode records = new ObjectMapper().readTree(file.toFile());
            assertThat(records.path("notebook").asText()).isEqualTo(name);
            assertThat(records.path("scale").asText())
                    .as("scale of the records")
                    .isEqualTo(scale(notebook));
            assertThat(records.path("fits")).isNotEmpty();
        }

        /** The page says which notebooks show long runs; the others show short ones. */
        @ParameterizedTest
        @MethodSource("experiments")
        void areOfTheScaleThatTheReadmeSays(Notebook notebook) throws IOException {
            String said = Files.readString(Path.of("README.md"))
                    .lines()
                    .filter(line -> line.startsWith("Stored at scale full: "))
                    .findFirst()
                    .orElse("");
            String number = notebook.toString().substring(0, 2);
            assertThat(scale(notebook)).isEqualTo(said.contains(number) ? "full" : "quick");
        }

        private static String scale(Notebook notebook) {
            String printed = notebook.cells().get(0).json().path("outputs").toString();
            return printed.contains("scale full") ? "full" : printed.contains("scale quick") ? "quick" : printed;
        }

        private static void assertSorted(JsonNode node) {
            String before = "";
            for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                assertThat(name).as("keys are in order").isGreaterThan(before);
                before = name;
            }
            node.forEach(AsStored::assertSorted);
        }
    }
}
