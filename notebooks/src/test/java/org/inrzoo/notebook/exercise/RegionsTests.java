package org.inrzoo.notebook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionsTests {

    @Test
    void giveWayToAStatementThatSaysWhoseTurnItIs() {
        assertThat(Regions.SOLUTIONS.hide("""
                int twice(int a) {
                    // BEGIN SOLUTION add a to itself
                    int sum = a + a;
                    return sum;
                    // END SOLUTION
                }
                """)).isEqualTo("""
                int twice(int a) {
                    throw new UnsupportedOperationException("your turn: add a to itself");
                }
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "// BEGIN SOLUTION|your turn",
                "//BEGIN SOLUTION|your turn",
                "// BEGIN SOLUTION: divide|your turn: divide",
                "// BEGIN SOLUTION say \"no\\yes\"|your turn: say \\\"no\\\\yes\\\""
            })
    void sayWhatStandsBehindTheirFirstMark(String mark, String message) {
        assertThat(Regions.SOLUTIONS.hide(mark + "\nreturn 1;\n// END SOLUTION"))
                .isEqualTo("throw new UnsupportedOperationException(\"" + message + "\");");
    }

    @Test
    void mayBeSeveralInACell() {
        assertThat(Regions.SOLUTIONS.hide(
                        "a\n\t// BEGIN SOLUTION\nb\n\t// END SOLUTION\nc\n// BEGIN SOLUTION x\n// END SOLUTION\nd"))
                .isEqualTo("a\n\tthrow new UnsupportedOperationException(\"your turn\");\nc\n"
                        + "throw new UnsupportedOperationException(\"your turn: x\");\nd");
    }

    @Test
    void leaveNothingBehindWhereTheyHoldHiddenTests() {
        assertThat(Regions.HIDDEN_TESTS.hide("// CHECK\na();\n// BEGIN HIDDEN TESTS\nb();\n// END HIDDEN TESTS\nc();"))
                .isEqualTo("// CHECK\na();\nc();");
        assertThatThrownBy(() -> Regions.HIDDEN_TESTS.hide("// BEGIN HIDDEN TESTS\nb();"))
                .hasMessage("line 1: 'BEGIN HIDDEN TESTS' without an 'END HIDDEN TESTS' behind it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "int a = 1;", "\n\n", "a\n", "// the solution begins"})
    void leaveOtherCodeAsItIs(String code) {
        assertThat(Regions.SOLUTIONS.hide(code)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a;// BEGIN SOLUTION;b|line 2: 'BEGIN SOLUTION' without an 'END SOLUTION' behind it",
                "a;b;// END SOLUTION|line 3: 'END SOLUTION' without a 'BEGIN SOLUTION' before it",
                "// BEGIN SOLUTION;// BEGIN SOLUTION;// END SOLUTION|"
                        + "line 2: a second 'BEGIN SOLUTION', before the 'END SOLUTION' of line 1",
                "int a = 1, // BEGIN SOLUTION;b|line 1: the marks of a region stand on lines of their own, as in '// BEGIN SOLUTION'",
                "/* END SOLUTION */|line 1: the marks of a region stand on lines of their own, as in '// BEGIN SOLUTION'"
            })
    void needMarksThatPairUp(String code, String message) {
        assertThatThrownBy(() -> Regions.SOLUTIONS.hide(code.replace(';', '\n')))
                .hasMessage(message);
    }
}
