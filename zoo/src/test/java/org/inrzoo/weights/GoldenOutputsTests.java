package org.inrzoo.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.inrzoo.io.Json;
import org.inrzoo.weights.GoldenOutputs.Inputs;
import org.junit.jupiter.api.Test;

class GoldenOutputsTests {

    private static final GoldenOutputs GOLDEN = of(0.5f, -2f);

    private static GoldenOutputs of(float one, float other) {
        return new GoldenOutputs(
                Inputs.POINTS,
                List.of(List.of(0.25f, 0.5f), List.of(0.75f, 0.125f)),
                List.of(0, 0),
                List.of(List.of(one), List.of(other)));
    }

    @Test
    void deviateByTheLargestDifferenceAsPartOfTheLargestOfThem() {
        assertThat(GOLDEN.deviation(GOLDEN)).isZero();
        assertThat(GOLDEN.deviation(of(0.75f, -1.9f))).isCloseTo(0.125, within(1e-12));
    }

    @Test
    void areFarFromWhatIsNoNumber() {
        assertThat(GOLDEN.deviation(of(Float.NaN, -2f))).isInfinite();
    }

    @Test
    void areNotComparedAtOtherInputs() {
        GoldenOutputs elsewhere = new GoldenOutputs(
                Inputs.POINTS, List.of(List.of(0.25f, 0.5f), List.of(0.75f, 0.25f)), List.of(0, 0), GOLDEN.outputs());
        assertThatThrownBy(() -> GOLDEN.deviation(elsewhere)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void areTheSameToTheBitOutOfAFile() {
        GoldenOutputs third = of(1f / 3, Float.MIN_VALUE);
        assertThat(Json.read(Json.line(third), GoldenOutputs.class, "golden")).isEqualTo(third);
    }

    @Test
    void areOfAsManyInputs() {
        assertThatThrownBy(() -> new GoldenOutputs(Inputs.POINTS, List.of(), List.of(0, 0), GOLDEN.outputs()))
                .hasMessage("golden outputs are of 2 points, not of 0");
    }
}
