package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTests {

    @ParameterizedTest
    @CsvSource({"quick, 1", "full, 2", "paper, 3"})
    void picksTheValueThatBelongsToIt(String name, int value) {
        assertThat(Scale.of(name).pick(1, 2, 3)).isEqualTo(value);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void isQuickUnlessSet(String name) {
        assertThat(Scale.of(name)).isEqualTo(Scale.QUICK);
    }

    @Test
    void refusesOthers() {
        assertThatThrownBy(() -> Scale.of("huge")).hasMessage("the scale is one of quick, full, paper, not 'huge'");
    }
}
