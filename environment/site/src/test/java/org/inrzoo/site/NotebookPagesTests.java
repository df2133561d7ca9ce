package org.inrzoo.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.inrzoo.io.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotebookPagesTests {

    @TempDir
    private Path folder;

    private String page(String cells) {
        return new NotebookPages(SiteFiles.in(folder), new Links(folder))
                .page("notebooks/x.ipynb", "{\"cells\": [" + cells + "]}", "notebooks/x.html", Html.NOTHING)
                .main()
                .markup();
    }

    private static String output(String type, String content) {
        return "{\"cell_type\": \"code\", \"metadata\": {}, \"source\": \"1\", \"outputs\": [{\"output_type\":"
                + " \"display_data\", \"data\": {\"" + type + "\": " + Json.line(content) + "}}]}";
    }

    @Test
    void hiddenCodeIsFoldedAway() {
        String cell = "{\"cell_type\": \"code\", \"metadata\": {\"tags\": [%s]}, \"source\": [\"int a;\\n\", \"a\"],"
                + " \"outputs\": []}";
        assertThat(page(cell.replace("%s", "\"hide-input\""))).contains("<details><summary>code</summary>");
        assertThat(page(cell.replace("%s", ""))).doesNotContain("<details>").contains("a</code>");
    }

    @Test
    void picturesAreFilesWithAWordOfWhatTheyShow() {
        String said = "{\"cell_type\": \"markdown\", \"source\": \"## The `net`\"}, ";
        assertThat(page(said + output("image/png", "AAAA")))
                .contains("<img src=\"x/1.png\" alt=\"Picture 1, of: The net\"");
        assertThat(folder.resolve("notebooks/x/1.png")).hasBinaryContent(new byte[3]);
    }

    @Test
    void tablesAndSoundsAreKept() {
        String table =
                "<div style=\"overflow-x: auto\"><table>\n<tr><td style=\"text-align: left\">1</td></tr>\n</table></div>";
        assertThat(page(output("text/html", table))).contains(table);
        String sound = "<p>loud<br><audio controls src=\"data:audio/wav;base64,UklGRg==\"></audio></p>";
        assertThat(page(output("text/html", sound))).contains(sound);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<p onclick=\"x\">a</p>",
                "<img src=\"https://example.org/x.png\" alt=\"\">",
                "<iframe></iframe>",
                "<td style=\"background: url(x)\">"
            })
    void otherMarkupIsShownAsText(String markup) {
        assertThat(page(output("text/html", markup)))
                .doesNotContain(markup)
                .contains(Html.text(markup).markup());
    }

    @Test
    void whatACellPrintedIsText() {
        String cell = "{\"cell_type\": \"code\", \"metadata\": {}, \"source\": \"1\", \"outputs\": [{\"output_type\":"
                + " \"stream\", \"text\": [\"a <b>\\n\"]}]}";
        assertThat(page(cell)).contains("a &lt;b&gt;");
    }
}
