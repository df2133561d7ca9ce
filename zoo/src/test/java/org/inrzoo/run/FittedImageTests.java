package org.inrzoo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.inrzoo.Zoo;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitException;
import org.inrzoo.io.Json;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.io.Tensor;
import org.inrzoo.layer.Grid;
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

    @Test
    void aFitThatIsInterruptedSaysWhen() {
        Image image = new Image(4, 4, 1, new float[16]);
        assertThatThrownBy(() -> FittedImage.fit(SIREN.with("steps", 9), image, progress -> {
            if (progress.step() == 2) {
                Thread.currentThread().interrupt();
            }
        })).isInstanceOf(FitException.class).hasMessage("the fit was interrupted after step 2");
        assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
    }

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
            assertThat(new int[] {loaded.width(), loaded.height(), loaded.channels()}).containsExactly(6, 5, channels);
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
                Variant variant = model.with("width", 2).with("seed", Long.MIN_VALUE).with("rate", 1.0 / 3);
                float[] parameters = variant.family().architecture(2, 1).parameters().initialize(1);
                Path file = folder.resolve(model.name());
                new FittedImage(variant, 9, 8, 1, parameters).save(file);
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
            assertThat(Safetensors.read(folder.resolve("a")).tensors().keySet()).containsExactlyInAnyOrder(
                    "layer1/weight", "layer1/bias", "layer2/weight", "layer2/bias", "layer3/weight", "layer3/bias");
        }
    }

    @Nested
    class Rendering {

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
            float expected = Math.max(0, Math.min(1, fitted.variant().recipe().targets().toUnit(last[0])));
            assertThat(large.values()[large.values().length - 1]).isCloseTo(expected, within(1e-5f));
        }
    }

    @Nested
    class Loading {

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
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
            assertRefused((tensors, metadata) -> {
                if (value == null) {
                    metadata.remove(key);
                } else {
                    metadata.put(key, value.replace('`', '"'));
                }
            }, reason);
        }

        @Test
        void refusesModelsWhoseSettingsContradictEachOtherOrOverflow() {
            assertRefused((tensors, metadata) -> {
                metadata.put("model", "loe-sine-quadtree");
                metadata.put("settings", "{\"arrangement\":\"gray-code\",\"experts\":3}");
            }, "needs 2 experts per axis");
            assertRefused((tensors, metadata) -> {
                metadata.put("model", "loe-sine-quadtree");
                metadata.put("settings", "{\"width\":4096,\"depth\":24,\"experts\":16}");
            }, "");
        }

        @Test
        void refusesMissingForeignAndMisshapenTensors() {
            assertRefused((tensors, metadata) -> tensors.remove("layer2/bias"),
                    "'layer2/bias' should be F32 [3] and is missing");
            assertRefused((tensors, metadata) -> tensors.put("layer9/bias", Tensor.of("layer9/bias", new float[3], 3)),
                    "it has no [layer9/bias]");
            assertRefused((tensors, metadata) -> tensors.put("layer2/bias", Tensor.of("layer2/bias", new float[3], 1, 3)),
                    "'layer2/bias' should be F32 [3] and is F32 [1, 3]");
            assertRefused((tensors, metadata) -> tensors.put("layer2/bias", Tensor.of("layer2/bias", new double[3], 3)),
                    "'layer2/bias' should be F32 [3] and is F64 [3]");
        }

        @ParameterizedTest
        @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
        void refusesWeightsThatAreNoNumbers(float value) {
            assertRefused((tensors, metadata) ->
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
            assertThatThrownBy(() -> FittedImage.load(file)).isInstanceOf(MalformedFileException.class)
                    .hasMessageStartingWith("file 'weights.safetensors' is malformed: ")
                    .hasMessageContaining(reason)
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void aModelFitsAnImageByItself() {
        Image image = new Image(5, 3, 1, new float[15]);
        FittedImage fitted = Zoo.get("siren").with("width", 3).with("depth", 2).with("steps", 2).fit(image);
        assertThat(fitted.width()).isEqualTo(5);
        assertThat(fitted.height()).isEqualTo(3);
        assertThat(fitted.channels()).isEqualTo(1);
        assertThat(fitted.parameters()).isNotEqualTo(fitted.architecture().parameters().initialize(0));
        assertThat(Json.line(fitted.variant().settings())).contains("\"steps\":2");
    }

    private static FittedImage fitted(int channels) {
        float[] parameters = SIREN.family().architecture(2, channels).parameters().initialize(3);
        return new FittedImage(SIREN, 6, 5, channels, parameters);
    }
}
