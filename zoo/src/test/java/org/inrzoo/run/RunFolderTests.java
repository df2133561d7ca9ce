package org.inrzoo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.inrzoo.datasets.Background;
import org.inrzoo.family.Registry;
import org.inrzoo.fit.Checkpoint;
import org.inrzoo.fit.FitException;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.History;
import org.inrzoo.io.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTests {

    private static final FitSpec SPEC = new FitSpec(
            new FitSpec.Model(
                    "siren",
                    Registry.get("siren").with("width", 3).with("depth", 2).settings()),
            new FitSpec.ImageSource("camera", Background.WHITE, 16, 0),
            new FitSpec.Pixels(16, 16, 1, "0".repeat(64)),
            new FitSpec.Compute("samediff", 1, 2));

    @TempDir
    private Path temporary;

    @Nested
    class Creation {

        @Test
        void makesAllFoldersOnTheWay() {
            RunFolder.create(temporary.resolve("a/b/c"), false);
            assertThat(temporary.resolve("a/b/c")).isEmptyDirectory();
        }

        @Test
        void takesAnEmptyFolder() throws IOException {
            Files.createDirectory(temporary.resolve("empty"));
            RunFolder.create(temporary.resolve("empty"), false);
            assertThat(temporary.resolve("empty")).isEmptyDirectory();
        }

        @Test
        void refusesAFolderInUseUnlessForced() throws IOException {
            Path file = Files.writeString(temporary.resolve("mine.txt"), "precious");
            assertThatThrownBy(() -> RunFolder.create(temporary, false))
                    .isInstanceOf(FolderException.class)
                    .hasMessage("the output folder '" + temporary + "' is not empty");
            RunFolder.create(temporary, true);
            assertThat(file).hasContent("precious");
        }

        @Test
        void forcedForgetsTheCheckpointsOfTheFitBefore() {
            RunFolder folder = new RunFolder(temporary);
            folder.checkpoint(SPEC, state(2));
            assertThatThrownBy(() -> RunFolder.create(temporary, true).resumable())
                    .isInstanceOf(FitException.class);
        }

        @Test
        void refusesAPlaceWhereNoFolderCanBe() throws IOException {
            Path file = Files.writeString(temporary.resolve("file"), "");
            for (Path impossible : List.of(file, file.resolve("below"), file.resolve("below/further"))) {
                assertThatThrownBy(() -> RunFolder.create(impossible, true))
                        .isInstanceOf(FolderException.class)
                        .hasMessage("cannot write to the output folder '" + impossible + "'");
            }
        }
    }

    @Nested
    class Checkpoints {

        private RunFolder folder;

        @BeforeEach
        void useTheFolder() {
            folder = new RunFolder(temporary);
        }

        @Test
        void areReadAsTheyWereWritten() {
            FitState written = state(4);
            folder.checkpoint(SPEC, written);
            RunFolder.Resumable<FitSpec> read = folder.resumable();
            assertThat(read.notes()).isEmpty();
            assertThat(read.spec())
                    .usingRecursiveComparison()
                    .ignoringFields("model.settings")
                    .isEqualTo(SPEC);
            assertThat(read.spec().variant()).isEqualTo(SPEC.variant());
            assertSame(read.state(), written);
        }

        @Test
        void areKeptByTwo() {
            for (int step : new int[] {2, 4, 6, 8, 10, 100}) {
                folder.checkpoint(SPEC, state(step));
            }
            assertThat(names()).containsExactly("checkpoint-000000010.safetensors", "checkpoint-000000100.safetensors");
            assertThat(folder.resumable().state().step()).isEqualTo(100);
        }

        @Test
        void areDeletedAtTheEnd() throws IOException {
            folder.checkpoint(SPEC, state(2));
            Files.writeString(temporary.resolve("mine.txt"), "precious");
            folder.deleteCheckpoints();
            assertThat(names()).containsExactly("mine.txt");
        }

        @ParameterizedTest(name = "cut to {0} of 1000")
        @ValueSource(ints = {0, 1, 500, 999})
        void thatAreCutOffArePassedOver(int permille) throws IOException {
            folder.checkpoint(SPEC, state(2));
            folder.checkpoint(SPEC, state(4));
            Path newest = temporary.resolve("checkpoint-000000004.safetensors");
            byte[] whole = Files.readAllBytes(newest);
            Files.write(newest, Arrays.copyOf(whole, (int) (whole.length * (long) permille / 1000)));
            assertGoesOnFromStep2();
        }

        @Test
        void sayInOneFlatObjectWhatTheFitIs() {
            FitSpec red = new FitSpec(
                    new FitSpec.Model("siren", Map.of("width", 3)),
                    new FitSpec.ImageSource("camera", Background.parse("#ff0000"), 16, 32),
                    new FitSpec.Pixels(15, 16, 3, "abc"),
                    new FitSpec.Compute("fused", 4, 5));
            String line = Json.line(red);
            assertThat(line)
                    .isEqualTo("{\"model\":\"siren\",\"settings\":{\"width\":3},\"image\":\"camera\","
                            + "\"background\":\"#ff0000\",\"size\":16,\"testSize\":32,\"width\":15,\"height\":16,"
                            + "\"channels\":3,\"dataSha256\":\"abc\",\"engine\":\"fused\",\"threads\":4,"
                            + "\"checkpointEvery\":5}");
            assertThat(Json.read(line, FitSpec.class, "here")).isEqualTo(red);
        }

        @Test
        void thatBelongToAnotherModelArePassedOver() {
            folder.checkpoint(SPEC, state(2));
            FitState state = state(4);
            String wider = Json.line(spec(Registry.get("siren").settings()));
            Checkpoint.write(state, SPEC.architecture().parameters(), Map.of("spec", wider))
                    .write(temporary.resolve("checkpoint-000000004.safetensors"));
            assertGoesOnFromStep2();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "null",
                    "[]",
                    "{}",
                    "not JSON",
                    "{\"model\":\"siren\"}",
                    "{\"model\":\"none\",\"settings\":{}}",
                    "{\"surprise\":1}",
                    "{\"model\":\"siren\",\"settings\":{\"width\":null}}",
                    "{\"model\":\"loe-sine-quadtree\",\"settings\":{\"arrangement\":\"gray-code\",\"experts\":3},\"channels\":1}",
                    "{\"model\":\"loe-sine-quadtree\",\"settings\":{\"width\":4096,\"depth\":24,\"experts\":16},\"channels\":1}",
                    "{\"model\":\"siren\",\"settings\":{\"width\":4096,\"depth\":64},\"channels\":1}",
                    "{\"model\":\"siren\",\"settings\":{\"width\":3,\"depth\":2},\"channels\":-1}"
                })
        void ofANonsensicalFitArePassedOver(String spec) {
            folder.checkpoint(SPEC, state(2));
            Checkpoint.write(state(4), SPEC.architecture().parameters(), Map.of("spec", spec))
                    .write(temporary.resolve("checkpoint-000000004.safetensors"));
            assertGoesOnFromStep2();
        }

        @Test
        void thatAreLinksToNothingArePassedOver() throws IOException {
            folder.checkpoint(SPEC, state(2));
            Files.createSymbolicLink(
                    temporary.resolve("checkpoint-000000004.safetensors"), temporary.resolve("nowhere"));
            RunFolder.Resumable<FitSpec> read = folder.resumable();
            assertSame(read.state(), state(2));
            assertThat(read.notes())
                    .singleElement()
                    .asString()
                    .contains("no such file")
                    .endsWith("; going on from the checkpoint before");
        }

        @Test
        void thatCannotBeUsedArePassedOverAndTheNewestRefusalIsToldWhenNoneCan() {
            folder.checkpoint(SPEC, state(2));
            folder.checkpoint(SPEC, state(4));
            RunFolder.Resumable<FitSpec> used = folder.newest(FitSpec.class, checkpoint -> {
                if (checkpoint.state().step() == 4) {
                    throw new FitException("of another image");
                }
                return checkpoint;
            });
            assertSame(used.state(), state(2));
            assertThat(used.notes())
                    .containsExactly("'checkpoint-000000004.safetensors': of another image;"
                            + " going on from the checkpoint before");
            assertThatThrownBy(() -> folder.newest(FitSpec.class, checkpoint -> {
                        throw new FitException(
                                "not at step " + checkpoint.state().step());
                    }))
                    .isInstanceOf(FitException.class)
                    .hasMessage("not at step 4");
        }

        @Test
        void surviveAKillInTheMiddleOfTheNext() throws IOException {
            folder.checkpoint(SPEC, state(2));
            Files.write(temporary.resolve(".inrzoo-1.tmp"), new byte[100]);
            Files.write(temporary.resolve("checkpoint-000000004.safetensors.tmp"), new byte[100]);
            assertThat(folder.resumable().state().step()).isEqualTo(2);
            assertThat(folder.resumable().notes()).isEmpty();
            folder.checkpoint(SPEC, state(4));
            assertThat(folder.resumable().state().step()).isEqualTo(4);
        }

        @Test
        void thatAreAllBrokenAreReported() throws IOException {
            Files.write(temporary.resolve("checkpoint-000000004.safetensors"), new byte[3]);
            assertThatThrownBy(folder::resumable)
                    .isInstanceOf(FitException.class)
                    .hasMessageStartingWith(
                            "there is no checkpoint to resume in '" + temporary + "' that can be read: file '")
                    .hasMessageNotContaining("\n");
        }

        @Test
        void thatAreNotThereAreReported() {
            assertThatThrownBy(folder::resumable)
                    .isInstanceOf(FitException.class)
                    .hasMessage("there is no checkpoint to resume in '" + temporary + "'");
            RunFolder nowhere = new RunFolder(temporary.resolve("none"));
            assertThatThrownBy(nowhere::resumable)
                    .isInstanceOf(FitException.class)
                    .hasMessage("cannot read the folder '" + nowhere.path() + "': give the folder of a fit");
        }

        private void assertGoesOnFromStep2() {
            RunFolder.Resumable<FitSpec> read = folder.resumable();
            assertSame(read.state(), state(2));
            assertThat(read.notes())
                    .singleElement()
                    .asString()
                    .contains("checkpoint-000000004.safetensors' is malformed: ")
                    .endsWith("; going on from the checkpoint before")
                    .doesNotContain("\n");
        }

        private List<String> names() {
            try (Stream<Path> files = Files.list(temporary)) {
                return files.map(file -> file.getFileName().toString()).sorted().toList();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** To the bit. */
    private static void assertSame(FitState actual, FitState expected) {
        assertThat(actual.step()).as("step").isEqualTo(expected.step());
        assertThat(actual.parameters()).as("parameters").containsExactly(expected.parameters());
        assertThat(actual.optimizer()).as("optimiser's state").containsExactly(expected.optimizer());
        assertThat(actual.history()).as("history").isEqualTo(expected.history());
        assertThat(List.of(actual.seconds(), actual.stepSeconds(), actual.cpuSeconds()))
                .as("clock")
                .containsExactly(expected.seconds(), expected.stepSeconds(), expected.cpuSeconds());
    }

    private static FitSpec spec(Map<String, Object> settings) {
        return new FitSpec(
                new FitSpec.Model(SPEC.model().name(), settings), SPEC.source(), SPEC.pixels(), SPEC.computation());
    }

    private static FitState state(int step) {
        float[] parameters = SPEC.architecture().parameters().initialize(step);
        History history = History.empty()
                .plus(new History.Row(1, 0.1, 0.5, 7.25, 0.01))
                .plus(new History.Row(step, 1e-4, 1.0 / 3, Double.NaN, 1e9));
        float[] optimizer = new float[2 * SPEC.architecture().parameters().trainable()];
        optimizer[0] = Float.MIN_VALUE;
        optimizer[1] = -0f;
        return new FitState(step, parameters, optimizer, history, 1.5, 0.25, 3.75);
    }
}
