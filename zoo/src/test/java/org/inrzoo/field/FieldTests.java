package org.inrzoo.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.inrzoo.FieldFit;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.family.Variant;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.GridConvention;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.SignalKinds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FieldTests {

    private static FieldFit song;

    @TempDir
    Path temporary;

    @BeforeAll
    static void fitASong() {
        Signal signal = SignalKinds.read("audio:chirp", Map.of("from", 1, "seconds", 0.02));
        song = Zoo.get("siren")
                .with("width", 32)
                .with("depth", 2)
                .with("rate", 1e-3)
                .with("schedule", "cosine") // at a constant rate roundings decide where the last step is
                .with("steps", 200)
                .fit(signal);
    }

    /** Models with every kind of layer that a field can have, small. */
    static Stream<ZooModel> models() {
        return Stream.of(
                        "siren",
                        "relu-pe",
                        "fourier-features",
                        "instant-ngp",
                        "relu-bn",
                        "relu-cn",
                        "loe-sine-fine2coarse",
                        "bacon",
                        "wire",
                        "finer")
                .map(Zoo::get)
                .map(model -> model.settings().containsKey("width") ? model.with("width", 16) : model)
                .map(model -> model.with("steps", 2));
    }

    @Test
    void learnsTheSong() {
        assertThat(song.score("snr")).isGreaterThan(25);
    }

    @Test
    void isAskedInItsOwnUnits() {
        float[] samples = song.field().samples();
        double rate = 44_100;
        for (int i = 0; i < samples.length; i += 97) {
            assertThat(song.field().at(1 + i / rate)[0]).as("sample %d", i).isEqualTo(samples[i], within(2e-3));
        }
    }

    @Test
    void knowsItsSlope() {
        double step = 2e-7;
        for (double time = 1.001; time < 1.018; time += 0.003) {
            double difference = (song.field().at(time + step)[0] - song.field().at(time - step)[0]) / (2 * step);
            assertThat(song.field().gradient(new double[] {time})[0])
                    .as("at %s s", time)
                    .isEqualTo(difference, within(0.05 * Math.abs(difference) + 40));
        }
    }

    /** A picture twice as wide as high, whose pixels are as long down as across. */
    @Test
    void knowsItsLaplacianPerSquarePixel() {
        Axis down = Axis.counted("y", "pixel", 8);
        Axis right = Axis.counted("x", "pixel", 16);
        Variant model = Zoo.get("siren").with("width", 16).with("depth", 2).variant();
        Architecture network = model.architecture(List.of(8, 16), 1);
        Field picture = Field.of(
                new FieldHeader(
                        model,
                        "image",
                        new Domain(List.of(down, right), GridConvention.PIXEL_CENTERS),
                        1,
                        new Quantity("brightness", "", 0.5, 0.5),
                        128,
                        List.of()),
                new Network(network, network.parameters().initialize(3)));
        double step = 1e-2;
        for (double[] place : new double[][] {{1.3, 2.7}, {6.1, 13.4}, {3.9, 8.2}}) {
            double y = place[0];
            double x = place[1];
            double byDown =
                    picture.gradient(new double[] {y + step, x})[0] - picture.gradient(new double[] {y - step, x})[0];
            double byRight =
                    picture.gradient(new double[] {y, x + step})[1] - picture.gradient(new double[] {y, x - step})[1];
            double difference = (byDown + byRight) / (2 * step);
            assertThat(picture.laplacian(place)[0]).isEqualTo(difference, within(5e-3 * Math.abs(difference) + 1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void isReadAsItWasSaved(ZooModel model) {
        Field field =
                model.fit(SignalKinds.read("image:camera", Map.of("size", 12))).field();
        Path file = temporary.resolve("field.safetensors");
        field.save(file);
        assertThat(Field.isField(file)).isTrue();
        Field read = Field.load(file);
        assertThat(read.header()).isEqualTo(field.header());
        assertThat(read.samples()).isEqualTo(field.samples());
        assertThat(read.at(3.25, 4.5)).isEqualTo(field.at(3.25, 4.5));
    }

    @ParameterizedTest
    @MethodSource("models")
    void isTheFittedImageAsAFunction(ZooModel model) {
        var image = Datasets.image("camera", 12);
        var fitted = model.fit(image);
        Field field = fitted.field();
        float[] picture = fitted.render(12, 12).values();
        float[] samples = field.samples();
        for (int i = 0; i < picture.length; i++) {
            assertThat(Math.max(0, Math.min(1, samples[i]))).as("pixel %d", i).isEqualTo(picture[i], within(1e-4f));
        }
    }

    @Test
    void refusesWhatIsNoField() throws Exception {
        Path file = Files.writeString(temporary.resolve("nonsense"), "nonsense");
        assertThat(Field.isField(file)).isFalse();
        assertThatThrownBy(() -> Field.load(file)).isInstanceOf(MalformedFileException.class);
    }

    @Test
    void saysWhyThereIsNoLaplacian() {
        Field flat = Zoo.get("relu")
                .with("width", 8)
                .with("steps", 1)
                .fit(SignalKinds.read("image:camera", Map.of("size", 8)))
                .field();
        assertThatThrownBy(() -> flat.laplacian(new double[] {3, 3}))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("Laplacian");
    }

    @Test
    void aModelOfVideosIsNotOfImages() {
        assertThatThrownBy(() -> Zoo.get("loe-video").fit(SignalKinds.read("image:camera", Map.of("size", 8))))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("siren");
        assertThatThrownBy(() -> Zoo.get("loe-video").fit(Datasets.image("camera", 8)))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("siren");
        assertThat(Zoo.get("loe-video-plain")
                        .variant()
                        .architecture(List.of(4, 8, 8), 3)
                        .dimensions())
                .isEqualTo(3);
    }
}
