package org.inrzoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.inrzoo.io.Json;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelCardTests {

    static Stream<ZooModel> models() {
        return Zoo.list().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void theTextNamesModelSourceAndEverySettingWithItsMeaning(ZooModel model) {
        String text = model.card().text();
        assertThat(text).startsWith(model.name() + System.lineSeparator())
                .contains(model.variant().source().paper(), model.variant().source().place(), model.variant().source().note());
        model.settings().forEach((key, value) -> assertThat(text.lines())
                .as("line of %s", key)
                .filteredOn(line -> line.matches("  " + key + " +\\Q" + value + "\\E +(paper|chosen) +\\S.*; \\S.*"))
                .hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aSettingIsMarkedByWhoChoseIt(ZooModel model) {
        assertThat(model.card().text().lines().filter(line -> line.startsWith("  ")))
                .allSatisfy(line -> {
                    String key = line.trim().split(" ")[0];
                    String mark = model.variant().source().stated().contains(key) ? " paper " : " chosen ";
                    assertThat(line).contains(mark);
                });
    }

    @ParameterizedTest
    @MethodSource("models")
    void theDataSayTheSameAndAreJson(ZooModel model) {
        Map<String, Object> data = model.card().data();
        assertThat(data).containsKeys("summary", "paper", "place", "note", "stated")
                .containsEntry("model", model.name())
                .containsEntry("settings", model.settings())
                .containsEntry("parameters", model.variant().parameters());
        Map<?, ?> read = Json.read(Json.line(data), Map.class, "card");
        assertThat(read.get("macsPerPoint")).hasToString(String.valueOf(model.card().macsPerPoint()));
    }

    @Nested
    class Numbers {

        @Test
        void followAChangeOfTheModel() {
            ZooModel small = Zoo.get("siren").with("width", 3).with("depth", 2);
            assertThat(small.card().parameters()).as("2-3-3-1").isEqualTo(9 + 12 + 4);
            assertThat(small.card().macsPerPoint()).isEqualTo(6 + 9 + 3);
        }

        @Test
        void countOneExpertPerPointUnlessTheyAreBlended() {
            ZooModel nearest = Zoo.get("loe-sine-quadtree").with("width", 8).with("depth", 2);
            assertThat(nearest.card().macsPerPoint()).isEqualTo(16 + 64 + 8);
            assertThat(nearest.with("blending", "linear").card().macsPerPoint()).isEqualTo(4 * (16 + 64) + 8);
        }
    }
}
