package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.inrzoo.kernel.CellError;
import org.inrzoo.kernel.Session;
import org.inrzoo.notebook.exercise.Exercise;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every exercise: solved, {@link NotebooksTests} runs it; with gaps, exactly its checks fail, and what shows the answers. */
class ExercisesTests {

    /** A cell that failed, and all that is known of its failure. */
    private record Failed(String cell, List<String> trace) {}

    static Stream<Notebook> small() {
        return Notebook.under(Path.of("src/test/resources").toAbsolutePath());
    }

    static Stream<Notebook> exercises() {
        return Stream.concat(Notebook.all().filter(Notebook::isExercise), small());
    }

    @ParameterizedTest
    @MethodSource("small")
    void solvedPassEveryCell(Notebook exercise) {
        assertThat(run(exercise)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void withGapsFailExactlyWhereAnswersAreNeededAndSayWhoseTurnItIs(Notebook exercise) {
        Notebook readers = new Notebook(
                exercise.file(), Exercise.read(exercise.file()).forReaders().notebook());
        List<Failed> failed = run(readers);
        assertThat(failed).extracting(Failed::cell).as("cells that fail").isEqualTo(needy(readers));
        assertThat(failed)
                .allSatisfy(cell -> assertThat(String.join("\n", cell.trace()))
                        .as(cell.cell())
                        .contains("UnsupportedOperationException: your turn"));
    }

    private static List<String> needy(Notebook exercise) {
        return exercise.cells().stream()
                .filter(cell -> Exercise.needsAnswers(cell.code()))
                .map(Notebook.Cell::name)
                .toList();
    }

    /** Runs all cells, whatever fails, and says what did. */
    private static List<Failed> run(Notebook notebook) {
        List<Failed> failed = new ArrayList<>();
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try (Session session = new Session()) {
            for (Notebook.Cell cell : notebook.cells()) {
                try {
                    session.evaluate(cell.name(), cell.code());
                } catch (CellError e) {
                    failed.add(new Failed(cell.name(), e.trace()));
                }
            }
        } finally {
            System.setOut(out);
        }
        return failed;
    }
}
