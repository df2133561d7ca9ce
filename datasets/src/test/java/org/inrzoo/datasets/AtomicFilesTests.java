package org.inrzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTests {

    @TempDir
    Path folder;

    @Test
    void writesNewFilesAndReplacesOldOnes() {
        Path target = folder.resolve("file");
        AtomicFiles.write(target, new byte[] {1, 2});
        assertThat(target).hasBinaryContent(new byte[] {1, 2});
        AtomicFiles.write(target, out -> out.write(3));
        assertThat(target).hasBinaryContent(new byte[] {3});
        assertNothingElseIn(folder, target);
    }

    @Test
    void aContentThatFailsLeavesTheOldFile() throws IOException {
        Path target = Files.writeString(folder.resolve("file"), "old");
        assertThatThrownBy(() -> AtomicFiles.write(target, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("no space left");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write '" + target + "': no space left");
        assertThatThrownBy(() -> AtomicFiles.write(target, out -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
        assertThat(target).hasContent("old");
        assertNothingElseIn(folder, target);
    }

    @Test
    void impossibleTargetsAreNamedWithTheReason() {
        assertRefused(folder, "it is a directory");
        assertRefused(folder.resolve("none/file"), "there is no folder '" + folder.resolve("none") + "'");
        assertRefused(Path.of("/"), "it is a directory");
        assertNothingElseIn(folder);
    }

    private static void assertRefused(Path target, String reason) {
        assertThatThrownBy(() -> AtomicFiles.write(target, new byte[1]))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write '" + target + "': " + reason);
    }

    private static void assertNothingElseIn(Path folder, Path... files) {
        assertThat(folder.toFile().listFiles())
                .as("no temporary file is left")
                .extracting(File::toPath)
                .containsExactlyInAnyOrder(files);
    }
}
