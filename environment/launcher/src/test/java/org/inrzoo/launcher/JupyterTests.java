package org.inrzoo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JupyterTests {

    private static final Host DESKTOP = new Host("Linux", Map.of("DISPLAY", ":0"));
    private static final Path FOLDER = Path.of("/notebooks");

    private static Jupyter jupyter(String notebook, String lab) {
        return new Jupyter(List.of("jupyter"), Optional.ofNullable(notebook), Optional.ofNullable(lab));
    }

    private static List<String> serve(Jupyter jupyter, String page, boolean inLab) {
        return jupyter.serve(DESKTOP, FOLDER, page, inLab).stream()
                .filter(word -> !word.equals("--allow-root"))
                .toList();
    }

    @Test
    void theClassicNotebookHasItsOwnOptions() {
        assertThat(serve(jupyter("6.4.12", null), "index.ipynb", false))
                .containsExactly(
                        "jupyter",
                        "notebook",
                        "--notebook-dir=/notebooks",
                        "--NotebookApp.default_url=/notebooks/index.ipynb");
    }

    @Test
    void notebook7HasThoseOfTheServer() {
        assertThat(serve(jupyter("7.3.2", "4.3.4"), "", false))
                .containsExactly(
                        "jupyter",
                        "notebook",
                        "--ServerApp.root_dir=/notebooks",
                        "--JupyterNotebookApp.default_url=/tree/");
    }

    @Test
    void labIsTakenWhereItIsAlone() {
        assertThat(serve(jupyter(null, "4.3.4"), "index.ipynb", false))
                .containsExactly(
                        "jupyter",
                        "lab",
                        "--ServerApp.root_dir=/notebooks",
                        "--LabApp.default_url=/lab/tree/index.ipynb");
    }

    @Test
    void labIsTakenWhereItIsAskedFor() {
        assertThat(serve(jupyter("7.3.2", "4.3.4"), "", true)).contains("lab");
        assertThatThrownBy(() -> serve(jupyter("6.4.12", null), "", true))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("pipx");
    }

    @Test
    void noBrowserIsOpenedWhereThereIsNoDisplay() {
        assertThat(jupyter("7.0.0", null).serve(new Host("Linux", Map.of()), FOLDER, "", false))
                .contains("--no-browser");
        assertThat(jupyter("7.0.0", null).serve(new Host("Mac OS X", Map.of()), FOLDER, "", false))
                .doesNotContain("--no-browser");
    }
}
