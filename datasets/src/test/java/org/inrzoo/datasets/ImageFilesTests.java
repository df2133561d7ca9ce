package org.inrzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.inrzoo.datasets.ImageFiles.Loaded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFilesTests {

    @TempDir
    Path folder;

    @Test
    void grayStaysOneChannelWithoutGamma() throws IOException {
        Loaded loaded = ImageFiles.decode(encode(gray(0, 100, 255), "png"), "gray");
        assertThat(loaded.image()).isEqualTo(new Image(3, 1, 1, new float[] {0, 100 / 255f, 1}));
        assertThat(loaded.notes()).isEmpty();
    }

    @Test
    void rgbKeepsItsThreeChannelsEvenIfAllAreEqual() throws IOException {
        for (String format : new String[] {"png", "bmp"}) {
            BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_3BYTE_BGR);
            picture.setRGB(0, 0, 0x010203);
            picture.setRGB(1, 0, 0x808080);
            assertThat(ImageFiles.decode(encode(picture, format), "rgb").image().values())
                    .as(format)
                    .containsExactly(1 / 255f, 2 / 255f, 3 / 255f, 128 / 255f, 128 / 255f, 128 / 255f);
        }
    }

    @Test
    void sixteenBitSamplesKeepTheirPrecision() throws IOException {
        BufferedImage gray = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        gray.getRaster().setPixels(0, 0, 2, 1, new int[] {257, 258});
        assertThat(ImageFiles.decode(encode(gray, "png"), "gray16").image())
                .isEqualTo(new Image(2, 1, 1, new float[] {257 / 65535f, 258 / 65535f}));
        BufferedImage rgb = picture(ColorSpace.CS_sRGB, false, DataBuffer.TYPE_USHORT, 1, 30000, 65535);
        assertThat(ImageFiles.decode(encode(rgb, "png"), "rgb16").image())
                .isEqualTo(new Image(1, 1, 3, new float[] {1 / 65535f, 30000 / 65535f, 1}));
    }

    @Test
    void palettesAreRgb() throws IOException {
        byte[] levels = {0, (byte) 200};
        IndexColorModel palette = new IndexColorModel(8, 2, levels, levels, levels);
        BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED, palette);
        picture.getRaster().setSample(1, 0, 0, 1);
        assertThat(ImageFiles.decode(encode(picture, "png"), "palette").image())
                .isEqualTo(new Image(2, 1, 3, new float[] {0, 0, 0, 200 / 255f, 200 / 255f, 200 / 255f}));
    }

    @Test
    void grayOfFewBitsIsGray() {
        // One row of two 4-bit pixels, 3 and 15, behind the row's filter byte.
        byte[] file = png(2, 1, 4, 0, new byte[] {0, 0x3f});
        assertThat(ImageFiles.decode(file, "4 bits").image()).isEqualTo(new Image(2, 1, 1, new float[] {0.2f, 1}));
    }

    @Test
    void jpegIsReadInGrayAndColor() throws IOException {
        BufferedImage gray = gray(90, 90, 90);
        assertThat(ImageFiles.decode(encode(gray, "jpg"), "jpeg").image().values())
                .as("gray")
                .containsExactly(new float[] {90 / 255f, 90 / 255f, 90 / 255f}, within(2 / 255f));
        BufferedImage red = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR);
        red.setRGB(0, 0, 0xff0000);
        assertThat(ImageFiles.decode(encode(red, "jpg"), "jpeg").image().values())
                .as("red")
                .containsExactly(new float[] {1, 0, 0}, within(3 / 255f));
    }

    @Test
    void filesAreReadFromDisk() throws IOException {
        Path file = Files.write(folder.resolve("a.png"), encode(gray(7), "png"));
        assertThat(ImageFiles.read(file).image()).isEqualTo(new Image(1, 1, 1, new float[] {7 / 255f}));
    }

    @Test
    void whatIsNoPictureFileIsNamedInOneLine() throws IOException {
        assertRefused(folder.resolve("missing.png"), "no such file");
        assertRefused(folder, "it is a directory");
        assertRefused(Files.createFile(folder.resolve("empty.png")), "the file is empty");
        assertRefused(
                Files.writeString(folder.resolve("text.png"), "hello"),
                "it is no PNG, JPEG, TIFF, WebP, GIF or BMP picture");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp"})
    void cutOffFilesAreRefusedWhereverTheyEnd(String format) throws IOException {
        byte[] whole = encode(noise(), format);
        for (int length = 0; length < whole.length; length += 7) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ImageFiles.decode(part, "part"))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(ImageFileException.class)
                    .hasMessageStartingWith("cannot read picture 'part': ");
        }
        // Of a JPEG file the last two bytes are the end marker, without which the picture is still all there.
        byte[] almost = Arrays.copyOf(whole, whole.length - (format.equals("jpg") ? 3 : 1));
        assertThatThrownBy(() -> ImageFiles.decode(almost, "part")).isInstanceOf(ImageFileException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp"})
    void damagedFilesAreReadOrRefusedInOneLine(String format) throws IOException {
        byte[] whole = encode(noise(), format);
        Random random = new Random(5);
        for (int run = 0; run < 300; run++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(run % 2 == 0 ? 60 : whole.length);
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            try {
                ImageFiles.decode(damaged, "damaged");
                assertThat(format)
                        .as("a PNG with byte %d changed must not pass", at)
                        .isNotEqualTo("png");
            } catch (ImageFileException e) {
                assertThat(e.getMessage())
                        .startsWith("cannot read picture 'damaged': ")
                        .doesNotContain("\n");
            }
        }
    }

    @Test
    void absurdSizesAreRefusedBeforeDecoding() {
        assertThatThrownBy(() -> ImageFiles.decode(png(1 << 20, 1 << 20, 8, 0, new byte[2]), "huge"))
                .isInstanceOf(ImageFileException.class)
                .hasMessageContaining("too large: 1048576x1048576");
        assertThatThrownBy(() -> ImageFiles.decode(png(0, 0, 8, 0, new byte[2]), "nothing"))
                .isInstanceOf(ImageFileException.class)
                .hasMessageContaining("cannot read picture 'nothing'");
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> ImageFiles.read(file))
                .isInstanceOf(ImageFileException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    private static byte[] encode(BufferedImage picture, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, format, out))
                .as("the JDK writes %s", format)
                .isTrue();
        return out.toByteArray();
    }

    private static BufferedImage gray(int... levels) {
        BufferedImage picture = new BufferedImage(levels.length, 1, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setPixels(0, 0, levels.length, 1, levels);
        return picture;
    }

    private static BufferedImage noise() {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(3);
        for (int i = 0; i < 256; i++) {
            picture.setRGB(i % 16, i / 16, random.nextInt());
        }
        return picture;
    }

    /** One pixel of interleaved samples of the given kind. */
    private static BufferedImage picture(int space, boolean alpha, int dataType, int... pixel) {
        WritableRaster raster = Raster.createInterleavedRaster(dataType, 1, 1, pixel.length, null);
        raster.setPixel(0, 0, pixel);
        ComponentColorModel colors = new ComponentColorModel(
                ColorSpace.getInstance(space),
                alpha,
                false,
                alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                dataType);
        return new BufferedImage(colors, raster, false, null);
    }

    /** A PNG file made by hand, with the given header and uncompressed rows. */
    static byte[] png(int width, int height, int bits, int colorType, byte[] rows) {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(deflated)) {
            deflater.write(rows);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) bits)
                .put((byte) colorType)
                .array();
        ByteBuffer out = ByteBuffer.allocate(8 + 3 * 12 + header.length + deflated.size());
        out.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(out, "IHDR", header);
        chunk(out, "IDAT", deflated.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return out.array();
    }

    private static void chunk(ByteBuffer out, String type, byte[] content) {
        out.putInt(content.length);
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(content);
        out.put(type.getBytes(StandardCharsets.US_ASCII)).put(content).putInt((int) crc.getValue());
    }
}
