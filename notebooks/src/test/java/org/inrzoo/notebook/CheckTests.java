package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckTests {

    private static final String LOOK_ABOVE = "not yet: the line above says what to look at";

    private final PrintStream out = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setOut(out);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void tickWhatIsRight() {
        Check.that("it learns", true, "look");
        assertThat(printed()).isEqualTo("\u2713 it learns");
    }

    @Test
    void crossWhatIsWrongAndHint() {
        assertThatThrownBy(() -> Check.that("it learns", false, "turn the rate down"))
                .isInstanceOf(AssertionError.class)
                .hasMessage(LOOK_ABOVE);
        assertThat(printed()).isEqualTo("\u2717 it learns. Hint: turn the rate down");
    }

    @Test
    void sayWhatIsWrongInTheFailureItselfWhereNobodyWatches() {
        assertThat(Check.message("\u2717 it learns. Hint: look", true))
                .isEqualTo("not yet: \u2717 it learns. Hint: look");
        assertThat(Check.message("\u2717 it learns. Hint: look", false)).isEqualTo(LOOK_ABOVE);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "1.1, 1, 0.2", "-1, -1.05, 0.1", "Infinity, Infinity, 0"})
    void takeANumberWithinTheTolerance(double actual, double expected, double tolerance) {
        Check.close("sum", actual, expected, tolerance, "add");
        assertThat(printed()).isEqualTo("\u2713 sum");
    }

    @ParameterizedTest
    @CsvSource({"1.5, 42, 0.1", "NaN, 42, 0.1", "Infinity, 42, 0.1", "-42, 42, 1"})
    void showTheWrongNumberButNotTheRightOne(double actual, double expected, double tolerance) {
        assertThatThrownBy(() -> Check.close("sum", actual, expected, tolerance, "add"))
                .isInstanceOf(AssertionError.class)
                .hasMessage(LOOK_ABOVE);
        assertThat(printed())
                .startsWith("\u2717 sum: you have ")
                .endsWith(". Hint: add")
                .doesNotContain(" 42");
    }

    @Test
    void nanIsNeverRight() {
        assertThatThrownBy(() -> Check.close("sum", Double.NaN, Double.NaN, 1, "add"))
                .hasMessage(LOOK_ABOVE);
        assertThat(printed()).contains("NaN");
    }

    @Test
    void takeAnArrayWithinTheTolerance() {
        Check.close("weights", new float[] {1, 2.01f}, new float[] {1, 2}, 0.1, "count");
        assertThat(printed()).isEqualTo("\u2713 weights");
    }

    @Test
    void nameTheIndexOfTheFirstWrongValue() {
        assertThatThrownBy(() -> Check.close("weights", new double[] {1, 5, 6}, new double[] {1, 2, 3}, 0.1, "count"))
                .hasMessage(LOOK_ABOVE);
        assertThat(printed()).isEqualTo("\u2717 weights: you have 5.00000 at index 1. Hint: count");
    }

    @Test
    void refuseAnArrayOfAnotherLengthAndNone() {
        assertThatThrownBy(() -> Check.close("weights", new double[2], new double[3], 0.1, "count"))
                .hasMessage(LOOK_ABOVE);
        assertThat(printed()).isEqualTo("\u2717 weights: you have 2 values where there should be 3. Hint: count");
        printed.reset();
        assertThatThrownBy(() -> Check.close("weights", (float[]) null, new float[3], 0.1, "count"))
                .hasMessage(LOOK_ABOVE);
        assertThat(printed()).isEqualTo("\u2717 weights: you have null. Hint: count");
    }

    @Test
    void refuseAToleranceThatIsNone() {
        assertThatThrownBy(() -> Check.close("sum", 1, 1, Double.NaN, "add"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tolerance is at least 0, not NaN");
    }
}
