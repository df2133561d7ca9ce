package org.inrzoo.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.inrzoo.FitOptions;
import org.inrzoo.ZooModel;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Axis;
import org.inrzoo.field.Field;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.signal.Origin;
import org.inrzoo.signal.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sounds, videos and volumes as small files. */
class CompressedSignalTests {

    private static final Variant SMALL = Registry.get("siren")
            .with("width", 16)
            .with("depth", 2)
            .with("rate", 1e-3)
            .with("steps", 60);

    private static Samples sound() {
        float[] values = new float[400];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.8 * Math.sin(0.07 * i) * Math.exp(-i / 300.0));
        }
        List<Axis> time = List.of(new Axis("time", "s", 0, 1.0 / 8000, values.length));
        return new Samples(Origin.builtIn("audio", "bell"), time, 1, values, "amplitude", "", -1, 1);
    }

    private static Field fitted(Variant model) {
        return new ZooModel(model).fit(sound()).field();
    }

    @ParameterizedTest
    @ValueSource(strings = {"siren", "relu-bn", "fourier-features", "loe-sine-fine2coarse"})
    void theFileIsTheSoundThatWasEncoded(String name, @TempDir Path folder) {
        Variant model = Registry.get(name).with("steps", 2);
        CompressedSignal compressed = CompressedSignal.of(fitted(model), 8);
        Path file = folder.resolve("sound.inr");
        compressed.save(file);
        CompressedSignal read = (CompressedSignal) Compressed.read(file);
        assertThat(read.decode()).isEqualTo(compressed.decode());
        assertThat(read.field().domain()).isEqualTo(compressed.field().domain());
        assertThatThrownBy(() -> CompressedImage.load(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("it holds no picture");
    }

    @Test
    void manyBitsAreAsGoodAsTheFloats() {
        Field fitted = fitted(SMALL.with("steps", 150)); // after 60 the engines are a decibel apart
        double floats = fitted.scores().get(0).value();
        assertThat(CompressedSignal.of(fitted, 16).score(sound())).isGreaterThan(floats - 0.2);
        assertThat(floats).isGreaterThan(3);
        assertThat(CompressedSignal.of(fitted, 2).score(sound())).isLessThan(floats - 1);
    }

    @Test
    void aFileFitsIntoItsBytes() {
        Compressor search = new Compressor(SMALL, Subject.of(sound()), FitOptions.defaults(), 10, line -> {});
        assertThat(search.within(700).toBytes().length).isBetween(400, 700);
    }

    @Test
    void changedBytesAreRefusedOrRead() {
        byte[] whole = CompressedSignal.of(fitted(SMALL), 6).toBytes();
        Random random = new Random(8);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = whole.clone();
            int places = random.nextBoolean() ? 250 : changed.length;
            changed[random.nextInt(places)] ^= (byte) (1 + random.nextInt(255));
            int sum = ByteWriter.sum(changed, changed.length - 4);
            for (int k = 0; k < 4; k++) {
                changed[changed.length - 1 - k] = (byte) (sum >>> (8 * k));
            }
            try {
                InrFile.read(changed, "x.inr");
            } catch (MalformedFileException e) {
                refused++;
                assertThat(e.getMessage()).startsWith("file 'x.inr' is malformed: ");
            }
        }
        assertThat(refused).isBetween(20, 1_980);
    }
}
