package org.inrzoo.engine.fused.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightPanelsTests {

    @ParameterizedTest(name = "{0} experts, {1} x {2}")
    @CsvSource({"1, 1, 1", "1, 64, 64", "4, 64, 64", "3, 65, 2", "2, 2, 65", "5, 130, 67", "1, 63, 129"})
    void giveEveryElementAPlaceOfItsOwnInItsPanel(int experts, int rows, int columns) {
        WeightPanels panels = new WeightPanels(experts, rows, columns);
        Set<Integer> places = new HashSet<>();
        for (int expert = 0; expert < experts; expert++) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    int place = panels.index(expert, row, column);
                    assertThat(place).isBetween(0, panels.size() - 1);
                    assertThat(places.add(place))
                            .as("place %d of %d, %d, %d is free", place, expert, row, column)
                            .isTrue();
                    int panel = panels.panel(expert, row / Rows.WIDTH, column / Rows.WIDTH);
                    assertThat(place - panel).isEqualTo(row % Rows.WIDTH * Rows.WIDTH + column % Rows.WIDTH);
                }
            }
        }
    }

    /** The rows that sums of gradients are padded by overlap nothing: as many as go together, within the panel. */
    @ParameterizedTest(name = "{0} experts, {1} x {2}")
    @CsvSource({"1, 1, 1", "4, 62, 64", "3, 65, 2", "2, 2, 65", "5, 130, 67"})
    void havePaddingRowsThatAreNobodysElements(int experts, int rows, int columns) {
        WeightPanels panels = new WeightPanels(experts, rows, columns);
        Set<Integer> elements = new HashSet<>();
        for (int expert = 0; expert < experts; expert++) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    elements.add(panels.index(expert, row, column));
                }
            }
        }
        int last = (rows - 1) / Rows.WIDTH;
        int used = rows - last * Rows.WIDTH;
        for (int expert = 0; expert < experts; expert++) {
            for (int columnPanel = 0; columnPanel < Rows.panels(columns); columnPanel++) {
                int panel = panels.panel(expert, last, columnPanel);
                for (int row = used; row % WeightPanels.GRADIENT_ROWS > 0; row++) {
                    for (int column = 0; column < Rows.WIDTH; column++) {
                        int place = panel + row * Rows.WIDTH + column;
                        assertThat(place).isLessThan(panels.size());
                        assertThat(elements).doesNotContain(place);
                    }
                }
            }
        }
    }
}
