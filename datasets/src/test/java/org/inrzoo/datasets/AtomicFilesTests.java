package org.inrzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void anInterruptKeepsNothingFromBeingWritten() {
        Path before = folder.resolve("before");
        Path meanwhile = folder.resolve("meanwhile");
        Path created = folder.resolve("created");
        Thread.currentThread().interrupt();
        try {
            AtomicFiles.write(before, new byte[] {1});
            assertThat(Thread.interrupted()).as("interrupted still").isTrue();
            AtomicFiles.write(meanwhile, out -> {
                out.write(new byte[1 << 20]);
                Thread.currentThread().interrupt();
                out.write(new byte[1 << 20]);
            });
            AtomicFiles.writeNew(created, file -> AtomicFiles.write(file, new byte[] {2}));
        } finally {
            assertThat(Thread.interrupted()).as("interrupted still").isTrue();
        }
        assertThat(before).hasBinaryContent(new byte[] {1});
        assertThat(meanwhile).hasSize(2 << 20);
        assertThat(created).hasBinaryContent(new byte[] {2});
        assertNothingElseIn(folder, before, meanwhile, created);
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

    /** Writes a file, by {@code write} or {@code writeNew}, and does not come to its end. */
    static final class Endless {
        public static void main(String[] arguments) {
            Path target = Path.of(arguments[1]);
            if (arguments[0].equals("write")) {
                AtomicFiles.write(target, Endless::waitForever);
            } else {
                AtomicFiles.writeNew(target, file -> AtomicFiles.write(file, Endless::waitForever));
            }
        }

        private static void waitForever(OutputStream out) throws IOException {
            out.write(1);
            out.flush();
            System.out.println("writing");
            System.in.read();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"write", "writeNew"})
    void whatAKilledProcessLeftIsTakenAwayAndNothingElse(String method) throws Exception {
        Path other = Files.writeString(folder.resolve("other.tmp"), "mine");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Endless.class.getName(),
                        method,
                        folder.resolve("file").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.inputReader().readLine()).isEqualTo("writing");
            AtomicFiles.removeLeftovers(folder);
            assertThat(folder.toFile().list())
                    .as("files while the process lives")
                    .hasSize(2)
                    .contains("other.tmp");
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(folder.toFile().list()).as("files after the kill").hasSize(2);
        AtomicFiles.removeLeftovers(folder);
        assertNothingElseIn(folder, other);
    }

    @Test
    void whatThisProcessWritesIsNotTakenAway() {
        Path target = folder.resolve("file");
        AtomicFiles.write(target, out -> {
            AtomicFiles.removeLeftovers(folder.resolve("."));
            out.write(7);
        });
        assertThat(target).hasBinaryContent(new byte[] {7});
        AtomicFiles.writeNew(folder.resolve("new"), file -> {
            AtomicFiles.removeLeftovers(folder);
            AtomicFiles.write(file, new byte[] {8});
        });
        assertThat(folder.resolve("new")).hasBinaryContent(new byte[] {8});
        assertNothingElseIn(folder, target, folder.resolve("new"));
    }

    @Test
    void whatCannotBeWrittenIsToldBeforeTheWork() throws IOException {
        AtomicFiles.requirePossible(folder.resolve("file"));
        AtomicFiles.requirePossible(Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere")));
        assertThatThrownBy(() -> AtomicFiles.requirePossible(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write '" + folder + "': it is a directory");
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
