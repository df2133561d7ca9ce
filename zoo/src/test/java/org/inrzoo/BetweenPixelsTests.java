package org.inrzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.Resize;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.Fit;
import org.inrzoo.io.Json;
import org.inrzoo.metric.BetweenReference;
import org.inrzoo.metric.Psnr;
import org.inrzoo.record.FitRecord;
import org.inrzoo.run.FitRun;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.run.RunFolder;
import org.inrzoo.task.ImageTask;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BetweenPixelsTests {

    private static final Image PICTURE = Datasets.image("astronaut").resize(12, 8);

    private static Stream<Variant> models() {
        return Registry.list("*").stream().map(BetweenPixelsTests::tiny);
    }

    /** At most four tiles across and three down, so that the picture can be cut. */
    private static Variant tiny(Variant model) {
        Variant tiny = model.with("width", 4);
        if (model.settings().containsKey("headRows")) {
            tiny = tiny.with("headRows", 2).with("headColumns", 3);
        }
        return tiny;
    }

    private static FittedImage drawn(Variant model) {
        return FittedImage.trained(
                model, 12, 8, 3, model.architecture(12, 8, 3).parameters().initialize(1), "fused", 1);
    }

    @ParameterizedTest
    @MethodSource("models")
    void isThePsnrOfThePictureAtTwiceTheSize(Variant model) {
        FittedImage fitted = drawn(model);
        float[] twice = fitted.render(24, 16).values();
        Image source = Datasets.image("astronaut").resize(24, 16);
        BetweenPixels against = BetweenPixels.of(fitted, PICTURE, Optional.of(source));
        assertThat(against.reference()).isEqualTo(BetweenReference.SOURCE);
        assertThat(against.psnr()).isEqualTo(Psnr.standard(twice, source.values()), within(1e-9));

        BetweenPixels alone = BetweenPixels.of(fitted, PICTURE, Optional.empty());
        assertThat(alone.reference()).isEqualTo(BetweenReference.INTERPOLATION);
        assertThat(alone.psnr())
                .isEqualTo(
                        Psnr.standard(
                                twice, PICTURE.resize(24, 16, Resize.LANCZOS).values()),
                        within(1e-4));
    }

    /** On a finer grid, a network that looks at neighbours is another function. */
    private static Stream<Variant> pointwise() {
        return models().filter(model -> model.family().architecture(2, 1).reach() == 0);
    }

    /** With three times as many pixels, the middle ones are where the fitted ones were, whatever the recipe's grid. */
    @ParameterizedTest
    @MethodSource("pointwise")
    void areDrawnWhereTheFittedOnesWere(Variant model) {
        FittedImage fitted = drawn(model);
        Image own = fitted.render(12, 8);
        Image large = fitted.render(36, 24);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 12; x++) {
                for (int c = 0; c < 3; c++) {
                    assertThat(large.values()[((3 * y + 1) * 36 + 3 * x + 1) * 3 + c])
                            .as("pixel %d, %d", x, y)
                            .isEqualTo(own.values()[(y * 12 + x) * 3 + c], within(2e-3f));
                }
            }
        }
    }

    @Nested
    class Sources {

        @Test
        void atTwiceTheSizeAreTakenWhereTheyHaveAsManyPixels() {
            assertThat(LoadedImage.load("camera", 256).twice()).hasValue(Datasets.image("camera"));
            assertThat(LoadedImage.load("camera", 100).twice())
                    .hasValue(Datasets.image("camera").resize(200, 200));
            assertThat(LoadedImage.load("camera", 257).twice()).isEmpty();
            assertThat(LoadedImage.load("camera", 0).twice()).isEmpty();
            assertThat(LoadedImage.load("perlin:4", 600).twice()).hasValue(Datasets.image("perlin:4", 1200));
        }
    }

    @Nested
    class Scored {

        @TempDir
        private Path folder;

        @Test
        void fitsKeepTheirScoresInTheWeightFile() {
            FittedImage fitted =
                    Zoo.get("siren").with("width", 4).with("steps", 3).fit(PICTURE);
            assertThat(fitted.psnr().orElseThrow())
                    .isEqualTo(Psnr.standard(fitted.render(12, 8).values(), PICTURE.values()), within(1e-3));
            assertThat(fitted.psnrBetween()).isPresent();
            fitted.save(folder.resolve("weights"));
            assertThat(FittedImage.load(folder.resolve("weights")).scores()).isEqualTo(fitted.scores());
        }

        @Test
        void recordsSayWhatTheScoreRefersTo() {
            FitRecord half = run(LoadedImage.load("camera", 16));
            assertThat(half.psnrBetween()).isPositive();
            assertThat(half.betweenReference()).isEqualTo(BetweenReference.SOURCE);
            assertThat(Json.text(Json.read(Json.text(half), FitRecord.class, "result.json")))
                    .isEqualTo(Json.text(half));
            assertThat(Json.text(half)).contains("\"betweenReference\" : \"source\"");
        }

        private FitRecord run(LoadedImage pixels) {
            Variant tiny = Registry.get("siren").with("width", 4).with("steps", 2);
            FitSpec spec = FitRun.spec(tiny, pixels, 0, new FitSpec.Compute("fused", 1, 9));
            try (FitRun run = FitRun.start(spec, pixels, new RunFolder(folder))) {
                return run.run().orElseThrow();
            }
        }
    }

    /** Files of the version before levels followed the picture and before there were scores between the pixels. */
    @Nested
    class OlderFiles {

        @TempDir
        private Path folder;

        @Test
        void areTheNetworkThatTheyWere() {
            FitRecord record = Json.read(text("result.json"), FitRecord.class, "result.json");
            assertThat(record.psnrBetween()).isNull();
            FittedImage fitted = FittedImage.load(copy("weights.safetensors"));
            assertThat(fitted.psnr()).isEmpty();
            assertThat(fitted.psnrBetween()).isEmpty();
            assertThat(fitted.variant().settings())
                    .containsEntry("sized", false)
                    .containsEntry("jitter", 0.0);
            Image camera = Datasets.image("camera").resize(24, 24);
            assertThat(Psnr.standard(fitted.render(24, 24).values(), camera.values()))
                    .isEqualTo(record.psnr(), within(1e-4));
        }

        @Test
        void areResumedAsTheFitThatTheyWere() {
            copy("checkpoint-000000003.safetensors");
            FitRecord record = Json.read(text("result.json"), FitRecord.class, "result.json");
            RunFolder run = new RunFolder(folder);
            try (FitRun resumed = FitRun.resume(run, Optional.empty(), note -> {})) {
                assertThat(resumed.stepsDone()).isEqualTo(3);
                assertThat(resumed.run().orElseThrow().psnr()).isEqualTo(record.psnr(), within(1e-4));
            }
            assertThat(FittedImage.load(run.weights()).parameters())
                    .containsExactly(
                            FittedImage.load(copy("weights.safetensors")).parameters(), within(1e-5f));
        }

        private String text(String name) {
            try {
                return new String(
                        BetweenPixelsTests.class
                                .getResourceAsStream("before-sizing/" + name)
                                .readAllBytes(),
                        StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Path copy(String name) {
            try (var in = BetweenPixelsTests.class.getResourceAsStream("before-sizing/" + name)) {
                Path file = folder.resolve(name);
                Files.deleteIfExists(file);
                Files.copy(in, file);
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void jitteredFitsHaveTheSameBitsOnAnyNumberOfThreads(int threads) {
        pointwise().forEach(model -> {
            Variant jittered = model.with("steps", 2).with("jitter", 1).with("evaluations", 1);
            assertThat(parameters(jittered, threads)).as(model.name()).containsExactly(parameters(jittered, 1));
        });
    }

    private static float[] parameters(Variant model, int threads) {
        ImageTask task = new ImageTask(
                PICTURE, model.family().tiles(), model.family().levelsOfDetail().size(), model.recipe());
        try (Engine engine = Engines.create("fused", model.architecture(12, 8, 3), threads)) {
            Fit fit = new Fit(engine, model.recipe(), task);
            return fit.run(fit.start()).parameters();
        }
    }
}
