package org.inrzoo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssistantTests {

    private static Session session;

    @BeforeAll
    static void start() throws CellError {
        session = new Session();
        session.evaluate("cell [1]", "var words = List.of(\"a\", \"b\");");
    }

    @AfterAll
    static void end() {
        session.close();
    }

    private static Assistant.Completion complete(String code) {
        return session.assistant().complete(code, code.length());
    }

    @Test
    void completesMembersOfVariablesOfEarlierCells() {
        assertThat(complete("words.isEm")).isEqualTo(new Assistant.Completion(java.util.List.of("isEmpty()"), 6, 10));
    }

    @Test
    void completesMembersOfVariablesOfTheCellItself() {
        assertThat(complete("import java.util.Set;\nString text = \"x\";\ntext.toUpp")
                        .matches())
                .contains("toUpperCase(");
    }

    @Test
    void completesNothingWhereNothingFits() {
        assertThat(complete("words.xyz")).isEqualTo(new Assistant.Completion(java.util.List.of(), 9, 9));
    }

    @Test
    void showsTheSignatureOfTheMethodAtTheCursor() {
        assertThat(session.assistant().explain("\"abc\".substring(1)", 10))
                .get()
                .asString()
                .contains("String String.substring(int beginIndex)");
    }

    @Test
    void showsTheJavadocOfWhatHasItsSourcesAtHand() {
        assertThat(session.assistant().explain("org.inrzoo.kernel.Display.render(1)", 30))
                .get()
                .asString()
                .contains(
                        "Display.render(Object value, String... types)\n",
                        "    The value in the forms a front end can show.\n",
                        "types MIME types to show it as, such as \"text/html\"");
    }

    @Test
    void showsTheTypeOfAVariable() {
        assertThat(session.assistant().explain("words", 3)).contains("words:java.util.List<java.lang.String>");
    }

    @Test
    void explainsNothingUnknown() {
        assertThat(session.assistant().explain("foo bar", 3)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int a = 1;|complete",
                "1 + 1|complete",
                "''|complete",
                "int f() {|incomplete",
                "foo(1,|incomplete",
                "int i = ;|invalid"
            })
    void tellsWhatIsMissing(String code, String state) {
        assertThat(session.assistant().completeness(code)).isEqualTo(state);
    }
}
