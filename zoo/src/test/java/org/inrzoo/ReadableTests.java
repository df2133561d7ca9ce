package org.inrzoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What jshell and notebooks print when a line's value is one of the zoo's own. */
class ReadableTests {

    private static final int WIDEST = 200;

    static Stream<ZooModel> models() {
        return Zoo.ofCoordinates().stream();
    }

    @Test
    void aModelIsItsNameAndWhatIsSetOtherwise() {
        assertThat(Zoo.get("siren")).hasToString("siren");
        assertThat(Zoo.get("siren").with("width", 128).with("steps", 300)).hasToString("siren[width=128, steps=300]");
        assertThat(Zoo.get("siren").variant()).hasToString("siren");
        assertThat(Zoo.get("siren").with("width", 256)).as("set to what it is").hasToString("siren");
        assertThat(Zoo.list("siren*").toString())
                .isEqualTo(Zoo.names().stream()
                        .filter(name -> name.startsWith("siren"))
                        .toList()
                        .toString());
    }

    @Test
    void allNamesAreListed() {
        assertThat(Zoo.names())
                .isSorted()
                .contains("siren", "loe-sine-fine2coarse")
                .hasSameSizeAs(Zoo.list());
    }

    @ParameterizedTest
    @MethodSource("models")
    void aCardIsItsTextAndSaysWhatToCite(ZooModel model) {
        ModelCard card = model.card();
        assertThat(card).hasToString(card.text());
        assertThat(card.text()).contains(card.summary(), card.paper());
        assertThat(card.references())
                .allSatisfy(reference -> assertThat(card.citation()).contains(reference.bibtex()));
    }

    @ParameterizedTest
    @MethodSource("models")
    void anArchitectureIsALineForEachLayer(ZooModel model) {
        assertThat(model.architecture(2, 1).toString().lines())
                .hasSameSizeAs(model.architecture(2, 1).layers())
                .allMatch(line -> line.matches(" *[0-9]+ -> [0-9]+ +\\S.*"));
    }

    @Test
    void whatHoldsManyNumbersSaysHowMany() {
        FittedImage fitted = Zoo.get("siren").with("width", 4).with("steps", 1).fit(Datasets.image("camera", 6));
        assertThat(fitted).hasToString("siren[width=4, steps=1]: 6x6, gray, 77 parameters");
        History history =
                new History(List.of(new History.Row(10, 1e-3, 0.5, 20.125, 1), new History.Row(20, 1e-3, 0.4, 19, 2)));
        assertThat(history).hasToString("History[2 evaluations, 19.00 dB after 20 steps, best 20.13 dB]");
        assertThat(History.empty()).hasToString("History[no evaluations]");
        assertThat(FitState.start(new float[100_000]).toString())
                .hasSizeLessThan(WIDEST)
                .contains("step 0", "100000");
        assertThat(Datasets.image("camera", 6)).hasToString("Image[6x6, gray]");
        assertThat(Datasets.image("astronaut", 6)).hasToString("Image[6x6, RGB]");
        assertThat(Datasets.provenance("camera").toString().lines())
                .allMatch(line -> line.length() < WIDEST)
                .anyMatch(line -> line.startsWith("licence: "));
    }
}
