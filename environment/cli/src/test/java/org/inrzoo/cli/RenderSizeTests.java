package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.inrzoo.option.OptionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderSizeTests {

    private static final double ROOM = 2e9;

    @ParameterizedTest
    @CsvSource({"100, 100x50", "1, 1x1", "7, 7x4", "300x2, 300x2", "1000000x1000000, 1000000x1000000"})
    void isThatOfTheLongerSideOrBoth(String text, String size) {
        assertThat(RenderSize.parse(text, 64, 32)).hasToString(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "5x", "x5", "0x5", "-3", "1e3", "5x5x5", "9999999999"})
    void isNothingElse(String text) {
        assertThatThrownBy(() -> RenderSize.parse(text, 64, 32))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("such as 1024x768");
    }

    @Test
    void thatIsTooLargeIsRefusedWithOneThatFits() {
        assertThatThrownBy(() -> new RenderSize(1_000_000, 1_000_000).requireMemory(3, 8, ROOM))
                .isInstanceOf(OptionException.class)
                .hasMessage(
                        "a picture of 1000000x1000000 is too large: it takes 27000.0 GB of memory, and Java has 2.0;"
                                + " --size 8164x8164 fits, INRZOO_HEAP=6g in front of the command gives more");
        assertThatCode(() -> new RenderSize(8164, 8164).requireMemory(3, 8, ROOM))
                .doesNotThrowAnyException();
    }

    @Test
    void hasALongestSide() {
        assertThatThrownBy(() -> new RenderSize(100_000, 10).requireMemory(1, 8, ROOM))
                .hasMessage("--size cannot be '100000x10'; a side is at most 32768 pixels, so 32768x3 is the largest of"
                        + " this shape");
    }

    @Test
    void isOneThatAnArrayHolds() {
        assertThatThrownBy(() -> new RenderSize(32_000, 32_000).requireMemory(3, 8, 1e12))
                .hasMessageContaining("--size 25");
    }
}
