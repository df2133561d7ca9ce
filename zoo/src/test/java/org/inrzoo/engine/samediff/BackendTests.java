package org.inrzoo.engine.samediff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ND4J's library; and which GPUs its version 1.0.0-M2.1 has machine code for: sm_37 to sm_86. */
class BackendTests {

    /** Also where the project was built with {@code -Ponednn}. */
    @Test
    void isOneLibraryAndSaysWhetherItHasOneDnn() {
        List<String> libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .filter(name -> name.matches("nd4j-native-\\d.*-(linux|macosx|windows)-.*\\.jar"))
                .toList();
        assertThat(libraries).hasSize(1);
        assertThat(Backend.hasOneDnn()).isEqualTo(libraries.get(0).contains("-onednn"));
    }

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
