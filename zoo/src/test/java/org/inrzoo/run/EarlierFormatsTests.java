package org.inrzoo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.inrzoo.FittedImage;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.Json;
import org.inrzoo.record.FitRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that the zoo wrote before fields, named scores and optimisers by name: they stay readable. */
class EarlierFormatsTests {

    private static final List<String> FILES =
            List.of("weights.safetensors", "result.json", "reconstruction.png", "checkpoint-000000100.safetensors");

    @TempDir
    private Path folder;

    @BeforeEach
    void copyFiles() throws IOException {
        for (String name : FILES) {
            try (InputStream in = EarlierFormatsTests.class.getResourceAsStream("earlier/" + name)) {
                Files.copy(in, folder.resolve(name));
            }
        }
    }

    @Test
    void weightsDrawThePictureTheyDrew() throws IOException {
        FittedImage fitted = FittedImage.load(folder.resolve("weights.safetensors"));
        float[] drawn = fitted.render(8, 8).values();
        float[] kept = Image.of(
                        ImageIO.read(folder.resolve("reconstruction.png").toFile()))
                .values();
        for (int i = 0; i < drawn.length; i++) {
            assertThat(drawn[i]).as("pixel %d", i).isEqualTo(kept[i], within(1 / 255f));
        }
        assertThat(fitted.field().scores().get(0).value())
                .isEqualTo(fitted.psnr().orElseThrow());
    }

    @Test
    void recordsAreRead() throws IOException {
        FitRecord record = record();
        assertThat(record.model()).isEqualTo("siren");
        assertThat(record.summary()).startsWith("siren: ").contains("2000 steps");
    }

    private FitRecord record() throws IOException {
        return Json.read(Files.readString(folder.resolve("result.json")), FitRecord.class, "result.json");
    }

    @Test
    void checkpointsGoOn() throws IOException {
        List<String> notes = new ArrayList<>();
        try (FitRun run = FitRun.resume(new RunFolder(folder), Optional.empty(), notes::add)) {
            assertThat(run.stepsDone()).isEqualTo(100);
            FitRecord ended = run.run().orElseThrow();
            assertThat(ended.psnr()).isEqualTo(record().psnr(), within(0.5));
        }
        assertThat(notes).isEmpty();
    }
}
