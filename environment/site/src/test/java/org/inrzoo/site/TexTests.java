package org.inrzoo.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inrzoo.io.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TexTests {

    private static final Path NOTEBOOKS = Path.of("../../notebooks");
    private static final Pattern FORMULA =
            Pattern.compile("```[\\s\\S]*?```|`[^`\\n]+`|\\$\\$([\\s\\S]+?)\\$\\$|\\$((?! )[^$\\n]+?)\\$");

    static Stream<Path> notebooks() throws IOException {
        return Stream.of("", "exercises")
                .map(NOTEBOOKS::resolve)
                .flatMap(folder -> List.of(folder.toFile().listFiles()).stream())
                .map(file -> file.toPath())
                .filter(file -> file.toString().endsWith(".ipynb"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void everyFormulaOfTheNotebooksIsDrawn(Path file) throws IOException {
        JsonNode notebook = Json.read(Files.readString(file), JsonNode.class, file.toString());
        for (JsonNode cell : notebook.path("cells")) {
            if (cell.path("cell_type").asText().equals("markdown")) {
                Matcher formula = FORMULA.matcher(NotebookPages.text(cell.path("source")));
                while (formula.find()) {
                    String tex = formula.group(1) == null ? formula.group(2) : formula.group(1);
                    if (tex != null) {
                        assertThat(Tex.isKnown(tex)).as(tex).isTrue();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "x^2 ~ <msup><mi>x</mi><mrow><mn>2</mn></mrow></msup>",
                "W_{ij} ~ <msub><mi>W</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub>",
                "\\frac12 ~ <mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>",
                "1{,}000 ~ <mn>1</mn><mrow><mo>,</mo></mrow><mn>000</mn>",
                "-\\alpha ~ <mo>−</mo><mi>α</mi>",
                "\\sqrt{x} ~ <msqrt><mi>x</mi></msqrt>",
                "a < b ~ <mi>a</mi><mo>&lt;</mo><mi>b</mi>"
            })
    void aFormulaIsMathMl(String tex, String drawn) {
        assertThat(Tex.html(tex, false).markup()).endsWith("<mrow>" + drawn + "</mrow></math>");
    }

    @Test
    void boundsStandAboveAndBelowASumThatHasALineOfItsOwn() {
        assertThat(Tex.html("\\sum_{i=1}^n i", true).markup()).contains("<munderover><mo>∑</mo>");
        assertThat(Tex.html("\\sum_{i=1}^n i", false).markup()).contains("<msubsup><mo>∑</mo>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\unheard{x}", "{x", "x}", "\\frac{1}", "x_", "\\", "\\begin{cases} 1", "\\text{a"})
    void whatItDoesNotKnowStaysReadable(String tex) {
        assertThat(Tex.html(tex, true).markup())
                .isEqualTo(Html.of("<code class=\"tex\">{}</code>", tex).markup());
    }
}
