package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Notebooks as pages that are read: code that fits and says something, and what only serves it out of sight. */
class PagesTests {

    private static final int COLUMNS = 100;
    private static final String HIDDEN = "hide-input";

    static Stream<Notebook> notebooks() {
        return Notebook.all().filter(notebook -> !notebook.isExercise());
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void haveLinesOfCodeThatFit(Notebook notebook) {
        assertThat(notebook.cells())
                .allSatisfy(cell -> assertThat(cell.code().lines())
                        .as(cell.name())
                        .allSatisfy(line -> assertThat(line.length())
                                .as("columns of: %s", line)
                                .isLessThanOrEqualTo(COLUMNS)));
    }

    /** Jupyter folds the input away, and the launcher leaves it out of the page: both or neither. */
    @ParameterizedTest
    @MethodSource("notebooks")
    void foldAwayWhatTheyLeaveOutOfThePage(Notebook notebook) {
        assertThat(notebook.cells()).allSatisfy(cell -> {
            boolean folded = cell.json().at("/metadata/jupyter/source_hidden").asBoolean();
            assertThat(tags(cell).contains(HIDDEN))
                    .as("%s is tagged '%s', as it is folded", cell.name(), HIDDEN)
                    .isEqualTo(folded);
            assertThat(Set.of(HIDDEN, "raises-exception"))
                    .as("tags of %s", cell.name())
                    .containsAll(tags(cell));
        });
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void hideTheirImports(Notebook notebook) {
        assertThat(notebook.cells().stream().filter(cell -> cell.code().startsWith("import ")))
                .allSatisfy(cell -> assertThat(tags(cell)).as(cell.name()).contains(HIDDEN));
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void buildNoTableCellByCell(Notebook notebook) {
        assertThat(notebook.cells())
                .allSatisfy(cell -> assertThat(cell.code()).as(cell.name()).doesNotContain("Table.create("));
    }

    @Test
    void areThere() {
        assertThat(notebooks()).hasSizeGreaterThan(7);
    }

    private static Set<String> tags(Notebook.Cell cell) {
        return StreamSupport.stream(cell.json().at("/metadata/tags").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }
}
