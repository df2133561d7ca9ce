package org.inrzoo.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTests {

    @Test
    void aTextCannotBecomeMarkup() {
        String nasty = "</p><script>alert('1')</script> & \"";
        assertThat(Html.of("<p title=\"{}\">{}</p>", nasty, nasty).markup())
                .doesNotContain("<script>")
                .isEqualTo("<p title=\"" + escaped() + "\">" + escaped() + "</p>");
    }

    private static String escaped() {
        return "&lt;/p&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;";
    }

    @Test
    void piecesOfAPageStayAsTheyAre() {
        Html bold = Html.of("<b>{}</b>", "<");
        assertThat(Html.of("<p>{}{}</p>", bold, List.of(bold, bold)).markup())
                .isEqualTo("<p><b>&lt;</b><b>&lt;</b><b>&lt;</b></p>");
    }

    @Test
    void gapsInWhatIsFilledInAreNoGaps() {
        assertThat(Html.of("{} {}", "{}", "2").markup()).isEqualTo("{} 2");
    }

    @Test
    void everyGapHasItsPart() {
        assertThatIllegalArgumentException().isThrownBy(() -> Html.of("{}{}", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Html.of("{}", "1", "2"));
    }
}
