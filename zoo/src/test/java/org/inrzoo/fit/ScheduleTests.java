package org.inrzoo.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleTests {

    private static final Recipe RECIPE =
            Recipe.adam(0.01, 1000).with("decay", 0.1).with("decayEvery", 300);

    @ParameterizedTest
    @CsvSource({
        "constant,    0,   0.01",
        "constant,    999, 0.01",
        "exponential, 0,   0.01",
        "exponential, 500, 0.0031622776601683795",
        "exponential, 1000, 0.001",
        "step,        0,   0.01",
        "step,        299, 0.01",
        "step,        300, 0.001",
        "step,        899, 0.0001",
        "step,        900, 0.00001",
        "cosine,      0,   0.01",
        "cosine,      250, 0.008535533905932738",
        "cosine,      500, 0.005",
        "cosine,      1000, 0"
    })
    void theRateOfAStepIsTheFormulas(String schedule, int step, double rate) {
        assertThat(RECIPE.with("schedule", schedule).rateAt(step)).isCloseTo(rate, within(1e-15));
    }

    @ParameterizedTest
    @EnumSource
    void noRateEverRisesOrFallsToZeroBeforeTheEnd(Schedule schedule) {
        Recipe recipe = RECIPE.with("schedule", schedule);
        double[] rates =
                IntStream.range(0, recipe.steps()).mapToDouble(recipe::rateAt).toArray();
        for (int step = 1; step < rates.length; step++) {
            assertThat(rates[step]).as("rate of step %d", step).isPositive().isLessThanOrEqualTo(rates[step - 1]);
        }
    }

    @Nested
    class Evaluations {

        @ParameterizedTest
        @CsvSource({"1000, 100, 100", "1000, 3, 3", "7, 100, 7", "7, 3, 3", "1, 100, 1", "10, 1, 1", "997, 100, 100"})
        void areAsManyAsAskedForButNoMoreThanSteps(int steps, int asked, int expected) {
            Recipe recipe = Recipe.adam(1, steps).with("evaluations", asked);
            assertThat(IntStream.rangeClosed(1, steps).filter(recipe::evaluatesAfter))
                    .hasSize(expected)
                    .contains(steps);
        }

        @Test
        void lieEvenlySpread() {
            Recipe recipe = Recipe.adam(1, 20).with("evaluations", 4);
            assertThat(IntStream.rangeClosed(1, 20).filter(recipe::evaluatesAfter))
                    .containsExactly(5, 10, 15, 20);
        }
    }
}
