package org.inrzoo.datasets;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/** What the chunks of a PNG file tell before it is decoded: whether all of it is there, and how it is to be seen. */
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int WIDTH_AT = 16;
    private static final int COLOR_TYPE_AT = 25;

    /** The chunks that hold the samples; ImageIO refuses a whole picture for a fault in any other. */
    private static final Set<String> ESSENTIAL = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private final byte[] samples;
    private final Orientation orientation;
    private final boolean animated;

    private Png(byte[] samples, Orientation orientation, boolean animated) {
        this.samples = samples;
        this.orientation = orientation;
        this.animated = animated;
    }

    static boolean is(byte[] file) {
        return file.length >= SIGNATURE.length && Arrays.equals(SIGNATURE, Arrays.copyOf(file, SIGNATURE.length));
    }

    /**
     * Walks over the chunks to the end marker, which ImageIO does not.
     *
     * @throws IllegalArgumentException if the file is cut off or a chunk's checksum is wrong
     */
    static Png of(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file, SIGNATURE.length, file.length - SIGNATURE.length);
        ByteArrayOutputStream samples = new ByteArrayOutputStream(file.length);
        samples.writeBytes(SIGNATURE);
        Orientation orientation = Orientation.UPRIGHT;
        boolean animated = false;
        long compressed = 0;
        String type;
        do {
            int start = in.position();
            int length = requireWhole(file, in);
            type = new String(file, start + 4, 4, StandardCharsets.ISO_8859_1);
            compressed += type.equals("IDAT") ? length : 0;
            if (ESSENTIAL.contains(type)) {
                samples.write(file, start, 12 + length);
            } else if (type.equals("eXIf")) {
                orientation = Exif.orientation(Arrays.copyOfRange(file, start + 8, start + 8 + length));
            } else if (type.equals("acTL")) {
                animated = true;
            }
        } while (!type.equals("IEND"));
        requireSize(ByteBuffer.wrap(samples.toByteArray()), compressed);
        return new Png(samples.toByteArray(), orientation, animated);
    }

    /** Where there is no header at its place, the decoder will say so. */
    private static void requireSize(ByteBuffer file, long compressed) {
        if (file.limit() > COLOR_TYPE_AT) {
            int samples =
                    switch (file.get(COLOR_TYPE_AT)) {
                        case 2 -> 3;
                        case 4 -> 2;
                        case 6 -> 4;
                        default -> 1;
                    };
            int bits = samples * Math.max(1, file.get(COLOR_TYPE_AT - 1));
            ClaimedSize.requirePng(file.getInt(WIDTH_AT), file.getInt(WIDTH_AT + 4), bits, compressed);
        }
    }

    /** The length of the content of the chunk at the buffer's position, which is left at the next one. */
    private static int requireWhole(byte[] file, ByteBuffer in) {
        if (in.remaining() < 12 || in.getInt(in.position()) < 0 || in.getInt(in.position()) > in.remaining() - 12) {
            throw new IllegalArgumentException("the file is cut off");
        }
        int length = in.getInt();
        CRC32 crc = new CRC32();
        crc.update(file, in.position(), 4 + length);
        in.position(in.position() + 4 + length);
        if (in.getInt() != (int) crc.getValue()) {
            throw new IllegalArgumentException("the file is damaged (a checksum is wrong)");
        }
        return length;
    }

    /** The file with nothing but what its samples need. */
    byte[] samples() {
        return samples;
    }

    /** Whether the header says gray without alpha; pictures of 1, 2 and 4 bits otherwise look like palettes. */
    boolean isGray() {
        return samples.length > COLOR_TYPE_AT && samples[COLOR_TYPE_AT] == 0;
    }

    /** What its EXIF chunk says. */
    Orientation orientation() {
        return orientation;
    }

    /** Whether more pictures follow. */
    boolean animated() {
        return animated;
    }
}
