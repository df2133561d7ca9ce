package org.inrzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.Engines;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.io.Json;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.io.Tensor;
import org.inrzoo.metric.Psnr;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.Grid;
import org.inrzoo.point.ImageSizeException;
import org.inrzoo.point.ImageSplit;
import org.inrzoo.point.Points;
import org.inrzoo.task.ImageTask;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FittedImageTests {

    private static final Variant SIREN = Registry.get("siren").with("width", 3).with("depth", 2);

    @TempDir
    private Path folder;

    @Nested
    class Saving {

        @ParameterizedTest
        @ValueSource(ints = {1, 3})
        void andLoadingGivesTheSameModelWeightsAndPixels(int channels) {
            FittedImage fitted = fitted(channels);
            Path file = folder.resolve("weights.safetensors");
            fitted.save(file);
            FittedImage loaded = FittedImage.load(file);
            assertThat(loaded.variant()).isEqualTo(fitted.variant());
            assertThat(new int[] {loaded.width(), loaded.height(), loaded.channels()})
                    .containsExactly(6, 5, channels);
            assertThat(loaded.parameters()).containsExactly(fitted.parameters());
            Image before = fitted.render(7, 4);
            assertThat(before.width()).isEqualTo(7);
            assertThat(before.height()).isEqualTo(4);
            assertThat(before.channels()).isEqualTo(channels);
            assertThat(loaded.render(7, 4)).isEqualTo(before);
        }

        @Test
        void keepsEverySettingOfEveryModel() {
            for (Variant model : Registry.list("*")) {
                Variant variant =
                        model.with("width", 2).with("seed", Long.MIN_VALUE).with("rate", 1.0 / 3);
                float[] parameters = variant.architecture(9, 8, 1).parameters().initialize(1);
                Path file = folder.resolve(model.name());
                FittedImage.trained(variant, 9, 8, 1, parameters, "samediff", 1).save(file);
                assertThat(FittedImage.load(file).variant()).as(model.name()).isEqualTo(variant);
            }
        }

        @Test
        void givesTheSameBytesEachTime() {
            fitted(1).save(folder.resolve("a"));
            fitted(1).save(folder.resolve("b"));
            assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
        }

        @Test
        void namesTensorsLikeTheGraphsVariables() {
            fitted(1).save(folder.resolve("a"));
            assertThat(Safetensors.read(folder.resolve("a")).tensors().keySet())
                    .containsExactlyInAnyOrder(
                            "layer1/weight",
                            "layer1/bias",
                            "layer2/weight",
                            "layer2/bias",
                            "layer3/weight",
                            "layer3/bias");
        }
    }

    @Nested
    class Rendering {

        @Test
        void atItsOwnSizeGivesWhatTheTrainedNetworkGivesForAllPixelsTogether() {
            for (Variant model : Registry.list("*")) {
                Variant variant = small(model);
                ImageSplit tiles = variant.family().tiles();
                Grid grid = tiles.grid(9, 8, variant.recipe().grid());
                Architecture architecture = variant.architecture(9, 8, 3);
                float[] parameters = architecture.parameters().initialize(1);
                float[] outputs = new float[grid.size() * architecture.outputs()];
                try (Engine engine = Engines.create("fused", architecture, 2)) {
                    engine.forward(parameters, grid, outputs);
                }
                FittedImage fitted = FittedImage.trained(variant, 9, 8, 3, parameters, "fused", 2);
                assertThat(fitted.render(9, 8))
                        .isEqualTo(fitted.level(fitted.levels()).render(9, 8));
                for (int level = 1; level <= fitted.levels(); level++) {
                    float[] shown = columns(outputs, architecture.outputs(), fitted.levels(), level);
                    assertThat(fitted.level(level).render(9, 8).values())
                            .as("%s, level %d", model.name(), level)
                            .containsExactly(
                                    ImageTask.picture(
                                                    shown,
                                                    tiles,
                                                    grid,
                                                    3,
                                                    variant.recipe().targets())
                                            .values(),
                                    within(1e-4f));
                }
            }
        }

        /** The columns of one level among the outputs, which are all levels side by side. */
        private static float[] columns(float[] outputs, int width, int levels, int level) {
            float[] columns = new float[outputs.length / levels];
            for (int i = 0; i < columns.length; i++) {
                int point = i / (width / levels);
                columns[i] = outputs[point * width + (level - 1) * (width / levels) + i % (width / levels)];
            }
            return columns;
        }

        private static Variant small(Variant model) {
            Map<String, Object> known = new TreeMap<>(Map.of("width", 6, "headRows", 2, "headColumns", 3, "alpha", 4));
            known.keySet().retainAll(model.settings().keySet());
            return model.withAll(known);
        }

        @ParameterizedTest
        @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 1e38f})
        void refusesWeightsThatGiveNoNumbers(float weight) {
            FittedImage fitted = fitted(1);
            Arrays.fill(fitted.parameters(), weight);
            assertThatThrownBy(() -> fitted.render(4, 4))
                    .isInstanceOf(EngineException.class)
                    .hasMessage(
                            "the network's values are no numbers: its weights are not finite or too large; fit it anew");
        }

        @Test
        void staysInsideTheRangeOfPixels() {
            FittedImage fitted = fitted(3);
            for (int i = 0; i < fitted.parameters().length; i++) {
                fitted.parameters()[i] *= 100;
            }
            assertThat(fitted.render(8, 8).values()).contains(0, 1);
        }

        @Test
        void ofALargePictureInStripsGivesThePixelsOfTheWholeAndTellsHowFarItIs() {
            FittedImage fitted = fitted(1);
            List<Double> progress = new ArrayList<>();
            Image large = fitted.render(1024, 1025, progress::add);
            assertThat(progress).hasSize(2).isSorted().endsWith(1.0);
            float[] last = new float[1];
            try (Engine engine = new SameDiffEngine(fitted.architecture(), 1)) {
                Grid grid = Grid.image(1024, 1025, fitted.variant().recipe().grid());
                engine.forward(fitted.parameters(), grid.slice(grid.size() - 1, 1), last);
            }
            float expected =
                    Math.max(0, Math.min(1, fitted.variant().recipe().targets().toUnit(last[0])));
            assertThat(large.values()[large.values().length - 1]).isCloseTo(expected, within(1e-5f));
        }
    }

    /** Networks that show an image at several levels of detail. */
    @Nested
    class OfLevels {

        private static final Variant BACON =
                Registry.get("bacon").with("width", 4).with("resolution", 16);

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void isANetworkOfItsOwnAtEachThatCanBeSaved(int level) {
            FittedImage whole = bacon();
            FittedImage part = whole.level(level);
            assertThat(part.levels()).isEqualTo(1);
            assertThat(part.parameters().length).isLessThan(whole.parameters().length);
            part.save(folder.resolve("part"));
            FittedImage loaded = FittedImage.load(folder.resolve("part"));
            assertThat(loaded.variant()).isEqualTo(part.variant());
            assertThat(loaded.render(7, 9)).isEqualTo(part.render(7, 9));
        }

        @Test
        void isSavedWithAllOfThem() {
            FittedImage whole = bacon();
            whole.save(folder.resolve("whole"));
            FittedImage loaded = FittedImage.load(folder.resolve("whole"));
            for (int level = 1; level <= 3; level++) {
                assertThat(loaded.level(level).render(7, 9))
                        .isEqualTo(whole.level(level).render(7, 9));
            }
            assertThat(whole.level(1).render(7, 9)).isNotEqualTo(whole.level(2).render(7, 9));
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 4})
        void refusesALevelThatDoesNotExist(int level) {
            assertThatThrownBy(() -> bacon().level(level))
                    .isInstanceOf(OptionException.class)
                    .hasMessage("there is no level " + level + " of detail: this bacon has 1 to 3");
            assertThatThrownBy(() -> fitted(1).level(level))
                    .isInstanceOf(OptionException.class)
                    .hasMessage("there is no level " + level + " of detail: this siren has only one");
        }

        private static FittedImage bacon() {
            return new FittedImage(
                    BACON, 6, 5, 3, BACON.architecture(6, 5, 3).parameters().initialize(3));
        }
    }

    /** Networks that show all tiles of an image at once. */
    @Nested
    class OfTiles {

        private static final Variant HEADS = Registry.get("multihead-relu")
                .with("width", 6)
                .with("depth", 2)
                .with("headRows", 2)
                .with("headColumns", 3)
                .with("alpha", 4);

        /** The paper's equation 3: head (l, k) at (r, c) is the pixel (tile height · l + r, tile width · k + c). */
        @ParameterizedTest
        @CsvSource({
            "6, 4, 1, end-points",
            "12, 8, 1, end-points",
            "3, 2, 1, end-points",
            "12, 4, 3, end-points",
            "12, 8, 3, pixel-centres"
        })
        void putsEveryHeadsValuesIntoItsTile(int width, int height, int channels, String convention) {
            FittedImage fitted = heads(HEADS.with("grid", convention), channels);
            Image image = fitted.render(width, height);
            Points local = HEADS.family()
                    .tiles()
                    .grid(
                            fitted.width(),
                            fitted.height(),
                            fitted.variant().recipe().grid())
                    .redrawn(List.of(height / 2, width / 3));
            float[] outputs = new float[local.size() * 6 * channels];
            try (Engine engine = new SameDiffEngine(fitted.architecture(), 1)) {
                engine.forward(fitted.parameters(), local, outputs);
            }
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int head = y / (height / 2) * 3 + x / (width / 3);
                    int point = y % (height / 2) * (width / 3) + x % (width / 3);
                    for (int c = 0; c < channels; c++) {
                        float output = outputs[(point * 6 + head) * channels + c];
                        assertThat(image.values()[(y * width + x) * channels + c])
                                .as("pixel %d, %d", x, y)
                                .isCloseTo(Math.max(0, Math.min(1, output)), within(1e-5f));
                    }
                }
            }
        }

        @Test
        void isSavedWithItsConnections() {
            FittedImage fitted = heads(HEADS, 3);
            fitted.save(folder.resolve("heads"));
            assertThat(Safetensors.read(folder.resolve("heads"))
                            .tensors()
                            .get("layer3/connections")
                            .shape())
                    .containsExactly(18L, 4L);
            FittedImage loaded = FittedImage.load(folder.resolve("heads"));
            assertThat(loaded.parameters()).containsExactly(fitted.parameters());
            assertThat(loaded.render(12, 8)).isEqualTo(fitted.render(12, 8));
        }

        @ParameterizedTest
        @ValueSource(floats = {-1, 6, 1.5f})
        void refusesConnectionsToFeaturesThatDoNotExist(float connection) {
            FittedImage fitted = heads(HEADS, 1);
            fitted.parameters()[fitted.architecture().parameters().trainable() + 2] = connection;
            fitted.save(folder.resolve("heads"));
            assertThatThrownBy(() -> FittedImage.load(folder.resolve("heads")))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining(
                            "'layer3/connections' holds a value that its model does not allow: " + connection);
        }

        @Test
        void isRenderedOnlyAtSizesOfWholeTiles() {
            assertThatThrownBy(() -> heads(HEADS, 1).render(7, 4))
                    .isInstanceOf(ImageSizeException.class)
                    .hasMessage("an image of width 7 cannot be cut into 3 equal tiles; take a width of 6 or 9");
        }

        @Test
        void isRenderedInStripsLikeAWhole() {
            FittedImage fitted = heads(HEADS, 1);
            List<Double> progress = new ArrayList<>();
            Image large = fitted.render(3 * 450, 2 * 400, progress::add);
            assertThat(progress).hasSize(2).isSorted().endsWith(1.0);
            float[] last = new float[6];
            try (Engine engine = new SameDiffEngine(fitted.architecture(), 1)) {
                Grid grid = Grid.image(450, 400, fitted.variant().recipe().grid());
                engine.forward(fitted.parameters(), grid.slice(grid.size() - 1, 1), last);
            }
            assertThat(large.values()[large.values().length - 1])
                    .isCloseTo(Math.max(0, Math.min(1, last[5])), within(1e-5f));
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 3})
        void learnsAnImageThatHasAnEdgeInEveryTile(int channels) {
            float[] values = new float[12 * 8 * channels];
            for (int i = 0; i < values.length; i++) {
                values[i] = i % 7 < 3 ? 0.9f : 0.2f;
            }
            Variant wide =
                    HEADS.with("width", 24).with("alpha", 20).with("steps", 400).with("rate", 1e-2);
            Image image = new Image(12, 8, channels, values);
            FittedImage fitted = new ZooModel(wide).fit(image);
            assertThat(Psnr.standard(fitted.render(12, 8).values(), values)).isGreaterThan(30);
        }

        private static FittedImage heads(Variant variant, int channels) {
            Variant visible = variant.with("headInit", "per-head");
            return new FittedImage(
                    visible,
                    6,
                    4,
                    channels,
                    visible.family().architecture(2, channels).parameters().initialize(3));
        }
    }

    @Nested
    class Loading {

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "format   | inrzoo-image-9               | holds no weights of this zoo",
                    "format   |                              | holds no weights of this zoo",
                    "model    | sirne                        | unknown model 'sirne'",
                    "model    |                              | unknown model ''",
                    "model    | relu                         | unknown option 'omega0' of relu",
                    "settings |                              | bad JSON",
                    "settings | siren                        | bad JSON",
                    "settings | []                           | bad JSON",
                    "settings | null                         | bad JSON",
                    "settings | 5                            | bad JSON",
                    "settings | {`width`:4} {}               | bad JSON",
                    "settings | {`widht`:4}                  | unknown option 'widht'",
                    "settings | {`width`:-1}                 | option 'width' cannot be '-1'",
                    "settings | {`width`:[4]}                | option 'width' cannot be",
                    "settings | {`width`:4}                  | 'layer1/weight' should be F32 [2, 4] and is F32 [2, 3]",
                    "settings | {`width`:3,`depth`:3}        | 'layer3/weight' should be F32 [3, 3] and is F32 [3, 1]",
                    "settings | {`width`:3,`depth`:1}        | 'layer2/weight' should be F32 [3, 1] and is F32 [3, 3]",
                    "settings | {`width`:4096,`depth`:64}    | 'layer1/weight' should be F32 [2, 4096]",
                    "settings | {`width`:1e99}               | option 'width' cannot be '1.0E99'",
                    "width    | 0                            | 'width' is '0'",
                    "width    | -5                           | 'width' is '-5'",
                    "width    | 99999999999999999999         | 'width' is '99999999999999999999'",
                    "width    |                              | 'width' is ''",
                    "height   | 12.5                         | 'height' is '12.5'",
                    "channels | 2                            | 'channels' is '2'",
                    "channels | 4                            | 'channels' is '4'",
                    "channels | 3                            | 'layer3/weight' should be F32 [3, 3] and is F32 [3, 1]",
                })
        void refusesMetadataThatMeansNoModelOfThese(String key, String value, String reason) {
            assertRefused(
                    (tensors, metadata) -> {
                        if (value == null) {
                            metadata.remove(key);
                        } else {
                            metadata.put(key, value.replace('`', '"'));
                        }
                    },
                    reason);
        }

        @ParameterizedTest
        @ValueSource(strings = {"model", "settings", "width", "channels", "format", "psnr", "psnrBetween"})
        void refusesTextsOfAMillionLettersSoonAndInFewWords(String key) {
            assertTimeout(
                    Duration.ofSeconds(5),
                    () -> assertRefused((tensors, metadata) -> metadata.put(key, "1".repeat(1_000_000)), ""));
        }

        @ParameterizedTest
        @ValueSource(strings = {"NaN", "", "five", "0x1p3", "1e5f"})
        void refusesScoresThatAreNoNumbers(String score) {
            assertRefused((tensors, metadata) -> metadata.put("psnr", score), "'psnr' is '" + score + "'");
        }

        @Test
        void refusesModelsWhoseSettingsContradictEachOtherOrOverflow() {
            assertRefused(
                    (tensors, metadata) -> {
                        metadata.put("model", "loe-sine-quadtree");
                        metadata.put("settings", "{\"arrangement\":\"gray-code\",\"experts\":3}");
                    },
                    "needs 2 experts per axis");
            assertRefused(
                    (tensors, metadata) -> {
                        metadata.put("model", "loe-sine-quadtree");
                        metadata.put("settings", "{\"width\":4096,\"depth\":24,\"experts\":16}");
                    },
                    "");
        }

        @Test
        void refusesMissingForeignAndMisshapenTensors() {
            assertRefused(
                    (tensors, metadata) -> tensors.remove("layer2/bias"),
                    "'layer2/bias' should be F32 [3] and is missing");
            assertRefused(
                    (tensors, metadata) -> tensors.put("layer9/bias", Tensor.of("layer9/bias", new float[3], 3)),
                    "it has no [layer9/bias]");
            assertRefused(
                    (tensors, metadata) -> tensors.put("layer2/bias", Tensor.of("layer2/bias", new float[3], 1, 3)),
                    "'layer2/bias' should be F32 [3] and is F32 [1, 3]");
            assertRefused(
                    (tensors, metadata) -> tensors.put("layer2/bias", Tensor.of("layer2/bias", new double[3], 3)),
                    "'layer2/bias' should be F32 [3] and is F64 [3]");
        }

        @ParameterizedTest
        @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
        void refusesWeightsThatAreNoNumbers(float value) {
            assertRefused(
                    (tensors, metadata) ->
                            tensors.put("layer2/bias", Tensor.of("layer2/bias", new float[] {0, value, 0}, 3)),
                    "'layer2/bias' holds a value that is not finite");
        }

        private void assertRefused(BiConsumer<Map<String, Tensor>, Map<String, String>> damage, String reason) {
            Path file = folder.resolve("weights.safetensors");
            fitted(1).save(file);
            Safetensors whole = Safetensors.read(file);
            Map<String, Tensor> tensors = new TreeMap<>(whole.tensors());
            Map<String, String> metadata = new TreeMap<>(whole.metadata());
            damage.accept(tensors, metadata);
            Safetensors.of(tensors.values(), metadata).write(file);
            assertThatThrownBy(() -> FittedImage.load(file))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageStartingWith("file 'weights.safetensors' is malformed: ")
                    .hasMessageContaining(reason)
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void aModelFitsAnImageByItself() {
        Image image = new Image(5, 3, 1, new float[15]);
        FittedImage fitted = Zoo.get("siren")
                .with("width", 3)
                .with("depth", 2)
                .with("steps", 2)
                .fit(image);
        assertThat(fitted.width()).isEqualTo(5);
        assertThat(fitted.height()).isEqualTo(3);
        assertThat(fitted.channels()).isEqualTo(1);
        assertThat(fitted.parameters())
                .isNotEqualTo(fitted.architecture().parameters().initialize(0));
        assertThat(Json.line(fitted.variant().settings())).contains("\"steps\":2");
    }

    private static FittedImage fitted(int channels) {
        float[] parameters =
                SIREN.family().architecture(2, channels).parameters().initialize(3);
        return new FittedImage(SIREN, 6, 5, channels, parameters);
    }
}
