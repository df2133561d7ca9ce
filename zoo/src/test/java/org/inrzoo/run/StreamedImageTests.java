package org.inrzoo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Background;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.ImageFileException;
import org.inrzoo.datasets.ImageFiles;
import org.inrzoo.io.Pictures;
import org.inrzoo.option.OptionException;
import org.inrzoo.record.FitRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A picture that is streamed is fitted as one in memory is, bit by bit, as long as it is small enough for both. */
class StreamedImageTests {

    private static final Map<String, Object> SHORT = Map.of("steps", 12, "batch", 512, "evaluations", 3);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() {
        file = folder.resolve("picture.png");
        Pictures.write(file, Datasets.image("astronaut").resize(96, 64), 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"siren", "loe-sine-fine2coarse", "instant-ngp", "bacon", "multihead-relu-h8", "relu-bn"})
    void isFittedToTheSameBitsAsInMemory(String name) throws IOException {
        LoadedImage loaded = LoadedImage.load(file.toString(), 0);
        StreamedImage streamed = StreamedImage.load(file, Background.WHITE);

        FitRecord expected = run(name, loaded, 1, "loaded");
        FitRecord found = run(name, streamed, 2, "streamed");

        assertThat(streamed.pixels()).isEqualTo(loaded.pixels());
        assertThat(Files.readAllLines(folder.resolve("streamed/history.csv")))
                .as("but for the seconds")
                .hasSameSizeAs(Files.readAllLines(folder.resolve("loaded/history.csv")));
        assertThat(found.psnr()).isCloseTo(expected.psnr(), within(1e-4));
        if (!name.equals("relu-bn")) { // whose statistics are of all pixels in one, and kept ones in the other
            assertThat(found.psnr()).isEqualTo(expected.psnr());
            assertThat(picture("streamed")).isEqualTo(picture("loaded"));
        }
        assertThat(found.psnrUnclamped()).isCloseTo(expected.psnrUnclamped(), within(1e-4));
        assertThat(found.bits()).isEqualTo(expected.bits());
        assertThat(found.dataSha256()).isEqualTo(expected.dataSha256());
    }

    @Test
    void takesBatchesWhereTheRecipeTakesAllPixels() {
        StreamedImage streamed = StreamedImage.load(file, Background.WHITE);
        FitSpec spec = FitRun.spec(
                Zoo.get("siren").with("batch", 0).variant(), streamed, 0, new FitSpec.Compute("fused", 1, 100));

        assertThat(spec.model().settings()).containsEntry("batch", 65_536);
        assertThat(streamed.notes()).last().asString().contains("65,536 pixels where the recipe takes all");
    }

    @Test
    void goesOnFromACheckpointToTheSameBits() throws IOException {
        StreamedImage streamed = StreamedImage.load(file, Background.WHITE);
        FitRecord whole = run("siren", streamed, 1, "whole");
        FitSpec spec = FitRun.spec(
                Zoo.get("siren").withAll(SHORT).variant(), streamed, 0, new FitSpec.Compute("fused", 1, 100));
        RunFolder out = RunFolder.create(folder.resolve("stopped"), false);
        try (FitRun run = FitRun.start(spec, streamed, out)) {
            run.listener(progress -> {
                if (progress.step() == 5) {
                    run.stop();
                }
            });
            assertThat(run.run()).isEmpty();
        }
        try (FitRun run = FitRun.resume(out, Optional.empty(), note -> {})) {
            assertThat(run.stepsDone()).isEqualTo(5);
            assertThat(run.run().orElseThrow().weightsSha256()).isNotEmpty();
        }
        assertThat(picture("stopped")).isEqualTo(picture("whole"));
        assertThat(whole.psnrBetween()).isNull();
        assertThat(whole.summary()).doesNotContain("between").doesNotContain("null");
    }

    @Test
    void isRefusedByNetworksThatTakePicturesWhole() {
        StreamedImage streamed = StreamedImage.load(file, Background.WHITE);
        FitSpec.Compute computation = new FitSpec.Compute("fused", 1, 100);

        assertThatThrownBy(() -> FitRun.spec(Zoo.get("conv-inr").variant(), streamed, 0, computation))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("looks at neighbouring pixels");
        assertThatThrownBy(() -> FitRun.spec(Zoo.get("siren").with("jitter", 1).variant(), streamed, 0, computation))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("'jitter'");
    }

    @Test
    void thatIsNoPictureIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.tif"), "no picture");

        assertThatThrownBy(() -> StreamedImage.load(text, Background.WHITE))
                .isInstanceOf(ImageFileException.class)
                .hasMessageContaining("text.tif");
        assertThatThrownBy(() -> StreamedImage.load("camera", 0, Background.WHITE))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("not of 'camera'");
        assertThat(FitPicture.load(file.toString(), 0, Background.WHITE)).isInstanceOf(LoadedImage.class);
    }

    private FitRecord run(String name, FitPicture picture, int threads, String out) {
        ZooModel model = Zoo.get(name).withAll(SHORT);
        FitSpec spec = FitRun.spec(model.variant(), picture, 0, new FitSpec.Compute("fused", threads, 100));
        try (FitRun run = FitRun.start(spec, picture, RunFolder.create(folder.resolve(out), false))) {
            return run.run().orElseThrow();
        }
    }

    private Image picture(String out) {
        return ImageFiles.read(folder.resolve(out).resolve("reconstruction.png"))
                .image();
    }
}
