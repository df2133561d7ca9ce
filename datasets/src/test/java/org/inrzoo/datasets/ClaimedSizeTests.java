package org.inrzoo.datasets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of some hundred bytes that claim to be 16384x16384 are refused before anything is decoded. */
class ClaimedSizeTests {

    private static final int SIDE = 16384;

    static Stream<Arguments> claims() {
        return Stream.of(
                        Stream.of(
                                arguments("PNG of 8 bits, RGB", png(8, 2, 0)),
                                arguments("PNG of 16 bits, RGBA", png(16, 6, 0)),
                                arguments("PNG of 1 bit, interlaced", png(1, 0, 1)),
                                arguments("BMP in runs", bmp(8, 1)),
                                arguments("BMP in runs of 4 bits", bmp(4, 2)),
                                arguments("GIF", gif()),
                                arguments("JPEG", jpeg(0xc0)),
                                arguments("JPEG, progressive", jpeg(0xc2)),
                                arguments("JPEG, lossless", jpeg(0xc3)),
                                arguments("WebP, lossy", webp("VP8 ", lossy(16383))),
                                arguments("WebP, lossless", webp("VP8L", lossless(16383))),
                                arguments("WebP, a large canvas", webp("VP8X", canvas()))),
                        Stream.of(1, 2, 3, 4, 5, 7, 8, 32773)
                                .map(compression ->
                                        arguments("TIFF, compression " + compression, tiff(SIDE, compression, 1))),
                        Stream.of(arguments("TIFF, a large tile", tiff(16, 1, 1 << 30))))
                .flatMap(kinds -> kinds);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void aClaimThatTheFileCannotHoldIsRefusedSoon(String kind, byte[] file) {
        assertThat(file).hasSizeLessThan(2000);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = thread.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> assertTimeout(Duration.ofSeconds(5), () -> ImageFiles.decode(file, "claim")))
                .isInstanceOf(ImageFileException.class)
                .hasMessageStartingWith("cannot read picture 'claim': it claims to be ")
                .hasMessageEndingWith("bytes cannot hold: it is cut off or damaged");
        assertThat(thread.getCurrentThreadAllocatedBytes() - allocated)
                .as("bytes of memory")
                .isLessThan(50_000_000);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "png, ",
        "gif, ",
        "jpeg, ",
        "bmp, BI_RLE8",
        "tiff, None",
        "tiff, LZW",
        "tiff, Deflate",
        "tiff, PackBits",
        "tiff, JPEG"
    })
    void aPlainPictureIsReadHoweverShortItsFile(String format, String compression) throws IOException {
        int side = 3000;
        byte[] file = plain(side, format, compression);
        Image image = ImageFiles.decode(file, "plain", new ReadOptions(8, Background.WHITE))
                .image();
        assertThat(image.width()).isEqualTo(8);
    }

    private static byte[] plain(int side, String format, String compression) throws IOException {
        BufferedImage picture = new BufferedImage(
                side, side, format.equals("bmp") ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_GRAY);
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (compression != null) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionType(compression);
            }
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] png(int depth, int type, int interlaced) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(new byte[600_000]);
        deflater.finish();
        byte[] samples = new byte[1000];
        int length = deflater.deflate(samples);
        deflater.end();
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(SIDE).putInt(SIDE).put((byte) depth).put((byte) type).putShort((short) 0);
        header.put((byte) interlaced);
        ByteBuffer file = ByteBuffer.allocate(2000);
        file.put("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1));
        chunk(file, "IHDR", header.array());
        chunk(file, "IDAT", Arrays.copyOf(samples, length));
        chunk(file, "IEND", new byte[0]);
        return Arrays.copyOf(file.array(), file.position());
    }

    private static void chunk(ByteBuffer file, String type, byte[] content) {
        file.putInt(content.length);
        int start = file.position();
        file.put(type.getBytes(ISO_8859_1)).put(content);
        CRC32 crc = new CRC32();
        crc.update(file.array(), start, file.position() - start);
        file.putInt((int) crc.getValue());
    }

    private static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bmp(int bits, int compression) {
        ByteBuffer file = littleEndian(221);
        file.put("BM".getBytes(ISO_8859_1)).putInt(221).putInt(0).putInt(58);
        file.putInt(40).putInt(SIDE).putInt(SIDE).putShort((short) 1).putShort((short) bits);
        file.putInt(compression).putInt(0).putInt(0).putInt(0).putInt(1).putInt(0);
        return file.array();
    }

    private static byte[] gif() {
        ByteBuffer file = littleEndian(36);
        file.put("GIF89a".getBytes(ISO_8859_1)).putShort((short) SIDE).putShort((short) SIDE);
        file.put(new byte[] {(byte) 0x80, 0, 0, 0, 0, 0, -1, -1, -1, ','}).putInt(0);
        file.putShort((short) SIDE).putShort((short) SIDE).put(new byte[] {0, 2, 2, 0x44, 1, 0, ';'});
        return file.array();
    }

    private static byte[] jpeg(int frame) {
        ByteBuffer file = ByteBuffer.allocate(400);
        file.putInt(0xffd8ffdb).putShort((short) 67).put((byte) 0);
        for (int i = 0; i < 64; i++) {
            file.put((byte) 1);
        }
        file.put((byte) 0xff).put((byte) frame).putShort((short) 11).put((byte) 8);
        file.putShort((short) SIDE).putShort((short) SIDE).put(new byte[] {1, 1, 0x11, 0});
        for (int table : new int[] {0, 0x10}) {
            file.putShort((short) 0xffc4)
                    .putShort((short) 20)
                    .put((byte) table)
                    .put((byte) 1)
                    .put(new byte[16]);
        }
        file.putShort((short) 0xffda).putShort((short) 8).put(new byte[] {1, 1, 0, 0, 63, 0});
        file.putShort(398, (short) 0xffd9);
        return file.array();
    }

    private static byte[] webp(String chunk, byte[] content) {
        ByteBuffer file = littleEndian(20 + content.length);
        file.put("RIFF".getBytes(ISO_8859_1)).putInt(12 + content.length).put("WEBP".getBytes(ISO_8859_1));
        file.put(chunk.getBytes(ISO_8859_1))
                .putInt(chunk.equals("VP8X") ? 10 : content.length)
                .put(content);
        return file.array();
    }

    private static byte[] lossy(int side) {
        ByteBuffer frame = littleEndian(80);
        frame.put(new byte[] {0x10, 0, 0, (byte) 0x9d, 1, 0x2a})
                .putShort((short) side)
                .putShort((short) side);
        return frame.array();
    }

    private static byte[] lossless(int side) {
        ByteBuffer frame = littleEndian(80);
        frame.put((byte) 0x2f).putInt((side - 1) | (side - 1) << 14);
        return frame.array();
    }

    /** A canvas of 16384x16384 and in it a frame of 16x16. */
    private static byte[] canvas() {
        ByteBuffer chunks = littleEndian(10 + 8 + 80);
        chunks.putInt(0).put(new byte[] {-1, 0x3f, 0, -1, 0x3f, 0});
        chunks.put("VP8 ".getBytes(ISO_8859_1)).putInt(80).put(lossy(16));
        return chunks.array();
    }

    private static byte[] tiff(int side, int compression, int tile) {
        int[][] entries = {
            {0x100, side},
            {0x101, side},
            {0x102, 8},
            {0x103, compression},
            {0x106, 1},
            {0x111, 8},
            {0x115, 1},
            {0x116, side},
            {0x117, 100},
            {0x142, tile},
            {0x143, tile},
            {0x144, 8},
            {0x145, 100}
        };
        ByteBuffer file = littleEndian(500);
        int used = tile == 1 ? entries.length - 4 : entries.length;
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) used);
        for (int i = 0; i < used; i++) {
            file.putShort((short) entries[i][0]).putShort((short) 4).putInt(1).putInt(entries[i][1]);
        }
        return file.array();
    }
}
