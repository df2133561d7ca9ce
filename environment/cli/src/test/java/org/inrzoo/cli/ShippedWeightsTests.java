package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.inrzoo.Pretrained;
import org.inrzoo.Zoo;
import org.inrzoo.weights.WeightsEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The weights that ship: some of every model, whole, with the answers that their entries promise. */
class ShippedWeightsTests {

    static Stream<String> models() {
        return Zoo.names().stream();
    }

    static Stream<String> weights() {
        return Zoo.weights("*").stream().map(WeightsEntry::name);
    }

    @ParameterizedTest
    @MethodSource("models")
    void thereAreSomeOfEveryModel(String model) {
        assertThat(Zoo.weights(model + ".*"))
                .as("'inrzoo weights make' makes them")
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("weights")
    void answerWhatTheirEntriesSay(String name) {
        for (String engine : new String[] {"auto", "samediff"}) {
            assertThat(Zoo.pretrained(name).deviation(engine)).as(engine).isLessThanOrEqualTo(Pretrained.TOLERANCE);
        }
    }
}
