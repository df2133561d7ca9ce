package org.inrzoo.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MarkdownTextTests {

    private final MarkdownText text = new MarkdownText(
            target -> target.equals("nowhere") ? Optional.empty() : Optional.of("to-" + target), new Anchors(), true);

    private String html(String markdown) {
        return text.html(markdown).markup();
    }

    @Nested
    class Links {

        @Test
        void leadToThePagesOfTheSite() {
            assertThat(html("[here](x.md)")).contains("<a href=\"to-x.md\">here</a>");
        }

        @Test
        void thatLeadNowhereLeaveTheirText() {
            assertThat(html("a [`b`](nowhere) c")).isEqualTo("<p>a <code>b</code> c</p>\n");
        }

        @Test
        void toAPictureOnAnotherPageAreNoPictures() {
            assertThat(html("![two](x.html#y)")).isEqualTo("<p><a href=\"to-x.html#y\">two</a></p>\n");
            assertThat(html("![two](x.png)")).contains("<img src=\"to-x.png\" alt=\"two\" loading=\"lazy\"");
        }
    }

    @Test
    void headingsHaveNamesOfTheirOwn() {
        assertThat(html("## A *big* `x`!\n\n## A big x"))
                .contains("<h2 id=\"a-big-x\">")
                .contains("<h2 id=\"a-big-x-1\">");
    }

    @Test
    void markupIsShown() {
        assertThat(html("<script>alert(1)</script> and <b onclick='x'>"))
                .doesNotContain("<script>")
                .doesNotContain("<b ")
                .contains("&lt;script&gt;");
    }

    @Test
    void placesAreKept() {
        assertThat(html("<a id=\"omega0\"></a>**ω₀**")).contains("<a id=\"omega0\"></a><strong>");
        assertThat(html("<a id=\"x\" onclick=\"y\"></a>")).doesNotContain("<a ");
    }

    @Test
    void dollarsMeanFormulasButNotInCode() {
        assertThat(html("with $x_1 * y_2 * z$ there")).contains("<math ").doesNotContain("<em>");
        assertThat(html("`$x$` costs 5 $ or 6 $")).contains("<code>$x$</code>").doesNotContain("<math");
        assertThat(html("```\n$x$\n```")).doesNotContain("<math");
    }

    @Test
    void tablesScrollByTheKeyboardToo() {
        assertThat(html("| a |\n|---|\n| $b$ |"))
                .contains("<div class=\"wide\" tabindex=\"0\"><table>")
                .contains("<math");
    }

    @Test
    void javaHasColours() {
        assertThat(html("```java\nint x = 1; // <one>\n```"))
                .contains(
                        "<span class=\"k\">int</span> x = <span class=\"n\">1</span>; <span class=\"c\">// &lt;one&gt;</span>");
    }
}
