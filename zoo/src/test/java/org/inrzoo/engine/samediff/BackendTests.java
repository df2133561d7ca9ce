package org.inrzoo.engine.samediff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which GPUs ND4J 1.0.0-M2.1 has machine code for: sm_37 to sm_86. */
class BackendTests {

    @ParameterizedTest(name = "sm_{0}{1}")
    @CsvSource({"3, 7", "6, 1", "7, 5", "8, 0", "8, 6", "8, 9"})
    void takesGpusItHasCodeFor(int major, int minor) {
        assertThat(Backend.refusal(major, minor)).isEmpty();
    }

    @ParameterizedTest(name = "sm_{0}{1}")
    @CsvSource({"9, 0", "10, 0", "12, 0"})
    void refusesNewerOnesInOneLineThatSaysWhatToDo(int major, int minor) {
        assertThat(Backend.refusal(major, minor))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains("sm_" + major + minor)
                        .contains("build without -Pcuda")
                        .doesNotContain("\n"));
    }
}
