package org.inrzoo.datasets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** What the chunks of a PNG file tell before it is decoded: whether all of it is there, and whether it is gray. */
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int COLOUR_TYPE_AT = 25;

    private Png() {
    }

    static boolean is(byte[] file) {
        return file.length >= SIGNATURE.length && Arrays.equals(SIGNATURE, Arrays.copyOf(file, SIGNATURE.length));
    }

    /** Whether the header says gray without alpha; pictures of 1, 2 and 4 bits otherwise look like palettes. */
    static boolean isGray(byte[] file) {
        return is(file) && file.length > COLOUR_TYPE_AT && file[COLOUR_TYPE_AT] == 0;
    }

    /**
     * Walks over the chunks to the end marker, which ImageIO does not.
     *
     * @throws IllegalArgumentException if the file is cut off or a chunk's checksum is wrong
     */
    static void requireWhole(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file, SIGNATURE.length, file.length - SIGNATURE.length);
        String type;
        do {
            if (in.remaining() < 12 || in.getInt(in.position()) < 0 || in.getInt(in.position()) > in.remaining() - 12) {
                throw new IllegalArgumentException("the file is cut off");
            }
            int length = in.getInt();
            type = new String(file, in.position(), 4, StandardCharsets.ISO_8859_1);
            CRC32 crc = new CRC32();
            crc.update(file, in.position(), 4 + length);
            in.position(in.position() + 4 + length);
            if (in.getInt() != (int) crc.getValue()) {
                throw new IllegalArgumentException("the file is damaged (a checksum is wrong)");
            }
        } while (!type.equals("IEND"));
    }
}
