package org.inrzoo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstallerTests {

    private static final List<Need> JUPYTER = List.of(Need.NOTEBOOK, Need.NBCONVERT);

    @Test
    void ofWindowsNamesWhatWorksThere() {
        Installer windows = Installer.of(new Host("Windows 11", Map.of()));
        assertThat(windows.advice(JUPYTER)).endsWith("py -m pip install notebook");
        assertThat(windows.advice(List.of(Need.MAVEN)))
                .contains("choco install maven")
                .doesNotContain("sudo", "apt");
    }

    @Test
    void ofHomebrewInstallsOneFormulaForAllOfJupyter() {
        assertThat(Installer.BREW.advice(JUPYTER)).isEqualTo("install these and try again: brew install jupyterlab");
    }

    @ParameterizedTest
    @EnumSource(
            value = Installer.class,
            names = {"APT", "WINDOWS"},
            mode = EnumSource.Mode.EXCLUDE)
    void adviceOnJupyterNamesAWayWithoutRoot(Installer installer) {
        assertThat(installer.advice(JUPYTER))
                .containsAnyOf("pipx install", "brew install")
                .doesNotContain("apt");
    }

    @ParameterizedTest
    @EnumSource(Installer.class)
    void adviceIsOneLine(Installer installer) {
        for (Need need : Need.values()) {
            assertThat(installer.advice(List.of(need))).hasLineCount(1);
        }
    }
}
