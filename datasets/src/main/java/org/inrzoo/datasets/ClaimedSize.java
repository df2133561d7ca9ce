package org.inrzoo.datasets;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Refuses a picture that claims more pixels than a file of its length can hold, before any of them is decoded: each way to
 * compress has a most that a byte can stand for.
 */
final class ClaimedSize {

    /** DEFLATE: a match of 258 bytes takes at least two bits. */
    static final int DEFLATE = 1032;

    /** LZW: a code of at least 9 bits stands for at most as many bytes as there are codes. */
    private static final int LZW = 4096;

    /** JPEG: a block of 8x8 samples takes at least a bit. */
    private static final int JPEG = 8 * 64;

    /** Lossy WebP: a macroblock of 16x16 pixels takes three decisions or more, each at least 1/178 bit. */
    private static final int WEBP = 1 << 17;

    /** Pixels of a lossless WebP picture whatever its length: one of a single colour takes no bits for them. */
    private static final int PLAIN = 1 << 24;

    /** BMP's runs: four bytes can pass over 255 columns and rows. */
    private static final int BMP_RUNS = 255 * 255 / 4;

    private static final int BMP_BITS_AT = 28;
    private static final int BMP_COMPRESSION_AT = 30;
    private static final int BMP_CORE_HEADER = 12;

    /** Bytes of a file that are left out of account, since no file is all samples. */
    private static final int SLACK = 64;

    private ClaimedSize() {}

    /**
     * Checks the size that a reader found in a file's header.
     *
     * @param format the reader's name of the format, in lower case
     * @throws IllegalArgumentException if the file is too short for it
     */
    static void require(String format, int width, int height, byte[] file) {
        double pixels = (double) width * height;
        double most =
                switch (format) {
                    case "jpeg" -> (double) JPEG * file.length;
                    case "gif" -> (double) LZW * file.length;
                    case "webp" -> Math.max(isLossless(file) ? PLAIN : 0, (double) WEBP * file.length);
                    case "bmp" -> ofBmp(file);
                    default -> pixels; // PNG and TIFF say themselves how long their samples are
                };
        if (pixels > most) {
            throw cutOff(width, height, file.length);
        }
    }

    /**
     * Checks the size that a PNG file's header claims.
     *
     * @param bits of a pixel
     * @param compressed bytes of its samples as they are stored
     */
    static void requirePng(int width, int height, int bits, long compressed) {
        double raw = height * (1 + Math.ceil((double) width * bits / 8));
        boolean tooLarge = (double) width * height > ImageFiles.MAX_PIXELS; // which is told as such later
        if (!tooLarge && raw > (double) DEFLATE * (compressed + SLACK)) {
            throw cutOff(width, height, compressed);
        }
    }

    /**
     * Checks the size that a TIFF file's directory claims.
     *
     * @param directory of the first picture
     */
    static void requireTiff(Directory directory, int length) {
        long width = number(directory, TIFF.TAG_IMAGE_WIDTH, 1);
        long height = number(directory, TIFF.TAG_IMAGE_HEIGHT, 1);
        long compression = number(directory, TIFF.TAG_COMPRESSION, 1);
        double tile = (double) number(directory, TIFF.TAG_TILE_WIDTH, 1) * number(directory, TIFF.TAG_TILE_HEIGTH, 1);
        double pixels = Math.max((double) width * height, tile);
        double bytes = length + SLACK;
        double most =
                switch ((int) compression) {
                    case 1 -> 8 * bytes / number(directory, TIFF.TAG_BITS_PER_SAMPLE, 1);
                    case 2, 3, 4 -> 8 * bytes * width; // fax: a row that is like the one above takes a bit
                    case 5 -> 8.0 * LZW * bytes;
                    case 6, 7 -> JPEG * bytes;
                    case 32773 -> 8 * 64 * bytes; // PackBits: two bytes stand for 128 at most
                    default -> 8.0 * DEFLATE * bytes;
                };
        if (pixels > most) {
            throw cutOff(width, height, length);
        }
    }

    /** The value of a tag, of the first of its values; {@code otherwise} where there is none. */
    private static long number(Directory directory, int tag, long otherwise) {
        Entry entry = directory.getEntryById(tag);
        if (entry == null) {
            return otherwise;
        }
        Object value = entry.getValue();
        long number =
                switch (entry.valueCount()) {
                    case 1 -> value instanceof Number only ? only.longValue() : otherwise;
                    default ->
                        value instanceof int[] many
                                ? many[0]
                                : value instanceof short[] few
                                        ? few[0]
                                        : value instanceof long[] all ? all[0] : otherwise;
                };
        return Math.max(1, number);
    }

    private static boolean isLossless(byte[] file) {
        for (int at = 12; at + 8 <= file.length && at >= 0; ) {
            if (file[at] == 'V' && file[at + 1] == 'P' && file[at + 2] == '8' && file[at + 3] == 'L') {
                return true;
            }
            int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(at + 4);
            if (length < 0) {
                return false;
            }
            at += 8 + length + length % 2;
        }
        return false;
    }

    /** Pixels at most: uncompressed ones take their bits, and runs can pass over many. */
    private static double ofBmp(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        boolean core = in.getInt(14) == BMP_CORE_HEADER;
        int bits = Math.max(1, in.getShort(core ? 24 : BMP_BITS_AT));
        int compression = core ? 0 : in.getInt(BMP_COMPRESSION_AT);
        return switch (compression) {
            case 0, 3, 6 -> 8.0 * file.length / bits;
            case 1, 2 -> (double) BMP_RUNS * file.length;
            default -> 8.0 * DEFLATE * file.length;
        };
    }

    private static IllegalArgumentException cutOff(long width, long height, long length) {
        return new IllegalArgumentException("it claims to be " + width + "x" + height + " pixels, which its " + length
                + " bytes cannot hold: it is cut off or damaged");
    }
}
