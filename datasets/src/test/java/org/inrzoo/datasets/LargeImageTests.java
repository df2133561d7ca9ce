package org.inrzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LargeImageTests {

    private static final Background GREEN = Background.parse("#30c050");

    @TempDir
    Path folder;

    @Nested
    class AFile {

        @ParameterizedTest
        @CsvSource({
            "png,8,1,false",
            "png,16,1,false",
            "png,8,3,false",
            "png,16,3,false",
            "png,8,3,true",
            "png,16,3,true",
            "png,8,1,true",
            "tiff,8,1,false",
            "tiff,16,1,false",
            "tiff,8,3,false",
            "tiff,16,3,false",
            "tiff,8,3,true"
        })
        void isReadInStripsToTheSameValuesAsInMemory(String format, int bits, int channels, boolean alpha)
                throws IOException {
            Path file = written(format, bits, channels, alpha);

            ImageFiles.Loaded loaded = ImageFiles.read(file, new ReadOptions(0, GREEN));
            ImageFiles.Streamed streamed = ImageFiles.stream(file, GREEN, 4 * 37 * 5); // five rows a strip

            assertThat(streamed.image().smaller(Integer.MAX_VALUE)).isEqualTo(loaded.image());
            assertThat(streamed.image().sha256()).isEqualTo(loaded.image().sha256());
            assertThat(streamed.image().bits()).isEqualTo(loaded.image().bits());
            assertThat(streamed.notes()).isEqualTo(loaded.notes());
            assertThat(ImageFiles.pixels(file)).isEqualTo(37 * 23);
        }

        @ParameterizedTest
        @ValueSource(strings = {"png", "tiff"})
        void thatIsCutOffIsRefusedInALine(String format) throws IOException {
            Path file = written(format, 8, 3, false);
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

            assertThatThrownBy(() -> ImageFiles.stream(file, GREEN))
                    .isInstanceOf(ImageFileException.class)
                    .hasMessageContaining("picture." + format)
                    .hasMessageNotContaining("\n");
        }

        @Test
        void thatIsMissingIsRefused() {
            assertThatThrownBy(() -> ImageFiles.stream(folder.resolve("none.tif"), GREEN))
                    .isInstanceOf(ImageFileException.class)
                    .hasMessageContaining("no such file");
            assertThat(ImageFiles.pixels(folder.resolve("none.tif"))).isZero();
        }

        private Path written(String format, int bits, int channels, boolean alpha) throws IOException {
            ColorModel colors = new ComponentColorModel(
                    ColorSpace.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
                    alpha,
                    false,
                    alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                    bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT);
            WritableRaster raster = colors.createCompatibleWritableRaster(37, 23);
            RandomNumbers random = new RandomNumbers(5);
            for (int i = 0; i < 37 * 23; i++) {
                for (int band = 0; band < raster.getNumBands(); band++) {
                    raster.setSample(i % 37, i / 37, band, random.below(1 << bits));
                }
            }
            Path file = folder.resolve("picture." + format);
            Iterable<ImageWriter> writers = () -> ImageIO.getImageWritersByFormatName(format);
            ImageWriter ofJdk = StreamSupport.stream(writers.spliterator(), false)
                    .filter(writer -> writer.getClass().getModule().isNamed())
                    .findFirst()
                    .orElseThrow();
            try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
                ofJdk.setOutput(out);
                ofJdk.write(new BufferedImage(colors, raster, false, null));
            }
            return file;
        }
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void isUprightHoweverItIsStored(Orientation orientation) {
        Image stored = Datasets.image("astronaut").resize(7, 4);
        BufferedImage kind = stored.toBufferedImage();
        LargeSink sink = new LargeSink(7, 4, new Samples(kind, false, Background.WHITE), orientation);
        float[] row = new float[7 * 3];
        for (int y = 0; y < 4; y++) {
            System.arraycopy(stored.values(), y * row.length, row, 0, row.length);
            sink.add(row);
        }

        Image eightBits = Image.of(kind);
        assertThat(sink.image().smaller(Integer.MAX_VALUE)).isEqualTo(orientation.upright(eightBits));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void keepsEveryLevel(int bits) {
        int levels = 1 << bits;
        LargeImage image = LargeImage.create(levels / 8, 8, 1, bits);
        float[] value = new float[1];
        for (int level = 0; level < levels; level++) {
            value[0] = (float) (level / (levels - 1.0));
            image.write(level % (levels / 8), level / (levels / 8), value, 0);
        }
        for (int level = 0; level < levels; level++) {
            image.read(level % (levels / 8), level / (levels / 8), value, 0);
            assertThat(value[0]).isEqualTo((float) (level / (levels - 1.0)));
        }
    }

    @Test
    void becomesSmallerAsAnImageDoes() {
        Image image = Datasets.image("camera").resize(60, 40);
        LargeImage large = LargeImage.create(60, 40, 1, 32);
        for (int i = 0; i < 2400; i++) {
            large.write(i % 60, i / 60, image.values(), i);
        }
        assertThat(large.smaller(30)).isEqualTo(image.resizeLonger(30, Resize.AREA));
    }

    @Test
    void leavesNoFile() throws IOException {
        LargeImage.create(100, 100, 3, 16);
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("inrzoo-picture-")))
                    .isEmpty();
        }
    }

    @Test
    void thatIsTooLargeIsRefused() {
        assertThatThrownBy(() -> LargeImage.create(40_000, 40_000, 1, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it is too large: 40000x40000 is more than 1073741824 pixels");
    }

    @Nested
    class Leaf {

        @Test
        void picturesAreTheSameInMemoryAndBeside() {
            assertThat(Datasets.large("leaves:3", 65).smaller(65)).isEqualTo(Datasets.image("leaves:3", 65));
            assertThat(Datasets.image("leaves:3", 64)).isNotEqualTo(Datasets.image("leaves:4", 64));
        }
    }
}
