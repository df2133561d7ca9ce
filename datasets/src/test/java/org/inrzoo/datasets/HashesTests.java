package org.inrzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashesTests {

    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    @Test
    void bytesAndFilesHaveTheStandardFingerprint() throws IOException {
        assertThat(Hashes.sha256("abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo(OF_ABC);
        assertThat(Hashes.sha256(Files.writeString(folder.resolve("abc"), "abc")))
                .isEqualTo(OF_ABC);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Hashes.sha256(folder.resolve("none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot read '" + folder.resolve("none") + "': no such file");
    }
}
