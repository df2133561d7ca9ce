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
            assertThat(readers.forReaders()).isEqualTo(readers);
        }

        @Test
        void leaveTheExerciseAsItWas() {
            assertThat(exercise).isEqualTo(Exercise.read(FILE));
        }
    }

    @Nested
    class ForTeachers {

        @Test
        void haveTheSolutionsAndNoOutputs() {
            Exercise teachers = exercise.forTeachers();
            assertThat(code(teachers).get(1).path("source").asText()).contains("// BEGIN SOLUTION average", "sum += error");
            assertThat(teachers.notebook().findValues("outputs")).allSatisfy(outputs -> assertThat(outputs).isEmpty());
        }

        @Test
        void makeTheSameVersionForReaders() {
            assertThat(exercise.forTeachers().forReaders()).isEqualTo(exercise.forReaders());
        }
    }

    /** The rules of nbgrader's schema 3: these keys, each id once, points where there is a grade. */
    @Nested
    class ForNbgrader {

        @Test
        void solutionAndCheckCellsAreMarkedInBothVersions() {
            for (Exercise version : List.of(exercise.forReaders(), exercise.forTeachers())) {
                List<String> ids = new ArrayList<>();
                for (JsonNode mark : version.notebook().findValues("nbgrader")) {
                    assertThat(mark.fieldNames()).toIterable()
                            .contains("schema_version", "grade", "solution", "locked", "grade_id", "task");
                    assertThat(mark.path("schema_version").asInt()).isEqualTo(3);
                    assertThat(mark.path("grade").asBoolean()).isEqualTo(mark.has("points"))
                            .isEqualTo(mark.path("locked").asBoolean())
                            .isNotEqualTo(mark.path("solution").asBoolean());
                    ids.add(mark.path("grade_id").asText());
                }
                assertThat(ids).containsExactly("solution-1", "check-1", "solution-2", "check-2");
            }
        }
    }

    @Nested
    class InFiles {

        @TempDir
        private Path folder;

        @Test
        void areReadAsTheyWereWritten() {
            exercise.forReaders().write(folder);
            assertThat(Exercise.read(folder.resolve("00-errors.ipynb"))).isEqualTo(exercise.forReaders());
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', value = {
            "no JSON|it is no notebook",
            "{\"a\": 1}|it is no notebook",
            "{\"cells\": []}|an exercise has cells with solutions and cells with checks, not 0 and 0",
            "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"a\"}, {\"cell_type\": \"markdown\", \"source\": \"b\"},"
                    + " {\"cell_type\": \"code\", \"source\": [\"a\\n\", \"// END SOLUTION\"]}]}"
                    + "|cell 2, line 2: 'END SOLUTION' without a 'BEGIN SOLUTION' before it",
            "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"// CHECK\\n// BEGIN SOLUTION\\n// END SOLUTION\"}]}"
                    + "|cell 1 is a check and holds a solution; make two cells of it"})
        void areRefusedWithTheReasonInOneLine(String content, String reason) throws IOException {
            Path file = Files.writeString(folder.resolve("bad.ipynb"), content);
            assertThatThrownBy(() -> Exercise.read(file).forReaders())
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessage("file 'bad.ipynb' is malformed: " + reason);
        }
    }
}
