package org.inrzoo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.Zoo;
import org.inrzoo.datasets.Background;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.ImageFiles;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitException;
import org.inrzoo.io.Pictures;
import org.inrzoo.metric.Psnr;
import org.inrzoo.record.TiledRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiledRunTests {

    private static final Variant MODEL = Zoo.get("siren")
            .withAll(Map.of("width", 16, "depth", 2, "steps", 30, "evaluations", 2))
            .variant();

    @TempDir
    Path folder;

    private Path file;
    private Image image;

    @BeforeEach
    void write() {
        file = folder.resolve("picture.png");
        image = Datasets.image("astronaut").resize(40, 24);
        Pictures.write(file, image, 8);
    }

    @Test
    void fitsEveryTileAsAPictureOfItsOwnAndBlendsThem() {
        TiledRecord record = start(2, 2, 4, 2).run().orElseThrow();

        Image shown = read("out/reconstruction.png");
        assertThat(record.psnr())
                .as("but for rounding to 8 bits")
                .isCloseTo(Psnr.standard(shown.values(), read("picture.png").values()), within(0.05));
        assertThat(record.tiles())
                .extracting(TiledRecord.FittedTile::name)
                .containsExactly("tile-0-0", "tile-0-1", "tile-1-0", "tile-1-1");
        assertThat(record.reached()).hasSize(1);

        TiledRecord.FittedTile last = record.tiles().get(3);
        assertThat(List.of(last.x(), last.y(), last.width(), last.height())).containsExactly(16, 8, 24, 16);
        Path part = folder.resolve("part.png");
        Pictures.write(part, StreamedImage.load(file, Background.WHITE).image().part(16, 8, 24, 16), 8);
        LoadedImage alone = LoadedImage.load(part.toString(), 0);
        FitSpec spec = FitRun.spec(MODEL, alone, 0, new FitSpec.Compute("fused", 1, 100));
        try (FitRun run = FitRun.start(spec, alone, RunFolder.create(folder.resolve("alone"), false))) {
            assertThat(run.run().orElseThrow().weightsSha256()).isEqualTo(last.weightsSha256());
        }
    }

    @Test
    void isTheSameHoweverManyAreFittedAtATime() {
        TiledRecord one = start(2, 2, 4, 1).run().orElseThrow();
        TiledRecord four = start(2, 2, 4, 4).run().orElseThrow();

        assertThat(four.weightsSha256()).isEqualTo(one.weightsSha256());
        assertThat(four.psnr()).isEqualTo(one.psnr());
    }

    @Test
    void goesOnWhereItWasStopped() throws IOException {
        TiledRecord expected = start(2, 2, 4, 1).run().orElseThrow();
        TiledRun stopped = start(2, 2, 4, 1);
        stopped.listener(progress -> {
            if (progress.step() > 40) {
                stopped.stop();
            }
        });
        assertThat(stopped.run()).isEmpty();
        Path first = folder.resolve("out/tile-0-0/weights.safetensors");
        Object written = Files.getLastModifiedTime(first);

        TiledRun resumed = TiledRun.resume(new RunFolder(folder.resolve("out")), Optional.empty());
        List<Integer> steps = new ArrayList<>();
        resumed.listener(progress -> steps.add(progress.step()));
        TiledRecord record = resumed.run().orElseThrow();

        assertThat(steps).first().satisfies(step -> assertThat(step).isGreaterThan(30));
        assertThat(Files.getLastModifiedTime(first)).as("a tile that had ended").isEqualTo(written);
        assertThat(record.weightsSha256()).isEqualTo(expected.weightsSha256());
        assertThat(record.psnr()).isEqualTo(expected.psnr());
    }

    @Test
    void goesOnWithTheSamePictureAlone() {
        start(1, 2, 4, 1).run();
        Pictures.write(file, Datasets.image("astronaut").resize(24, 40), 8);

        assertThatThrownBy(() -> TiledRun.resume(new RunFolder(folder.resolve("out")), Optional.empty()))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("is not the image that the fit began with");
    }

    @Test
    void aTileThatFailsDoesNotEndTheOthers() throws IOException {
        TiledRun run = start(1, 3, 2, 1);
        Files.writeString(folder.resolve("out/tile-0-0"), "in the way");

        assertThatThrownBy(run::run)
                .isInstanceOf(FitException.class)
                .hasMessageContaining("1 of 3 tiles failed")
                .hasMessageContaining("tile-0-0");
        assertThat(folder.resolve("out/tile-0-2/result.json")).exists();
    }

    private TiledRun start(int rows, int columns, int overlap, int jobs) {
        StreamedImage pixels = StreamedImage.load(file, Background.WHITE);
        FitSpec whole = TiledRun.spec(MODEL, pixels, new FitSpec.Compute("fused", jobs, 100));
        TileCut cut = new TileCut(40, 24, rows, columns, overlap);
        RunFolder out = RunFolder.create(folder.resolve("out"), true);
        return TiledRun.start(new TiledSpec(whole, cut, jobs), pixels, out);
    }

    private Image read(String name) {
        return ImageFiles.read(folder.resolve(name)).image();
    }
}
