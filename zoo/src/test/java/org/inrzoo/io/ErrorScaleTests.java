package org.inrzoo.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorScaleTests {

    @Test
    void theRangeEndsAtARoundNumberOfRoundSteps() {
        assertThat(scale(0.0314f).labels()).containsExactly("0", "0.01", "0.02", "0.03", "0.04");
        assertThat(scale(0.5f).labels()).containsExactly("0", "0.1", "0.2", "0.3", "0.4", "0.5");
        assertThat(scale(1).labels()).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(scale(0.00007f).labels()).endsWith("0.00008");
    }

    @Test
    void theFewLargestErrorsAreClippedAndTheScaleSaysSo() {
        float[] errors = new float[1000];
        Arrays.fill(errors, 0.05f);
        errors[7] = 0.9f;
        ErrorScale scale = ErrorScale.of(errors);
        assertThat(scale.isClipped()).isTrue();
        assertThat(scale.labels()).endsWith("0.04", "\u2265 0.05");
    }

    @Test
    void thereIsARangeEvenIfNoOrFewErrorsAre() {
        assertThat(scale(0).top()).as("no error").isEqualTo(0.01);
        float[] errors = new float[5000];
        errors[0] = 0.25f;
        assertThat(ErrorScale.of(errors).top())
                .as("one error among 5000 values")
                .isEqualTo(0.25);
    }

    private static ErrorScale scale(float error) {
        return ErrorScale.of(new float[] {error, 0});
    }
}
