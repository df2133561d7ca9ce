package org.inrzoo.launcher;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotebookOptionsTests {

    /** A variable of the shell that is not set is no wish for the working folder. */
    @ParameterizedTest
    @ValueSource(strings = {"--out", "--execute", "--scale"})
    void areNeverEmpty(String option) {
        assertThatThrownBy(() -> NotebookOptions.read(List.of(option, ""), Host.here()))
                .isInstanceOf(LauncherException.class)
                .hasMessage(option + " cannot be empty; 'inrzoo notebook --help' shows what it takes");
    }
}
