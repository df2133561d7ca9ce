package org.inrzoo.notebook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.inrzoo.io.MalformedFileException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExerciseTests {

    private static final Path FILE = Path.of("src/test/resources/exercises/00-errors.ipynb");

    private final Exercise exercise = Exercise.read(FILE);

    private static List<JsonNode> code(Exercise exercise) {
        List<JsonNode> cells = new ArrayList<>();
        exercise.notebook().path("cells").forEach(cell -> {
            if (cell.path("cell_type").asText().equals("code")) {
                cells.add(cell);
            }
        });
        return cells;
    }

    @Nested
    class ForReaders {

        private final Exercise readers = exercise.forReaders();

        @Test
        void haveGapsAndNoSolutions() {
            assertThat(code(readers).get(1).path("source").asText())
                    .contains("    throw new UnsupportedOperationException(\"your turn: average the squares\");")
                    .doesNotContain("sum", "SOLUTION");
            assertThat(code(readers).get(2).path("source").asText())
                    .contains("three errors")
                    .doesNotContain("one error", "HIDDEN");
            assertThat(code(readers).get(3).path("source").asText()).contains("(\"your turn\");");
        }

        @Test
        void haveNoOutputs() {
            assertThat(code(readers)).allSatisfy(cell -> {
                assertThat(cell.path("outputs")).isEmpty();
                assertThat(cell.path("execution_count").isNull()).isTrue();
            });
        }

        @Test
        void areWhatComesOfThemAgain() {
            assertThat(readers.forReaders().notebook()).isEqualTo(readers.notebook());
        }

        @Test
        void leaveTheExerciseAsItWas() {
            exercise.forTeachers();
            assertThat(exercise.notebook()).isEqualTo(Exercise.read(FILE).notebook());
        }
    }

    @Nested
    class ForTeachers {

        @Test
        void haveTheSolutionsAndNoOutputs() {
            Exercise teachers = exercise.forTeachers();
            assertThat(code(teachers).get(1).path("source").asText())
                    .contains("// BEGIN SOLUTION average", "sum += error");
            assertThat(code(teachers).get(2).path("source").asText()).contains("// BEGIN HIDDEN TESTS", "one error");
            assertThat(teachers.notebook().findValues("outputs"))
                    .allSatisfy(outputs -> assertThat(outputs).isEmpty());
        }

        @Test
        void makeTheSameVersionForReaders() {
            assertThat(exercise.forTeachers().forReaders().notebook())
                    .isEqualTo(exercise.forReaders().notebook());
        }
    }

    /** The rules of nbgrader's schema 3: these keys, each id once, points where there is a grade. */
    @Nested
    class ForNbgrader {

        @Test
        void allCodeCellsAreMarkedInBothVersions() {
            for (Exercise version : List.of(exercise.forReaders(), exercise.forTeachers())) {
                List<String> ids = new ArrayList<>();
                for (JsonNode mark : version.notebook().findValues("nbgrader")) {
                    assertThat(mark.fieldNames())
                            .toIterable()
                            .contains("schema_version", "grade", "solution", "locked", "grade_id", "task");
                    assertThat(mark.path("schema_version").asInt()).isEqualTo(3);
                    assertThat(mark.path("grade").asBoolean()).isEqualTo(mark.has("points"));
                    assertThat(mark.path("locked").asBoolean())
                            .isNotEqualTo(mark.path("solution").asBoolean());
                    ids.add(mark.path("grade_id").asText());
                }
                assertThat(ids).containsExactly("given-1", "solution-1", "check-1", "solution-2", "check-2", "given-2");
            }
        }
    }

    @Nested
    class InFiles {

        @TempDir
        private Path folder;

        private void isRefused(String content, String reason) throws IOException {
            Path file = Files.writeString(folder.resolve("bad.ipynb"), content);
            assertThatThrownBy(() -> Exercise.read(file).forReaders())
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessage("file 'bad.ipynb' is malformed: " + reason);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "no JSON|it is no notebook",
                    "{\"a\": 1}|it is no notebook",
                    "{\"cells\": []}|an exercise has cells with solutions and a check for each, not 0 and 0",
                    "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"a\"}, {\"cell_type\": \"markdown\", \"source\": \"b\"},"
                            + " {\"cell_type\": \"code\", \"source\": [\"a\\n\", \"// END SOLUTION\"]}]}"
                            + "|cell 2, line 2: 'END SOLUTION' without a 'BEGIN SOLUTION' before it"
                })
        void areRefusedWithTheReasonInOneLine(String content, String reason) throws IOException {
            isRefused(content, reason);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "// CHECK;// BEGIN SOLUTION;// END SOLUTION|cell 1 is a check and holds a solution; make two cells of it",
                    "// BEGIN SOLUTION;// END SOLUTION;// BEGIN SOLUTION;// END SOLUTION"
                            + "|cell 1 holds two solutions; make two cells of it, each with a check",
                    "// BEGIN SOLUTION;// END SOLUTION|an exercise has cells with solutions and a check for each, not 1 and 0",
                    "// CHECK;Check.that(a)|cell 1 calls a check by a short name, which a class of a reader can take;"
                            + " write 'org.inrzoo.notebook.Check'"
                })
        void needACheckForEveryGap(String code, String reason) throws IOException {
            isRefused(
                    "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"" + code.replace(";", "\\n") + "\"}]}",
                    reason);
        }
    }
}
