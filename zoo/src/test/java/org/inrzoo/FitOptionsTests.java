package org.inrzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.EngineException;
import org.inrzoo.error.ZooException;
import org.inrzoo.fit.DivergedException;
import org.inrzoo.fit.FitException;
import org.inrzoo.fit.FitListener;
import org.inrzoo.fit.Recipe;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Sigmoid;
import org.inrzoo.layer.Sine;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.OptionException;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Range;
import org.inrzoo.signal.SignalKinds;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitOptionsTests {

    private static final Image PICTURE = Datasets.image("perlin:4", 16);
    private static final ZooModel MODEL = Zoo.get("siren")
            .with("width", 8)
            .with("depth", 2)
            .with("rate", 1e-3)
            .with("steps", 40);
    private static final FitOptions ALONE = FitOptions.defaults().withThreads(1);

    @ParameterizedTest
    @ValueSource(strings = {"fused", "samediff"})
    void fitsSideBySideGiveWhatTheyGiveAlone(String engine) throws Exception {
        FitOptions options = ALONE.withEngine(engine);
        List<ZooModel> models =
                List.of(MODEL, MODEL.with("seed", 1), MODEL.with("omega0", 10), MODEL.with("width", 6), MODEL);
        ExecutorService threads = Executors.newFixedThreadPool(models.size());
        try {
            List<Future<FittedImage>> fits = new ArrayList<>();
            for (ZooModel model : models) {
                fits.add(threads.submit(() -> model.fit(PICTURE, options)));
            }
            for (int i = 0; i < models.size(); i++) {
                assertThat(fits.get(i).get().parameters())
                        .as(models.get(i).toString())
                        .isEqualTo(models.get(i).fit(PICTURE, options).parameters());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFitReturnsWhatItReached() {
        FittedImage fitted = MODEL.with("evaluations", 4).fit(PICTURE, ALONE);
        assertThat(fitted.history().rows()).hasSize(4);
        assertThat(fitted.history().score()).isEqualTo(fitted.psnr().getAsDouble());
        assertThat(fitted.psnrBetween()).isPresent();
    }

    @Test
    void engineAndThreadsAreThoseAskedFor() {
        assertThatThrownBy(() -> MODEL.fit(PICTURE, ALONE.withEngine("abacus"))).isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> ALONE.withThreads(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equalFitsAreEqual() {
        FittedImage one = MODEL.fit(PICTURE, ALONE);
        FittedImage same = one.with(one.scores(), one.history());
        assertThat(same).isEqualTo(one).hasSameHashCodeAs(one);
        same = new FittedImage(one.variant(), 16, 16, 1, one.parameters().clone(), one.scores(), one.history());
        assertThat(same).isEqualTo(one).hasSameHashCodeAs(one);
        same.parameters()[3] += 1;
        assertThat(same).isNotEqualTo(one);
    }

    @Nested
    class Checkpoints {

        @TempDir
        private Path folder;

        @Test
        void letAFitGoOnToTheSameBits() {
            FitOptions kept = ALONE.withCheckpoints(folder, 7);
            FittedImage through = MODEL.fit(PICTURE, ALONE);
            FittedImage stopped =
                    MODEL.fit(PICTURE, kept.withListener(FitListener.stopWhen(progress -> progress.step() == 25)));
            assertThat(stopped.parameters()).isNotEqualTo(through.parameters());
            assertThat(folder).isNotEmptyDirectory();
            List<Integer> steps = new ArrayList<>();
            FittedImage resumed = MODEL.fit(PICTURE, kept.withListener(progress -> steps.add(progress.step())));
            assertThat(steps).first().isEqualTo(26);
            assertThat(resumed.parameters()).isEqualTo(through.parameters());
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void surviveAFailure() {
            FitOptions kept = ALONE.withCheckpoints(folder, 7);
            assertThatThrownBy(() -> MODEL.fit(PICTURE, kept.withListener(progress -> {
                        if (progress.step() == 20) {
                            throw new IllegalStateException("power cut");
                        }
                    })))
                    .hasMessage("power cut");
            List<Integer> steps = new ArrayList<>();
            MODEL.fit(PICTURE, kept.withListener(progress -> steps.add(progress.step())));
            assertThat(steps).first().isEqualTo(15);
        }

        /** Its settings do not name what came later: jitter, a second learning rate. */
        @Test
        void olderThanSomeOptionsAreGoneOnWith() {
            FitOptions kept = ALONE.withCheckpoints(folder, 7);
            MODEL.fit(PICTURE, kept.withListener(FitListener.stopWhen(progress -> progress.step() == 25)));
            Path file = folder.resolve("fit.checkpoint.safetensors");
            Safetensors content = Safetensors.read(file);
            Map<String, String> older = new HashMap<>(content.metadata());
            older.computeIfPresent(
                    "settings",
                    (key, settings) -> settings.replaceAll("\"(jitter|auxRate|matrixDecay)\":[0-9.]+,", ""));
            assertThat(older.get("settings"))
                    .doesNotContain("auxRate")
                    .hasSizeLessThan(content.metadata().get("settings").length() - 40);
            Safetensors.of(content.tensors().values(), older).write(file);
            List<Integer> steps = new ArrayList<>();
            MODEL.fit(PICTURE, kept.withListener(progress -> steps.add(progress.step())));
            assertThat(steps).first().isEqualTo(26);
        }

        @Test
        void ofAnotherFitAreRefused() {
            FitOptions kept = ALONE.withCheckpoints(folder, 7);
            MODEL.fit(PICTURE, kept.withListener(FitListener.stopWhen(progress -> progress.step() == 25)));
            assertThatThrownBy(() -> MODEL.with("omega0", 10).fit(PICTURE, kept))
                    .isInstanceOf(FitException.class)
                    .hasMessageContaining("another model, other settings or another image");
            assertThatThrownBy(() -> MODEL.fit(Datasets.image("camera", 16), kept))
                    .isInstanceOf(FitException.class);
        }
    }

    @Test
    void aDivergedFitLeavesTheNetworkAsItWasBefore() {
        DivergedFitException error = catchThrowableOfType(
                DivergedFitException.class,
                () -> MODEL.with("optimizer", "sgd").with("rate", 1000).fit(PICTURE, ALONE));
        assertThat(error)
                .isInstanceOf(DivergedException.class)
                .isInstanceOf(FitException.class)
                .isInstanceOf(ZooException.class);
        assertThat(error.rate()).isEqualTo(1000);
        assertThat(error.step()).isPositive();
        assertThat(error.fitted().render(16, 16).values()).doesNotContain(Float.NaN);
    }

    @Nested
    class OwnNetworks {

        private final Architecture network = new Architecture(
                2,
                List.of(
                        new Identity(Range.SYMMETRIC),
                        new Dense(12, Initializer.sirenFirst(), Initializer.pytorchDefault()),
                        new Sine(30),
                        new Dense(1, Initializer.siren(30), Initializer.zeros()),
                        new Sigmoid()));
        private final Recipe recipe = Recipe.adam(1e-2, 60).with("targets", Range.UNIT);

        @Test
        void areFittedWithoutAName() {
            FittedImage fitted = Zoo.fit(network, recipe, PICTURE);
            assertThat(fitted.architecture()).isEqualTo(network);
            assertThat(fitted.psnr().getAsDouble())
                    .isGreaterThan(Zoo.fit(network, recipe.with("steps", 1), PICTURE)
                            .psnr()
                            .getAsDouble());
        }

        @Test
        void areSavedAndReadByTheirModel(@TempDir Path folder) {
            ZooModel model = ZooModel.of(network, recipe);
            FittedImage fitted = model.fit(PICTURE, ALONE);
            Path file = folder.resolve("own.safetensors");
            fitted.save(file);
            assertThat(model.load(file).parameters()).isEqualTo(fitted.parameters());
            assertThatThrownBy(() -> Zoo.load(file))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("own-network");
            assertThatThrownBy(() -> Zoo.get("siren").load(file))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("not of a siren");
        }

        @Test
        void takeSignalsOfTheirOwnKindOnly() {
            Image colored = Datasets.image("astronaut", 16);
            assertThatThrownBy(() -> Zoo.fit(network, recipe, colored))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2 coordinates to 1 values");
        }
    }

    @Test
    void aFitThatDoesNotFitInMemoryIsRefusedBeforeItBegins() {
        ZooModel vast = Zoo.get("siren").with("width", 4096).with("depth", 64);
        assertThatThrownBy(() -> vast.fit(Datasets.image("camera", 8)))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("GB");
        assertThatThrownBy(() -> vast.fit(SignalKinds.read("audio:chirp")))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("GB");
    }
}
