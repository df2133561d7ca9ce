package org.inrzoo.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.inrzoo.FitOptions;
import org.inrzoo.FittedImage;
import org.inrzoo.Zoo;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.OptionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedImageTests {

    /** Weights above which a model is left out, to be quick. */
    private static final int LARGE = 300_000;

    private static final Image CAMERA = Datasets.image("camera", 32);

    private static final Variant SMALL = Registry.get("siren").with("width", 24).with("depth", 3);

    private static FittedImage fitted() {
        return Zoo.get("siren")
                .with("width", 24)
                .with("depth", 3)
                .with("rate", 1e-3)
                .with("steps", 150)
                .fit(CAMERA);
    }

    static Stream<Variant> models() {
        return Registry.list("*").stream().filter(model -> model.signal().dimensions() == 2);
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyModelsFileIsThePictureThatWasEncoded(Variant model, @TempDir Path folder) {
        Architecture trained = model.architecture(32, 32, 1);
        assumeThat(trained.parameters().size()).isLessThan(LARGE);
        FittedImage drawn =
                FittedImage.trained(model, 32, 32, 1, trained.parameters().initialize(3), "fused", 2);
        CompressedImage compressed = CompressedImage.of(drawn, 8);
        Path file = folder.resolve("picture.inr");
        compressed.save(file);
        CompressedImage read = CompressedImage.load(file);
        assertThat(read.weights().tensors()).isEqualTo(compressed.weights().tensors());
        assertThat(read.settings()).isEqualTo(compressed.settings());
        assertThat(CompressedImage.decode(file)).isEqualTo(compressed.decode());
    }

    @Test
    void sixteenBitsAreAsGoodAsTheFloatsAndThreeAreNot() {
        FittedImage fitted = fitted();
        double floats = fitted.psnr().orElseThrow();
        assertThat(CompressedImage.of(fitted, 16).psnr(CAMERA)).isGreaterThan(floats - 0.2);
        assertThat(CompressedImage.of(fitted, 3).psnr(CAMERA)).isLessThan(floats - 1);
    }

    @Test
    void trainingWithQuantisedWeightsGetsSomeOfTheLossBack() {
        FittedImage fitted = fitted();
        Quantizer tuning = new Quantizer(100, 1e-3, FitOptions.defaults());
        assertThat(tuning.quantize(fitted, CAMERA, 5).psnr(CAMERA))
                .isGreaterThan(CompressedImage.of(fitted, 5).psnr(CAMERA) + 0.3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu-10x28", "relu-bn", "relu-ln", "relu-gn", "relu-cn"})
    void halfPrecisionHasNoNaN(String model) {
        FittedImage fitted = Zoo.get(model).with("steps", 60).fit(CAMERA);
        List<RatePoint> points = FloatWeights.of(fitted, CAMERA);
        assertThat(points).extracting(RatePoint::bits).containsExactly(32, 16);
        assertThat(points.get(0).bytes()).isEqualTo(2 * points.get(1).bytes());
        assertThat(points.get(1).psnr()).isFinite().isGreaterThan(points.get(0).psnr() - 0.5);
    }

    @Test
    void aPictureOf512PixelsIsDecodedInLessThanASecond() {
        Variant model = Registry.get("siren").with("width", 38);
        FittedImage drawn = FittedImage.trained(
                model, 512, 512, 1, model.architecture(512, 512, 1).parameters().initialize(3), "fused", 2);
        CompressedImage compressed = CompressedImage.of(drawn, 8);
        compressed.decode(); // the machine's start-up
        long start = System.nanoTime();
        compressed.decode();
        assertThat((System.nanoTime() - start) * 1e-9).isLessThan(1);
    }

    @Test
    void bitsHaveBounds() {
        FittedImage fitted = fitted();
        assertThatThrownBy(() -> CompressedImage.of(fitted, 17))
                .isInstanceOf(OptionException.class)
                .hasMessage("weights have 2 to 16 bits, not 17");
    }

    @Nested
    class Search {

        private final Compressor search = new Compressor(
                Registry.get("siren").with("rate", 1e-3).with("steps", 80),
                Subject.of(CAMERA),
                FitOptions.defaults(),
                20,
                line -> {});

        @Test
        void aFileFitsIntoItsBytesAndFillsMostOfThem() {
            int length = search.within(800).toBytes().length;
            assertThat(length).isBetween(500, 800);
        }

        @Test
        void aQualityIsReachedByFewerBytesWhereLessIsAsked() {
            Compressed good = search.atLeast(24);
            assertThat(Subject.of(CAMERA).quality(good)).isGreaterThanOrEqualTo(24);
            assertThat(search.atLeast(18).toBytes().length).isLessThan(good.toBytes().length);
        }

        @Test
        void tooFewBytesAreRefused() {
            assertThatThrownBy(() -> search.within(40))
                    .isInstanceOf(OptionException.class)
                    .hasMessage("no network of siren fits into 40 bytes; allow more, or name another --model");
        }
    }

    @Nested
    class DamagedFiles {

        /** Pixels of pictures that are drawn, of files that could be read. */
        private static final int DRAWN = 1 << 12;

        private final byte[] whole = CompressedImage.of(
                        FittedImage.trained(
                                SMALL,
                                32,
                                32,
                                1,
                                SMALL.architecture(32, 32, 1).parameters().initialize(3),
                                "fused",
                                1),
                        6)
                .toBytes();

        @Test
        void everyChangedByteIsNoticed() {
            Random random = new Random(5);
            for (int i = 0; i < 100_000; i++) {
                byte[] changed = mutated(random);
                if (Arrays.equals(changed, whole)) {
                    continue; // two changes of one byte
                }
                assertThatThrownBy(() -> InrFile.read(changed, "x.inr")).isInstanceOf(MalformedFileException.class);
            }
        }

        @Test
        void someWithAFittingChecksumAreRefusedOrRead() {
            refusedOrRead(2_000);
        }

        @Test
        @Tag("slow")
        void allWithAFittingChecksumAreRefusedOrRead() {
            refusedOrRead(100_000);
        }

        /** Whoever makes a file on purpose can make its checksum fit; of what is read, every fourth small picture is drawn. */
        private void refusedOrRead(int files) {
            Random random = new Random(6);
            int refused = 0;
            int drawn = 0;
            for (int i = 0; i < files; i++) {
                byte[] changed = mutated(random);
                seal(changed);
                try {
                    InrFile.Content content = InrFile.read(changed, "x.inr");
                    if (i % 4 == 0 && content.model().samples() <= DRAWN) {
                        drawn++;
                        shownOrRefused(content);
                    }
                } catch (MalformedFileException e) {
                    refused++;
                    assertThat(e.getMessage()).startsWith("file 'x.inr' is malformed: ");
                }
            }
            assertThat(refused).isBetween(files / 100, files - files / 100);
            assertThat(drawn).isGreaterThan(files / 20);
        }

        /** Other weights show another picture, or none, and the file says which it was. */
        private static void shownOrRefused(InrFile.Content content) {
            try {
                content.requireShown("x.inr");
            } catch (MalformedFileException e) {
                assertThat(e.getMessage()).matches("file 'x.inr' is malformed: (what it shows|its network cannot) .*");
            }
        }

        private byte[] mutated(Random random) {
            byte[] changed = whole.clone();
            if (random.nextInt(4) == 0) {
                changed = Arrays.copyOf(changed, 13 + random.nextInt(changed.length - 13));
            }
            // Half of the changes lie in the header, where there is most to go wrong.
            int places = random.nextBoolean() ? Math.min(60, changed.length) : changed.length;
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                changed[random.nextInt(places)] ^= (byte) (1 + random.nextInt(255));
            }
            return changed;
        }

        private void seal(byte[] bytes) {
            int sum = ByteWriter.sum(bytes, bytes.length - 4);
            for (int i = 0; i < 4; i++) {
                bytes[bytes.length - 1 - i] = (byte) (sum >>> (8 * i));
            }
        }

        @Test
        void anotherPictureThanTheOneEncodedIsNoticed(@TempDir Path folder) throws IOException {
            byte[] changed = whole.clone();
            changed[changed.length - 5] ^= 1; // of the picture's checksum
            seal(changed);
            Path file = Files.write(folder.resolve("x.inr"), changed);
            assertThatThrownBy(() -> CompressedImage.decode(file))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("what it shows is not what was encoded");
        }

        @Test
        void whatTakesTooLongToBeDrawnIsRefused() {
            PictureNetwork large = new PictureNetwork(SMALL.with("width", 1024), 8192, 8192, 1);
            Architecture wide = large.variant().architecture(8192, 8192, 1);
            assertThatThrownBy(() -> large.requireWork(wide))
                    .isInstanceOf(OptionException.class)
                    .hasMessage("its network takes 1.4e+14 multiply-adds to be shown, more than 4.4e+12");
        }

        @Test
        void otherFilesAreNamed(@TempDir Path folder) throws IOException {
            for (byte[] other : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[1000])) {
                Path file = Files.write(folder.resolve("x.inr"), other);
                assertThatThrownBy(() -> CompressedImage.load(file))
                        .hasMessage("file 'x.inr' is malformed: it is nothing that 'inrzoo compress' made");
            }
        }
    }
}
