package org.inrzoo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.inrzoo.fit.FitException;
import org.inrzoo.run.FolderException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimedFolderTests {

    private static final int AT_ONCE = 8;

    @TempDir
    private Path temporary;

    /** What is claimed in turns or at once, by one thread each. */
    private interface Claim {
        ClaimedFolder make() throws Exception;
    }

    @Test
    void eachOfManyThatStartTogetherGetsANewFolderOfItsOwn() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path name = temporary.resolve("runs/round" + round);
            List<ClaimedFolder> claimed = together(() -> ClaimedFolder.numbered(name));
            assertThat(claimed)
                    .extracting(folder -> folder.folder().path())
                    .doesNotHaveDuplicates()
                    .hasSize(AT_ONCE)
                    .contains(name, temporary.resolve("runs/round" + round + "-" + AT_ONCE));
            claimed.forEach(ClaimedFolder::close);
        }
    }

    @Test
    void oneOfManyThatWantTheSameFolderGetsIt() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path name = temporary.resolve("same" + round);
            List<ClaimedFolder> claimed = together(() -> ClaimedFolder.of(name, true));
            assertThat(claimed).as("round %d", round).hasSize(1);
            claimed.get(0).close();
        }
    }

    @Test
    void whoTakesAFolderInTurnsIsAloneInIt() throws Exception {
        Path name = temporary.resolve("turns");
        together(() -> {
            for (int turn = 0; turn < 50; turn++) {
                try (ClaimedFolder claimed = ClaimedFolder.of(name, true)) {
                    Path file = Files.createFile(claimed.folder().path().resolve("mine"));
                    Files.delete(file);
                } catch (FolderException e) {
                    assertThat(e.reason()).isEqualTo(Reason.IN_USE);
                }
            }
            return null;
        });
        assertThat(name).as("an empty folder is taken away by the last").doesNotExist();
    }

    @Test
    void aFolderInUseIsRefusedUntilItIsClosed() {
        Path name = temporary.resolve("run");
        ClaimedFolder first = ClaimedFolder.of(name, false);
        for (Claim other : List.<Claim>of(() -> ClaimedFolder.of(name, true), () -> ClaimedFolder.existing(name))) {
            assertThatThrownBy(other::make)
                    .isInstanceOf(FolderException.class)
                    .hasMessage("the folder '" + name + "' is in use by another run");
        }
        first.close();
        ClaimedFolder.of(name, false).close();
    }

    @Test
    void aFolderOfAKilledRunIsFree() throws IOException {
        Path name = Files.createDirectory(temporary.resolve("killed"));
        Files.write(name.resolve(ClaimedFolder.MARK), new byte[9]);
        try (ClaimedFolder claimed = ClaimedFolder.of(name, false)) {
            assertThat(claimed.folder().path()).isEqualTo(name);
        }
    }

    @Test
    void whatAKilledRunLeftHalfWrittenIsTakenAway() throws IOException {
        Path name = Files.createDirectory(temporary.resolve("killed"));
        Files.write(name.resolve(".inrzoo-0b8e.tmp"), new byte[9]);
        ClaimedFolder.of(name, false).close();
        assertThat(name).as("an empty folder").doesNotExist();
        Files.createDirectory(name);
        Files.write(name.resolve(".inrzoo-0b8e.tmp"), new byte[9]);
        Files.write(name.resolve("mine.tmp"), new byte[9]);
        ClaimedFolder.existing(name).close();
        assertThat(names(name)).containsExactly("mine.tmp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weights.safetensors",
                "result.json",
                "history.csv",
                "reconstruction.png",
                "comparison.png",
                "checkpoint-000000004.safetensors"
            })
    void aFolderWhereAFileOfTheRunBelongsIsFoundBeforeTheFit(String file) throws IOException {
        Path name = Files.createDirectory(temporary.resolve("blocked"));
        Path blocked = Files.createDirectories(name.resolve(file).resolve("mine"));
        for (Claim claim : List.<Claim>of(() -> ClaimedFolder.of(name, true), () -> ClaimedFolder.existing(name))) {
            assertThatThrownBy(claim::make)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("cannot write '" + name.resolve(file) + "': it is a directory");
            assertThat(names(name)).as("what is there after a refusal").containsExactly(file);
        }
        assertThat(blocked).isDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeWhereAFileOfTheRunBelongsIsFoundBeforeTheFit() throws Exception {
        Path name = Files.createDirectory(temporary.resolve("blocked"));
        Path pipe = name.resolve("weights.safetensors");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        for (Claim claim : List.<Claim>of(() -> ClaimedFolder.of(name, true), () -> ClaimedFolder.existing(name))) {
            assertThatThrownBy(claim::make).hasMessage("cannot write '" + pipe + "': it is not a regular file");
        }
    }

    @Test
    void whatWasWrittenStaysAndTheMarkDoesNot() throws IOException {
        Path name = temporary.resolve("kept");
        try (ClaimedFolder claimed = ClaimedFolder.of(name, false)) {
            Files.writeString(claimed.folder().path().resolve("result"), "");
        }
        assertThat(names(name)).containsExactly("result");
    }

    @Test
    void refusesAFolderWithFilesUnlessForced() throws IOException {
        Path file = Files.writeString(temporary.resolve("mine.txt"), "precious");
        assertThatThrownBy(() -> ClaimedFolder.of(temporary, false))
                .isInstanceOf(FolderException.class)
                .hasMessage("the output folder '" + temporary + "' is not empty");
        ClaimedFolder.of(temporary, true).close();
        assertThat(file).hasContent("precious");
        assertThat(names(temporary)).containsExactly("mine.txt");
    }

    @Test
    void goesOnOnlyInAFolderThatIsThere() throws IOException {
        Path nowhere = temporary.resolve("nowhere");
        assertThatThrownBy(() -> ClaimedFolder.existing(nowhere))
                .isInstanceOf(FitException.class)
                .hasMessage("cannot read the folder '" + nowhere + "': give the folder of a fit");
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        ClaimedFolder.existing(empty).close();
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void refusesAPlaceWhereNoFolderCanBe() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");
        for (Claim claim : List.<Claim>of(
                () -> ClaimedFolder.of(file.resolve("below"), true),
                () -> ClaimedFolder.numbered(file.resolve("below")),
                () -> ClaimedFolder.of(file, true))) {
            assertThatThrownBy(claim::make)
                    .isInstanceOfSatisfying(
                            FolderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_WRITABLE));
        }
    }

    /** What those get who were not told that the folder is in use. */
    private static List<ClaimedFolder> together(Claim claim) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        CyclicBarrier start = new CyclicBarrier(AT_ONCE);
        try {
            List<Future<ClaimedFolder>> futures = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                futures.add(threads.submit(() -> {
                    start.await();
                    try {
                        return claim.make();
                    } catch (FolderException e) {
                        assertThat(e.reason()).isEqualTo(Reason.IN_USE);
                        return null;
                    }
                }));
            }
            List<ClaimedFolder> claimed = new ArrayList<>();
            for (Future<ClaimedFolder> future : futures) {
                ClaimedFolder folder = future.get();
                if (folder != null) {
                    claimed.add(folder);
                }
            }
            return claimed;
        } finally {
            threads.shutdown();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
