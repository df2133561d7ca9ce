package org.inrzoo.option;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTests {

    @Test
    void aShortTextIsQuotedWhole() {
        assertThat(Quoted.of("")).isEqualTo("''");
        assertThat(Quoted.of("x".repeat(80))).isEqualTo("'" + "x".repeat(80) + "'");
    }

    @Test
    void aLongTextIsShortenedAndItsLengthTold() {
        assertThat(Quoted.of("x".repeat(1_000_000))).isEqualTo("'" + "x".repeat(80) + "... (1000000 letters)'");
    }

    @Test
    void aTextOfSeveralLinesStaysOnOne() {
        assertThat(Quoted.of("a\r\nb\u2028c")).isEqualTo("'a b c'");
    }
}
