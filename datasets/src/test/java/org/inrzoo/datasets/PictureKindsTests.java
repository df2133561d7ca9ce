package org.inrzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.inrzoo.datasets.ImageFiles.Loaded;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of every kind that people have, most of them files beside these tests' classes. */
class PictureKindsTests {

    /** Means over quarters of the picture: what loss, CMYK and palettes of few colours leave alike. */
    private static final int QUARTERS = 2;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "plain.jpg           |                                                             ",
                "progressive.jpg     |                                                             ",
                "nojfif-ids012.jpg   |                                                             ",
                "after-end.jpg       |                                                             ",
                "icc-broken.jpg      |                                                             ",
                "exif3.jpg           |                                                             ",
                "exif6.jpg           |                                                             ",
                "stray-in-header.jpg | stray bytes in the file passed over                         ",
                "no-end.jpg          | the file's end marker is missing                            ",
                "cmyk.jpg            | its colours are not RGB and were converted, which is not exact",
                "cmyk-noadobe.jpg    | its colours are not RGB and were converted, which is not exact",
                "cmyk-im.jpg         | its colours are not RGB and were converted, which is not exact",
                "rgb-emptytext.png   |                                                             ",
                "pal-badphys.png     |                                                             ",
                "pal-trns.png        | transparent parts are shown on white                        ",
                "x.gif               |                                                             ",
                "x.tif               |                                                             ",
                "pages.tif           | the first of several pictures is taken                      ",
                "x.webp              |                                                             ",
                "webp-named.jpg      |                                                             ",
            })
    void showsThePicture(String file, String note) throws IOException {
        Loaded loaded = ImageFiles.decode(bytes(file), file);
        assertThat(loaded.image()).asString().isEqualTo("Image[48x32, RGB]");
        assertThat(quarters(loaded.image())).containsExactly(quarters(plain()), within(0.06f));
        assertThat(loaded.notes()).isEqualTo(note == null ? List.of() : List.of(note));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gray.jpg", "float.tif"})
    void ofGraysStaysGray(String file) throws IOException {
        Image gray = ImageFiles.decode(bytes(file), file).image();
        assertThat(gray).asString().isEqualTo("Image[48x32, gray]");
    }

    @Test
    void ofRealNumbersKeepsThem() throws IOException {
        assertThat(ImageFiles.decode(tiff(1, 1, 3, 32, Float.floatToIntBits(0.12345679f)), "real")
                        .image()
                        .values())
                .containsExactly(0.12345679f);
        Loaded beyond =
                ImageFiles.decode(tiff(2, 1, 3, 32, Float.floatToIntBits(0.5f), Float.floatToIntBits(3.5f)), "real");
        assertThat(beyond.image().values()).containsExactly(0.5f, 1);
        assertThat(beyond.notes()).containsExactly("its values are taken to go from 0 to 1; any beyond were cut off");
        assertThatThrownBy(() -> ImageFiles.decode(tiff(1, 1, 3, 32, Float.floatToIntBits(Float.NaN)), "real"))
                .isInstanceOf(ImageFileException.class)
                .hasMessageContaining("such as NaN");
    }

    @Test
    void ofManyBitsKeepsThem() throws IOException {
        Image deep = ImageFiles.decode(bytes("depth16.png"), "depth16.png").image();
        assertThat(Arrays.stream(levels(deep)).distinct().count()).as("levels").isEqualTo(694);
        assertThat(deep.bits()).isEqualTo(16);
        assertThat(ImageFiles.decode(png(deep.toBufferedImage(16)), "again").image())
                .isEqualTo(deep);
        assertThat(ImageFiles.decode(tiff(1, 1, 1, 32, 1 << 31), "32 bits")
                        .image()
                        .values()[0])
                .isCloseTo(0.5f, within(1e-6f));
    }

    /** Everything that is read can be read in strips. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.png",
                "sticker.png",
                "pal-trns.png",
                "depth16.png",
                "plain.jpg",
                "progressive.jpg",
                "nojfif-ids012.jpg",
                "cmyk.jpg",
                "exif6.jpg",
                "gray.jpg",
                "x.gif",
                "x.tif",
                "float.tif",
                "x.webp",
                "webp-named.jpg"
            })
    void inStripsIsTheSame(String file) throws IOException {
        Loaded whole = ImageFiles.decode(bytes(file), file);
        Loaded strips = ImageFiles.decode(bytes(file), file, ReadOptions.DEFAULT, 4 * 48 * 5);
        assertThat(strips.image()).isEqualTo(whole.image());
        assertThat(strips.notes()).isEqualTo(whole.notes());
    }

    @Test
    void atASmallerSizeIsWhatResizingGives() throws IOException {
        Image whole = ImageFiles.decode(bytes("plain.png"), "plain.png").image();
        for (int side : new int[] {1, 7, 24, 47, 48, 60}) {
            Loaded small =
                    ImageFiles.decode(bytes("plain.png"), "plain.png", new ReadOptions(side, Background.WHITE), 1);
            assertThat(small.image()).as("%d", side).isEqualTo(whole.resizeLonger(side, Resize.AREA));
        }
        assertThatThrownBy(() -> ImageFiles.decode(
                        bytes("plain.png"), "plain.png", new ReadOptions(2_000_000_000, Background.WHITE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the size cannot be 2000000000: ");
    }

    @Nested
    class Transparent {

        @ParameterizedTest
        @CsvSource({"white, 1, 1, 1", "black, 0, 0, 0", "#ff0000, 1, 0, 0", "#336699, 0.2, 0.4, 0.6"})
        void partsShowTheBackground(String background, float red, float green, float blue) throws IOException {
            for (String file : List.of("sticker.png", "hidden.gif")) {
                byte[] bytes = file.endsWith(".gif") ? transparentGif() : bytes(file);
                Loaded loaded = ImageFiles.decode(bytes, file, new ReadOptions(0, Background.parse(background)));
                assertThat(Arrays.copyOf(loaded.image().values(), 3))
                        .as(file)
                        .containsExactly(new float[] {red, green, blue}, within(1e-6f));
                assertThat(loaded.notes()).containsExactly("transparent parts are shown on " + background);
            }
        }

        @Test
        void partlyMixWithIt() throws IOException {
            BufferedImage half = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
            half.setRGB(0, 0, 0x33ff0000);
            float[] values = ImageFiles.decode(png(half), "half", new ReadOptions(0, Background.parse("#0000ff")))
                    .image()
                    .values();
            assertThat(values).containsExactly(new float[] {0.2f, 0, 0.8f}, within(1e-6f));
        }

        @Test
        void graysStayGrayOnGray() throws IOException {
            byte[] file = grayWithAlpha(100, 0, 200, 255);
            assertThat(ImageFiles.decode(file, "gray").image())
                    .isEqualTo(new Image(2, 1, 1, new float[] {1, 200 / 255f}));
            assertThat(ImageFiles.decode(file, "gray", new ReadOptions(0, Background.parse("#ff0000")))
                            .image())
                    .isEqualTo(new Image(2, 1, 3, new float[] {1, 0, 0, 200 / 255f, 200 / 255f, 200 / 255f}));
        }

        @Test
        void nothingIsNotWorthANote() throws IOException {
            assertThat(ImageFiles.decode(grayWithAlpha(100, 255, 200, 255), "opaque")
                            .notes())
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "whit", "#12", "#gggggg", "336699"})
        void backgroundsAreColors(String text) {
            assertThatThrownBy(() -> Background.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a background cannot be '" + text
                            + "'; it is white, black, gray or a colour such as #3366cc");
        }

        private byte[] transparentGif() throws IOException {
            BufferedImage hidden = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
            hidden.setRGB(1, 0, 0xff00ff00);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(ImageIO.write(hidden, "gif", out)).isTrue();
            return out.toByteArray();
        }

        private byte[] grayWithAlpha(int... samples) {
            byte[] rows = new byte[1 + samples.length];
            for (int i = 0; i < samples.length; i++) {
                rows[1 + i] = (byte) samples[i];
            }
            return ImageFilesTests.png(samples.length / 2, 1, 8, 4, rows);
        }
    }

    /** EXIF's eight orientations, in every format that can have them. */
    @Nested
    class Turned {

        /** A picture as it is to be seen, in blocks that JPEG keeps apart. */
        private static final int BLOCK = 8;

        private static final int[][] SEEN = {{10, 60, 110}, {160, 210, 250}};

        /** How it is stored, for each orientation, by the EXIF standard's words on where row 0 and column 0 are seen. */
        private static final int[][][] STORED = {
            {{10, 60, 110}, {160, 210, 250}}, // row 0 at the top, column 0 at the left
            {{110, 60, 10}, {250, 210, 160}}, // top, right
            {{250, 210, 160}, {110, 60, 10}}, // bottom, right
            {{160, 210, 250}, {10, 60, 110}}, // bottom, left
            {{10, 160}, {60, 210}, {110, 250}}, // left, top
            {{110, 250}, {60, 210}, {10, 160}}, // right, top
            {{250, 110}, {210, 60}, {160, 10}}, // right, bottom
            {{160, 10}, {210, 60}, {250, 110}}, // left, bottom
        };

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
        void isStoodUp(int orientation) throws IOException {
            BufferedImage stored = blocks(STORED[orientation - 1]);
            for (boolean bigEndian : new boolean[] {false, true}) {
                byte[] exif = exif(orientation, bigEndian);
                assertUpright(jpeg(stored, exif), "JPEG");
                assertUpright(pngWith(stored, exif), "PNG");
            }
            assertUpright(tiff(stored, orientation), "TIFF");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
        void isStoodUpInWebP(int orientation) throws IOException {
            Image stored = ImageFiles.decode(bytes("x.webp"), "x.webp").image();
            Image seen = ImageFiles.decode(webp(bytes("x.webp"), exif(orientation, true)), "turned")
                    .image();
            assertThat(seen).isEqualTo(Orientation.of(orientation).upright(stored));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 9, 65535})
        void byNoneOfTheEightIsLeftAsItIs(int orientation) throws IOException {
            assertUpright(jpeg(blocks(SEEN), exif(orientation, true)), "JPEG");
        }

        @Test
        void byDamagedDataIsLeftAsItIs() throws IOException {
            byte[] whole = exif(6, true);
            for (int length = 0; length < whole.length - 8; length++) {
                assertUpright(jpeg(blocks(SEEN), Arrays.copyOf(whole, length)), "EXIF data of " + length + " bytes");
            }
        }

        private static void assertUpright(byte[] file, String format) {
            Image image = ImageFiles.decode(file, format).image();
            assertThat(new int[] {image.width(), image.height()}).as(format).containsExactly(3 * BLOCK, 2 * BLOCK);
            for (int y = 0; y < 2; y++) {
                for (int x = 0; x < 3; x++) {
                    int middle = ((y * BLOCK + BLOCK / 2) * image.width() + x * BLOCK + BLOCK / 2) * image.channels();
                    assertThat(255 * image.values()[middle])
                            .as("%s, block %d, %d", format, x, y)
                            .isCloseTo(SEEN[y][x], within(4f));
                }
            }
        }

        private static BufferedImage blocks(int[][] levels) {
            BufferedImage picture =
                    new BufferedImage(levels[0].length * BLOCK, levels.length * BLOCK, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < picture.getHeight(); y++) {
                for (int x = 0; x < picture.getWidth(); x++) {
                    picture.getRaster().setSample(x, y, 0, levels[y / BLOCK][x / BLOCK]);
                }
            }
            return picture;
        }

        /** A TIFF header and a directory with nothing but the orientation. */
        private static byte[] exif(int orientation, boolean bigEndian) {
            ByteBuffer out = ByteBuffer.allocate(26).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            out.put((byte) (bigEndian ? 'M' : 'I'))
                    .put((byte) (bigEndian ? 'M' : 'I'))
                    .putShort((short) 42)
                    .putInt(8);
            out.putShort((short) 1)
                    .putShort((short) 0x112)
                    .putShort((short) 3)
                    .putInt(1)
                    .putShort((short) orientation);
            return out.putShort((short) 0).putInt(0).array();
        }

        private static byte[] jpeg(BufferedImage picture, byte[] exif) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(ImageIO.write(picture, "jpg", out)).isTrue();
            byte[] file = out.toByteArray();
            ByteBuffer with =
                    ByteBuffer.allocate(file.length + 10 + exif.length).put(file, 0, 2);
            with.putShort((short) 0xffe1)
                    .putShort((short) (8 + exif.length))
                    .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
            return with.put(exif).put(file, 2, file.length - 2).array();
        }

        private static byte[] pngWith(BufferedImage picture, byte[] exif) throws IOException {
            byte[] file = png(picture);
            int header = 8 + 25;
            ByteBuffer with = ByteBuffer.allocate(file.length + 12 + exif.length)
                    .put(file, 0, header)
                    .putInt(exif.length);
            CRC32 crc = new CRC32();
            crc.update("eXIf".getBytes(StandardCharsets.US_ASCII));
            crc.update(exif);
            with.put("eXIf".getBytes(StandardCharsets.US_ASCII)).put(exif).putInt((int) crc.getValue());
            return with.put(file, header, file.length - header).array();
        }

        private static byte[] tiff(BufferedImage picture, int orientation) {
            int width = picture.getWidth();
            int[] samples = picture.getRaster().getPixels(0, 0, width, picture.getHeight(), (int[]) null);
            return PictureKindsTests.tiff(width, orientation, 1, 8, samples);
        }

        private static byte[] webp(byte[] file, byte[] exif) {
            ByteBuffer with = ByteBuffer.allocate(file.length + 8 + exif.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(file);
            with.put("EXIF".getBytes(StandardCharsets.US_ASCII))
                    .putInt(exif.length)
                    .put(exif);
            return with.putInt(4, with.capacity() - 8).array();
        }
    }

    /** What is no picture, or none that is read, is called by its name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~~~~ftypheic  | it is a HEIC picture, which is not read here; save it as PNG, JPEG or TIFF",
                "~~~~ftypmif1  | it is a HEIC picture",
                "~~~~ftypavif  | it is an AVIF picture",
                "~~~~ftypisom  | it is a video",
                "8BPS          | it is a Photoshop picture",
                "%PDF-1.7      | it is a PDF document",
                "<svg xmlns=   | it is an SVG drawing",
                "<!DOCTYPE html> | it is a web page",
                "version https://git-lfs.github.com/spec/v1 | it is a pointer of Git LFS; 'git lfs pull' fetches the file",
                "hello         | it is no PNG, JPEG, TIFF, WebP, GIF or BMP picture",
            })
    void otherFilesAreNamed(String start, String reason) {
        byte[] file = Arrays.copyOf(start.replace('~', '\0').getBytes(StandardCharsets.ISO_8859_1), 64);
        assertThatThrownBy(() -> ImageFiles.decode(file, "other"))
                .isInstanceOf(ImageFileException.class)
                .hasMessageStartingWith("cannot read picture 'other': " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.gif", "x.tif", "x.webp", "progressive.jpg", "nojfif-ids012.jpg"})
    void cutOffFilesAreRefusedOrWhole(String file) throws IOException {
        byte[] bytes = bytes(file);
        Image whole = ImageFiles.decode(bytes, file).image();
        for (int length = 1; length < bytes.length; length += 3) {
            byte[] part = Arrays.copyOf(bytes, length);
            try {
                assertThat(ImageFiles.decode(part, "part").image())
                        .as("%d of %d bytes", length, bytes.length)
                        .isEqualTo(whole);
            } catch (ImageFileException e) {
                assertThat(e)
                        .hasMessageStartingWith("cannot read picture 'part': ")
                        .hasMessageNotContaining("\n");
            }
        }
    }

    private static int[] levels(Image image) {
        int[] levels = new int[image.values().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.round(65535 * image.values()[i]);
        }
        return levels;
    }

    private static Image plain() throws IOException {
        return ImageFiles.decode(bytes("plain.png"), "plain.png").image();
    }

    private static float[] quarters(Image image) {
        return image.resize(QUARTERS, QUARTERS).values();
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = PictureKindsTests.class.getResourceAsStream("cases/" + file)) {
            return in.readAllBytes();
        }
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, "png", out)).isTrue();
        return out.toByteArray();
    }

    /**
     * An uncompressed gray TIFF file.
     *
     * @param format 1 for whole numbers, 3 for real ones
     * @param bits of a sample, 8 or 32
     */
    private static byte[] tiff(int width, int orientation, int format, int bits, int... samples) {
        int[][] entries = {
            {0x100, width},
            {0x101, samples.length / width},
            {0x102, bits},
            {0x103, 1},
            {0x106, 1},
            {0x111, 0},
            {0x112, orientation},
            {0x115, 1},
            {0x116, samples.length / width},
            {0x117, samples.length * bits / 8},
            {0x153, format}
        };
        int start = 8 + 2 + 12 * entries.length + 4;
        entries[5][1] = start;
        ByteBuffer out = ByteBuffer.allocate(start + samples.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) entries.length);
        for (int[] entry : entries) {
            out.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
        }
        out.putInt(0);
        for (int sample : samples) {
            if (bits == 8) {
                out.put((byte) sample);
            } else {
                out.putInt(sample);
            }
        }
        return out.array();
    }
}
