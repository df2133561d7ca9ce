package org.inrzoo.datasets.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.inrzoo.datasets.SignalFileException;
import org.inrzoo.datasets.file.Damage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeFilesTests {

    @TempDir
    Path folder;

    private static Volume decode(byte[] file) {
        return VolumeFiles.decode(file, "x").volume();
    }

    private static void assertDamageIsRefused(byte[] file) {
        Damage.everyCutIsRefused(file, VolumeFilesTests::decode);
        Damage.noMutationSurprises(file, VolumeFilesTests::decode);
    }

    private static void assertRefused(byte[] file, String reason) {
        assertThatThrownBy(() -> decode(file))
                .isInstanceOf(SignalFileException.class)
                .hasMessage("cannot read volume 'x': " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"head.nii", "head.nii.gz"})
    void comesBackAsItWasWritten(String name) {
        Volume volume = new Volume(2, 3, 4, new Spacing(3, 0.5, 2), "", ramp(24));
        VolumeFiles.write(folder.resolve(name), volume);
        assertThat(VolumeFiles.read(folder.resolve(name)))
                .isEqualTo(new VolumeFiles.Loaded(volume, java.util.List.of()));
    }

    @Test
    void numpyKeepsTheValuesAndNoSpacing() {
        VolumeFiles.write(folder.resolve("a.npy"), new Volume(2, 3, 4, new Spacing(3, 0.5, 2), "", ramp(24)));
        assertThat(VolumeFiles.read(folder.resolve("a.npy")).volume())
                .isEqualTo(new Volume(2, 3, 4, Spacing.UNIT, "", ramp(24)));
    }

    private static float[] ramp(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i * 0.75f - 3;
        }
        return values;
    }

    @Test
    void otherNamesAreNotWritten() {
        assertThatThrownBy(() -> VolumeFiles.write(Path.of("a.mha"), Ellipsoid.sheppLogan(4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot write 'a.mha': a volume's name ends with .nii, .nii.gz or .npy");
    }

    @Test
    void whatIsNoVolumeIsRefused() {
        assertRefused(new byte[0], "the file is empty");
        assertRefused(
                new byte[400],
                "it is cut off, damaged or no volume that is read here (NIfTI-1, NumPy .npy, TIFF stack, DICOM)");
        assertThatThrownBy(() -> VolumeFiles.read(folder))
                .hasMessage("cannot read volume '" + folder + "': there is no DICOM picture in the folder");
        assertThatThrownBy(() -> VolumeFiles.read(folder.resolve("none")))
                .hasMessage("cannot read '" + folder.resolve("none") + "': no such file");
    }

    @Nested
    class Nifti {

        /** A file of 2 x 1 x 2 values with a slope of 2, an offset of 1, and 2, 3, 4 mm apart. */
        private static ByteBuffer header(ByteOrder order, int type, int bits) {
            ByteBuffer header = ByteBuffer.allocate(352).order(order);
            header.putInt(0, 348);
            header.putShort(40, (short) 3)
                    .putShort(42, (short) 2)
                    .putShort(44, (short) 1)
                    .putShort(46, (short) 2);
            header.putShort(70, (short) type).putShort(72, (short) bits);
            header.putFloat(80, 2).putFloat(84, 3).putFloat(88, 4);
            header.putFloat(108, 352).putFloat(112, 2).putFloat(116, 1);
            header.put(123, (byte) 2);
            header.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
            return header;
        }

        private static byte[] file(ByteBuffer header, String values) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(header.array());
            out.writeBytes(HexFormat.of().parseHex(values.replace(" ", "")));
            return out.toByteArray();
        }

        @ParameterizedTest(name = "type {0}")
        @CsvSource({
            "2, 8, 00 01 02 ff, 1 3 5 511",
            "256, 8, 00 01 02 ff, 1 3 5 -1",
            "4, 16, 0000 0001 0002 ffff, 1 3 5 -1",
            "512, 16, 0000 0001 0002 ffff, 1 3 5 131071",
            "8, 32, 00000000 00000001 00000002 ffffffff, 1 3 5 -1",
            "768, 32, 00000000 00000001 00000002 ffffffff, 1 3 5 8589934591",
            "16, 32, 00000000 3f800000 40000000 bf800000, 1 3 5 -1",
            "64, 64, 0000000000000000 3ff0000000000000 4000000000000000 bff0000000000000, 1 3 5 -1",
            "1024, 64, 0000000000000000 0000000000000001 0000000000000002 ffffffffffffffff, 1 3 5 -1",
        })
        void valuesOfEveryTypeInBothOrders(int type, int bits, String values, String expected) {
            float[] numbers = new float[4];
            for (int i = 0; i < 4; i++) {
                numbers[i] = Float.parseFloat(expected.split(" ")[i]);
            }
            Volume volume = new Volume(2, 1, 2, new Spacing(4, 3, 2), "", numbers);
            assertThat(decode(file(header(ByteOrder.BIG_ENDIAN, type, bits), values)))
                    .isEqualTo(volume);
            StringBuilder reversed = new StringBuilder();
            for (String value : values.split(" ")) {
                byte[] bytes = HexFormat.of().parseHex(value);
                for (int i = bytes.length - 1; i >= 0; i--) {
                    reversed.append(HexFormat.of().toHexDigits(bytes[i]));
                }
            }
            assertThat(decode(file(header(ByteOrder.LITTLE_ENDIAN, type, bits), reversed.toString())))
                    .isEqualTo(volume);
        }

        @Test
        void damageIsRefused() throws IOException {
            byte[] file = file(header(ByteOrder.LITTLE_ENDIAN, 4, 16), "0000 0100 0200 ffff");
            assertDamageIsRefused(file);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(file);
            }
            assertThat(decode(out.toByteArray())).isEqualTo(decode(file));
            assertDamageIsRefused(out.toByteArray());
        }

        @Test
        void whatItsHeaderCannotMeanIsRefused() {
            String values = "0000 0100 0200 ffff";
            assertRefused(
                    file(header(ByteOrder.LITTLE_ENDIAN, 4, 8), values),
                    "its header says 8 bits a value, but its type has 16");
            assertRefused(
                    file(header(ByteOrder.LITTLE_ENDIAN, 128, 24), values),
                    "its values are of type 128, which is not read here (colours, complex numbers, …); save it as float32");
            assertRefused(
                    file(header(ByteOrder.LITTLE_ENDIAN, 4, 16).putShort(44, (short) -1), values),
                    "its header has -1 values along axis 2");
            assertRefused(
                    file(header(ByteOrder.LITTLE_ENDIAN, 4, 16).putFloat(112, Float.NaN), values),
                    "its header's scl_slope is NaN");
            assertRefused(
                    file(header(ByteOrder.LITTLE_ENDIAN, 4, 16).putFloat(108, 1), values),
                    "its header says its values begin at byte 1.0, which cannot be");
            assertRefused(
                    file(header(ByteOrder.LITTLE_ENDIAN, 4, 16).put(345, (byte) 'i'), values),
                    "its values are in another file; save it as one file, .nii");
            assertRefused(
                    file(header(ByteOrder.LITTLE_ENDIAN, 4, 16).putShort(42, (short) 32_000), values),
                    "the file is cut off");
        }

        @Test
        void theFirstOfSeveralVolumesIsTaken() {
            byte[] file = file(
                    header(ByteOrder.LITTLE_ENDIAN, 2, 8)
                            .putShort(40, (short) 4)
                            .putShort(48, (short) 2),
                    "00 01 02 03 04 05 06 07");
            VolumeFiles.Loaded loaded = VolumeFiles.decode(file, "x");
            assertThat(loaded.volume().values()).containsExactly(1, 3, 5, 7);
            assertThat(loaded.notes()).containsExactly("the first of 2 volumes is taken");
        }

        @Test
        void whatIsNoNumberIsZeroAndSaid() {
            VolumeFiles.Loaded loaded = VolumeFiles.decode(
                    file(header(ByteOrder.BIG_ENDIAN, 16, 32), "7fc00000 3f800000 ff800000 00000000"), "x");
            assertThat(loaded.volume().values()).containsExactly(0, 3, 0, 1);
            assertThat(loaded.notes()).containsExactly("2 values that are not finite are taken for 0");
        }

        @Test
        void stepsThatAreNotSaidAreMillimetres() {
            ByteBuffer header =
                    header(ByteOrder.BIG_ENDIAN, 2, 8).putFloat(80, 0).putFloat(84, -3);
            header.put(123, (byte) 3);
            VolumeFiles.Loaded loaded = VolumeFiles.decode(file(header, "00 01 02 03"), "x");
            assertThat(loaded.volume().spacing().x()).isEqualTo(1);
            assertThat(loaded.volume().spacing().y()).isEqualTo(0.003);
            assertThat(loaded.notes())
                    .containsExactly("its header does not say how far voxels lie apart along axis 1: taken for 1 mm");
        }
    }

    @Nested
    class Numpy {

        private static byte[] file(int version, String header, String values) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(HexFormat.of().parseHex("934e554d5059" + String.format("%02x00", version)));
            out.writeBytes(ByteBuffer.allocate(version == 1 ? 2 : 4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(0, (byte) header.length())
                    .array());
            out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(HexFormat.of().parseHex(values.replace(" ", "")));
            return out.toByteArray();
        }

        private static String header(String type, boolean fortran, String shape) {
            return "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': " + shape
                    + ", }   \n";
        }

        @ParameterizedTest
        @CsvSource({
            "<f4, 0000803f 00000040 00004040 00008040",
            ">f4, 3f800000 40000000 40400000 40800000",
            "<f8, 000000000000f03f 0000000000000040 0000000000000840 0000000000001040",
            "|u1, 01 02 03 04",
            "|i1, 01 02 03 04",
            "<i2, 0100 0200 0300 0400",
            ">u2, 0001 0002 0003 0004",
            "<i4, 01000000 02000000 03000000 04000000",
            "<u4, 01000000 02000000 03000000 04000000",
            ">i8, 0000000000000001 0000000000000002 0000000000000003 0000000000000004",
        })
        void valuesOfEveryType(String type, String values) {
            Volume volume = new Volume(2, 1, 2, Spacing.UNIT, "", new float[] {1, 2, 3, 4});
            for (int version = 1; version <= 3; version++) {
                assertThat(decode(file(version, header(type, false, "(2, 1, 2)"), values)))
                        .isEqualTo(volume);
            }
        }

        @Test
        void bothOrdersOfAxesAndTwoOrThreeOfThem() {
            assertThat(decode(file(1, header("|u1", true, "(2, 1, 2)"), "01 02 03 04"))
                            .values())
                    .containsExactly(1, 3, 2, 4);
            assertThat(decode(file(1, header("|u1", false, "(2, 2)"), "01 02 03 04")))
                    .isEqualTo(new Volume(1, 2, 2, Spacing.UNIT, "", new float[] {1, 2, 3, 4}));
            assertRefused(
                    file(1, header("|u1", false, "(4,)"), "01 02 03 04"),
                    "it has 1 axes, not 3 (z, y, x) or 2; take one volume of it, such as array[0]");
        }

        @Test
        void whatIsNotPlainIsRefused() {
            assertRefused(
                    file(1, header("<c8", false, "(1, 1)"), "00 00 00 00 00 00 00 00"),
                    "its values are of type c8, which is not read here; save it as float32");
            assertRefused(
                    file(1, header("|O", false, "(1, 1)"), "00"),
                    "its header is damaged, or its values are no plain numbers; save it as float32");
            assertRefused(file(1, header("|u1", false, "(9999, 9999, 9999)"), "00"), "the file is cut off");
            assertRefused(file(1, header("|u1", false, "(0, 9, 9)"), "00"), "a volume is at least 1x1x1, not 9x9x0");
        }

        @Test
        void damageIsRefused() {
            assertDamageIsRefused(file(1, header("<i2", true, "(2, 1, 2)"), "0100 0200 0300 0400"));
        }
    }

    @Nested
    class Tiff {

        private static byte[] file(BufferedImage... pages) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
            try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
                writer.setOutput(stream);
                writer.prepareWriteSequence(null);
                for (BufferedImage page : pages) {
                    writer.writeToSequence(new IIOImage(page, null, null), null);
                }
                writer.endWriteSequence();
            } finally {
                writer.dispose();
            }
            return out.toByteArray();
        }

        private static BufferedImage page(int type, int... values) {
            BufferedImage page = new BufferedImage(2, values.length / 2, type);
            page.getRaster().setPixels(0, 0, 2, values.length / 2, values);
            return page;
        }

        @Test
        void pagesAreSlicesWithTheirRowsFromTheFoot() throws IOException {
            byte[] file = file(
                    page(BufferedImage.TYPE_USHORT_GRAY, 1, 2, 3, 60_000),
                    page(BufferedImage.TYPE_USHORT_GRAY, 5, 6, 7, 8));
            assertThat(decode(file))
                    .isEqualTo(new Volume(2, 2, 2, Spacing.UNIT, "", new float[] {3, 60_000, 1, 2, 7, 8, 5, 6}));
            assertThat(decode(file(page(BufferedImage.TYPE_BYTE_GRAY, 1, 255))).values())
                    .containsExactly(1, 255);
        }

        @Test
        void pagesThatDoNotFitAreRefused() throws IOException {
            assertRefused(
                    file(page(BufferedImage.TYPE_BYTE_GRAY, 1, 2), page(BufferedImage.TYPE_BYTE_GRAY, 1, 2, 3, 4)),
                    "its pages differ in size: page 1 has 2x2, not 2x1");
            assertRefused(
                    file(new BufferedImage(2, 2, BufferedImage.TYPE_3BYTE_BGR)),
                    "its pages are coloured; save them as gray values");
        }

        @Test
        void damageIsRefused() throws IOException {
            byte[] file = file(
                    page(BufferedImage.TYPE_USHORT_GRAY, 1, 2, 3, 4), page(BufferedImage.TYPE_USHORT_GRAY, 5, 6, 7, 8));
            assertDamageIsRefused(file);
        }
    }

    @Nested
    class Dicom {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private boolean explicit = true;
        private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

        private void element(int group, int element, String kind, byte[] value) {
            boolean wide = kind.equals("OW") || kind.equals("SQ");
            boolean plain = explicit || group == 2;
            ByteBuffer head =
                    ByteBuffer.allocate(plain && wide ? 12 : 8).order(group == 2 ? ByteOrder.LITTLE_ENDIAN : order);
            head.putShort((short) group).putShort((short) element);
            if (!plain) {
                head.putInt(value.length);
            } else {
                head.put(kind.getBytes(StandardCharsets.US_ASCII));
                if (wide) {
                    head.putShort((short) 0).putInt(value.length);
                } else {
                    head.putShort((short) value.length);
                }
            }
            out.writeBytes(head.array());
            out.writeBytes(value);
        }

        private void text(int group, int element, String kind, String value) {
            element(
                    group,
                    element,
                    kind,
                    (value.length() % 2 == 0 ? value : value + " ").getBytes(StandardCharsets.US_ASCII));
        }

        private void number(int group, int element, int value) {
            element(
                    group,
                    element,
                    "US",
                    ByteBuffer.allocate(2).order(order).putShort((short) value).array());
        }

        /** A slice of 2 x 2 signed values of 12 bits, at a height. */
        private byte[] file(String syntax, double height, String series, int... values) {
            out.reset();
            out.writeBytes(new byte[128]);
            out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
            text(2, 0x10, "UI", syntax);
            explicit = !syntax.equals("1.2.840.10008.1.2");
            order = syntax.equals("1.2.840.10008.1.2.2") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            text(0x08, 0x60, "CS", "CT");
            // A sequence without a length, with an item without one, with a sequence in it.
            int[] nested = {
                0x08, 0x1140, 0xFFFE, 0xE000, 0x08, 0x1141, 0xFFFE, 0xE000, 0xFFFE, 0xE0DD, 0xFFFE, 0xE00D, 0xFFFE,
                0xE0DD
            };
            int[] lengths = {-1, -1, -1, 0, 0, 0, 0};
            for (int i = 0; i < lengths.length; i++) {
                boolean sequence = nested[2 * i] == 8;
                ByteBuffer head =
                        ByteBuffer.allocate(sequence && explicit ? 12 : 8).order(order);
                head.putShort((short) nested[2 * i]).putShort((short) nested[2 * i + 1]);
                if (sequence && explicit) {
                    head.put((byte) 'S').put((byte) 'Q').putShort((short) 0);
                }
                out.writeBytes(head.putInt(lengths[i]).array());
            }
            text(0x18, 0x50, "DS", "5");
            text(0x20, 0x0E, "UI", series);
            text(0x20, 0x32, "DS", "-10\\-20\\" + height);
            text(0x20, 0x37, "DS", "1\\0\\0\\0\\1\\0");
            number(0x28, 0x02, 1);
            number(0x28, 0x10, values.length / 2);
            number(0x28, 0x11, 2);
            text(0x28, 0x30, "DS", "0.5\\0.25");
            number(0x28, 0x100, 16);
            number(0x28, 0x101, 12);
            number(0x28, 0x103, 1);
            text(0x28, 0x1052, "DS", "-1000");
            text(0x28, 0x1053, "DS", "2");
            ByteBuffer pixels = ByteBuffer.allocate(2 * values.length).order(order);
            for (int value : values) {
                pixels.putShort((short) (value & 0x0FFF));
            }
            element(0x7FE0, 0x10, "OW", pixels.array());
            return out.toByteArray();
        }

        @ParameterizedTest
        @ValueSource(strings = {"1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"})
        void oneSliceInEveryPlainSyntax(String syntax) {
            assertThat(decode(file(syntax, 3, "1.2", 0, 1, -1, 2)))
                    .isEqualTo(new Volume(
                            1, 2, 2, new Spacing(5, 0.5, 0.25), "HU", new float[] {-1002, -996, -1000, -998}));
        }

        @Test
        void aFileThatBeginsLikeTiffIsDicomAllTheSame() {
            byte[] file = file("1.2.840.10008.1.2.1", 3, "1.2", 0, 1);
            byte[] both = file.clone();
            System.arraycopy(new byte[] {'I', 'I', 42, 0}, 0, both, 0, 4);
            assertThat(decode(both)).isEqualTo(decode(file));
        }

        @Test
        void slicesOfAFolderLieInTheOrderOfTheirPlaces() throws IOException {
            String syntax = "1.2.840.10008.1.2.1";
            Files.write(folder.resolve("a"), file(syntax, 3, "1.2", 30, 31));
            Files.write(folder.resolve("b"), file(syntax, -1, "1.2", -10, -11));
            Files.write(folder.resolve("c"), file(syntax, 1, "1.2", 10, 11));
            Files.write(folder.resolve("d"), file(syntax, 1, "1.3", 0, 0));
            Files.write(folder.resolve("readme"), new byte[] {1});
            byte[] report = file(syntax, 0, "1.2");
            Files.write(folder.resolve("report"), Arrays.copyOf(report, report.length - 12));
            VolumeFiles.Loaded loaded = VolumeFiles.read(folder);
            assertThat(loaded.volume()).isEqualTo(new Volume(3, 1, 2, new Spacing(2, 0.5, 0.25), "HU", new float[] {
                -1020, -1022, -980, -978, -940, -938
            }));
            assertThat(loaded.notes())
                    .containsExactly(
                            "the largest of 2 series is taken", "2 files without a DICOM picture are passed over");
        }

        @Test
        void missingSlicesAreSaid() throws IOException {
            for (int height : new int[] {0, 1, 2, 4}) {
                Files.write(folder.resolve("s" + height), file("1.2.840.10008.1.2.1", height, "1.2", 0, 0));
            }
            assertThat(VolumeFiles.read(folder).notes())
                    .containsExactly(
                            "its slices are not evenly spaced, some may be missing: taken for the mean distance");
        }

        @Test
        void compressedFilesAreRefused() {
            byte[] file = file("1.2.840.10008.1.2.1", 0, "1.2", 0, 0);
            byte[] other = file("1.2.840.10008.1.2.4.70", 0, "1.2", 0, 0);
            assertThat(decode(file).values()).hasSize(2);
            assertRefused(
                    other,
                    "its values are compressed (transfer syntax 1.2.840.10008.1.2.4.70); uncompress it first, such as by"
                            + " 'gdcmconv --raw FILE RAW'");
        }

        @Test
        void damageIsRefused() {
            assertDamageIsRefused(file("1.2.840.10008.1.2.1", 3, "1.2", 0, 1, -1, 2));
            assertDamageIsRefused(file("1.2.840.10008.1.2", 3, "1.2", 0, 1, -1, 2));
        }
    }

    @Test
    void aLargeFileThatIsSmallIsNoBomb() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            byte[] header = Nifti.header(ByteOrder.LITTLE_ENDIAN, 2, 8)
                    .putShort(42, (short) 32_000)
                    .putShort(44, (short) 32_000)
                    .putShort(46, (short) 32_000)
                    .array();
            gzip.write(header);
        }
        assertThat(Arrays.copyOf(out.toByteArray(), 2)).containsExactly(0x1f, 0x8b);
        assertRefused(out.toByteArray(), "the file is cut off");
    }
}
