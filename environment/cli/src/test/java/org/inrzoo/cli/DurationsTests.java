package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "0.4, 0 s",
        "45.2, 45 s",
        "59.6, 1 min",
        "60, 1 min",
        "200, 3 min 20 s",
        "599.4, 9 min 59 s",
        "600, 10 min",
        "1500, 25 min",
        "3599, 1 h",
        "7500, 2 h 5 min",
        "7180, 2 h",
        "172799, 2 days",
        "1096075, 13 days",
        "1e9, '11,574 days'"
    })
    void areWords(double seconds, String words) {
        assertThat(Durations.words(seconds)).isEqualTo(words);
        assertThat(Durations.left(seconds)).isEqualTo(words.equals("0 s") ? "" : ", " + words + " left");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1})
    void thatAreNotKnownAreNotSaid(double seconds) {
        assertThat(Durations.words(seconds)).isEmpty();
        assertThat(Durations.left(seconds)).isEmpty();
    }
}
