package org.inrzoo.notebook.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlidesTests {

    private static final String NOTEBOOK = """
            {"cells": [
              {"cell_type": "markdown", "source": ["# Title\\n", "\\n", "## The figure: one"]},
              {"cell_type": "code", "outputs": [{"data": {"image/png": "QUJD\\n"}}, {"data": {"image/png": ["RE", "VG"]}}]},
              {"cell_type": "markdown", "source": "## Next"},
              {"cell_type": "code", "outputs": [{"data": {"text/plain": "no picture"}}]}]}
            """;

    @TempDir
    private Path folder;

    private String page(String markdown) throws IOException {
        Files.writeString(folder.resolve("n.ipynb"), NOTEBOOK);
        Files.write(folder.resolve("p.png"), new byte[] {1, 2, 3});
        return Slides.page(Files.writeString(folder.resolve("slides.md"), markdown));
    }

    static List<Path> meetings() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("course"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("meeting-"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void areTheTextsBetweenLines() throws IOException {
        String page = page("# A & B\n\n---\n\n## Two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\n<b>three</b>\n");
        assertThat(page)
                .contains("<title>A &amp; B</title>", "<section>\n<h2>Two</h2>", "<td>1</td>", "&lt;b&gt;three")
                .doesNotContain("SLIDES", "TITLE");
        assertThat(page.split("<section>", -1)).hasSize(4);
    }

    @Test
    void holdTheirPictures() throws IOException {
        assertThat(page("![x](n.ipynb#the-figure-one) ![y](n.ipynb#the-figure-one:2) ![z](p.png)"))
                .contains(
                        "data:image/png;base64,QUJD\"", "data:image/png;base64,REVG\"", "data:image/png;base64,AQID\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n.ipynb#the-figure-one:3", "n.ipynb#next", "n.ipynb#none"})
    void namePicturesThatAreThere(String picture) {
        assertThatThrownBy(() -> page("![x](" + picture + ")"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("are stored below this heading");
    }

    @Test
    void areMadeOfMarkdownAlone() {
        SlidesCommand command = new SlidesCommand();
        new picocli.CommandLine(command).parseArgs("meeting.md", "00-quickstart.ipynb");
        assertThatThrownBy(command::call)
                .hasMessage("'slides' takes Markdown (.md), not the notebook '00-quickstart.ipynb';"
                        + " 'inrzoo notebook --execute' makes a page of one");
    }

    @Test
    void nameFilesThatAreThere() {
        assertThatThrownBy(() -> page("![x](none.png)"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.png");
    }

    @ParameterizedTest
    @MethodSource("meetings")
    void ofTheCourseNeedNothingButABrowser(Path meeting) {
        assertThat(Slides.page(meeting))
                .contains("data:image/png;base64,")
                .doesNotContain("http:", "https:", ".ipynb#", "src=\"..");
    }
}
