package org.inrzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBytesTests {

    @TempDir
    Path folder;

    @Test
    void filesUpToTheLimitAreRead() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[] {1, 2, 3});
        assertThat(FileBytes.read(file, 3)).containsExactly(1, 2, 3);
        assertRefused(file, 2, "larger than the 2 bytes");
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertRefused(folder, 9, "it is a directory, not a file");
        assertRefused(folder.resolve("none"), 9, "no such file");
    }

    private static void assertRefused(Path file, int limit, String reason) {
        assertThatThrownBy(() -> FileBytes.read(file, limit))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot read '" + file + "': ")
                .hasMessageContaining(reason);
    }
}
