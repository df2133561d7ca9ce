package org.inrzoo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavadocTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A width of {@code n} units.|A width of n units.",
                "{@code Map.of(\"a\", new int[] {1})} and more|Map.of(\"a\", new int[] {1}) and more",
                "as of {@link #render}|as of render",
                "see {@link java.util.List#of(Object, Object)}|see java.util.List.of(Object, Object)",
                "see {@link java.util.List lists}|see lists",
                "one <em>word</em>, a &lt; b|one word, a < b",
                "a < b and c > d|a < b and c > d",
            })
    void readsAsPlainText(String comment, String text) {
        assertThat(Javadoc.plain(comment)).isEqualTo(text);
    }

    @org.junit.jupiter.api.Test
    void keepsParagraphsListsAndIndentation() {
        assertThat(
                        Javadoc.plain(
                                " One.\n <p>Two:\n <ul>\n <li>a</li>\n <li>b</li>\n </ul>\n <pre>{@code\n for (x) {\n     y();\n }\n }</pre>"))
                .isEqualTo("One.\n\nTwo:\n- a\n- b\n\nfor (x) {\n    y();\n}");
    }
}
