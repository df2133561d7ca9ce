package org.inrzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.EngineException;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.option.OptionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking a fitted image at single points. */
class PointQueryTests {

    private static final Map<String, Object> SMALL = Map.ofEntries(
            Map.entry("width", 6),
            Map.entry("depth", 3),
            Map.entry("frequencies", 4),
            Map.entry("headRows", 2),
            Map.entry("headColumns", 3),
            Map.entry("alpha", 3),
            Map.entry("levels", 3),
            Map.entry("logTable", 5),
            Map.entry("base", 2),
            Map.entry("finest", 9),
            Map.entry("outputs", 2));

    /** Places are single-precision numbers, which an encoding multiplies by up to 2^9 pi. */
    private static final float ROUNDED = 1e-4f;

    static Stream<Variant> models() {
        return Registry.list("*").stream()
                .filter(model -> model.family().architecture(2, 1).reach() == 0);
    }

    private static FittedImage fitted(Variant model, int channels) {
        Variant small = model;
        for (Map.Entry<String, Object> setting : SMALL.entrySet()) {
            small = small.settings().containsKey(setting.getKey())
                    ? small.with(setting.getKey(), setting.getValue())
                    : small;
        }
        float[] parameters = small.architecture(9, 8, channels).parameters().initialize(5);
        return FittedImage.trained(small, 9, 8, channels, parameters, "fused", 1);
    }

    /** At the fitted size and at twice that, which both are whole numbers of the tiles some models have. */
    @ParameterizedTest
    @MethodSource("models")
    void givesThePixelsValueAtItsCenter(Variant model) {
        FittedImage fitted = fitted(model, 3);
        for (int times = 1; times <= 2; times++) {
            int width = 9 * times;
            int height = 8 * times;
            Image picture = fitted.render(width, height);
            for (int pixel = 0; pixel < width * height; pixel += 5) {
                int k = pixel % width;
                int l = pixel / width;
                float[] values = fitted.at((k + 0.5) / width, (l + 0.5) / height);
                for (int c = 0; c < 3; c++) {
                    assertThat(values[c])
                            .as("channel %d of pixel %d, %d of %dx%d", c, k, l, width, height)
                            .isCloseTo(picture.values()[pixel * 3 + c], within(ROUNDED));
                }
            }
        }
    }

    @Test
    void isRefusedByNetworksThatLookAtNeighbours() {
        FittedImage fitted = fitted(Registry.get("conv-inr"), 1);
        assertThatThrownBy(() -> fitted.at(0.5, 0.5))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("this network looks at neighbouring points, up to 4 away")
                .hasMessageEndingWith("ask it for a picture of any size, not for single points or batches");
    }

    @Test
    void asksManyPointsAsOneByOne() {
        FittedImage fitted = fitted(Registry.get("siren"), 3);
        float[] points = {0, 0, 1, 0, 0.25f, 0.75f, 1, 1};
        float[] many = fitted.at(points);
        assertThat(many).hasSize(12);
        for (int i = 0; i < 4; i++) {
            float[] one = fitted.at(points[2 * i], points[2 * i + 1]);
            for (int c = 0; c < 3; c++) {
                assertThat(many[3 * i + c]).isCloseTo(one[c], within(1e-6f));
            }
        }
        assertThat(fitted.at(new float[0])).isEmpty();
    }

    /** The network of one sine, y = sin(w0 (W v + b)) V + c with v in [-1,1], has a derivative one can write down. */
    @Test
    void givesTheGradientOfTheNetwork() {
        Variant one = Registry.get("siren")
                .with("width", 1)
                .with("depth", 1)
                .with("omega0", 10)
                .with("targets", "unit")
                .with("grid", "pixel-centres");
        FittedImage fitted = new FittedImage(one, 512, 256, 1, new float[] {0.7f, -0.4f, 0.1f, 1.5f, 0.2f});
        double x = 0.3;
        double y = 0.6;
        double slope = 10 * Math.cos(10 * (0.7 * (2 * y - 1) - 0.4 * (2 * x - 1) + 0.1)) * 1.5;
        float[] gradient = fitted.gradientAt(x, y);
        assertThat(gradient).hasSize(2);
        assertThat(gradient[0]).as("along x").isCloseTo((float) (slope * -0.4 * 2), within(0.02f));
        assertThat(gradient[1]).as("along y").isCloseTo((float) (slope * 0.7 * 2), within(0.02f));
        assertThat(fitted.gradientAt(new float[] {0, 0, 1, 1}))
                .as("also on the picture's edges")
                .hasSize(4)
                .doesNotContain(Float.NaN);
    }

    /** A picture that is a ramp to the right has the same gradient everywhere. */
    @Test
    void drawsHowSteepThePictureIs() {
        Variant ramp = Registry.get("relu-10x28").with("width", 1).with("depth", 1);
        // relu(0 y + 1 x + 2) * 0.25, x from -1 to 1
        FittedImage fitted = new FittedImage(ramp, 8, 8, 1, new float[] {0, 1, 2, 0.25f, 0});
        Image picture = fitted.gradientPicture(5, 3);
        assertThat(picture.width()).isEqualTo(5);
        assertThat(picture.height()).isEqualTo(3);
        for (float value : picture.values()) {
            assertThat(value).isCloseTo(1, within(1e-2f));
        }
    }

    @ParameterizedTest
    @CsvSource({"-0.01, 0.5", "0.5, 1.01", "NaN, 0", "0, Infinity"})
    void refusesPointsBesideThePicture(double x, double y) {
        FittedImage fitted = fitted(Registry.get("siren"), 1);
        assertThatThrownBy(() -> fitted.at(x, y))
                .isInstanceOf(OptionException.class)
                .hasMessageStartingWith("x and y go from 0 to 1 over the picture");
        assertThatThrownBy(() -> fitted.gradientAt(x, y))
                .isInstanceOf(OptionException.class)
                .hasMessageStartingWith("x and y go from 0 to 1 over the picture");
        assertThatThrownBy(() -> fitted.at(new float[] {0, 0, 1}))
                .isInstanceOf(OptionException.class)
                .hasMessage("points are pairs of x and y, not 3 numbers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"siren", "multihead-relu", "bacon"})
    void refusesAPictureThatDoesNotFitInMemoryAtOnce(String name) {
        FittedImage fitted = fitted(Registry.get(name), 1);
        long start = System.nanoTime();
        for (int side : new int[] {60_000, Integer.MAX_VALUE - 1}) {
            assertThatThrownBy(() -> fitted.render(side, side))
                    .isInstanceOf(OptionException.class)
                    .hasMessageMatching(
                            "a picture of " + side + "x" + side
                                    + " takes [0-9.]+ GB, and Java may use [0-9.]+: draw a smaller one, or give Java a larger heap");
            assertThatThrownBy(() -> fitted.gradientPicture(side, side))
                    .isInstanceOf(OptionException.class)
                    .hasMessageStartingWith("a picture of " + side + "x" + side);
        }
        assertThat((System.nanoTime() - start) * 1e-9).as("seconds").isLessThan(5);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "10, 0", "-3, 5"})
    void refusesAPictureWithoutPixels(int width, int height) {
        FittedImage fitted = fitted(Registry.get("siren"), 1);
        assertThatThrownBy(() -> fitted.render(width, height))
                .isInstanceOf(OptionException.class)
                .hasMessage("a picture is at least 1x1 pixels, not " + width + "x" + height);
        assertThatThrownBy(() -> fitted.gradientPicture(width, height))
                .isInstanceOf(OptionException.class)
                .hasMessage("a picture is at least 1x1 pixels, not " + width + "x" + height);
    }
}
