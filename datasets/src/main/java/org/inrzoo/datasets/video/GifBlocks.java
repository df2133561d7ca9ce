package org.inrzoo.datasets.video;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Walks over the blocks of a GIF file to its end mark, which ImageIO does not. */
final class GifBlocks {

    private static final int HEADER = 13;
    private static final int FLAGS = 10;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int END = 0x3B;
    private static final int DESCRIPTOR = 9;

    private GifBlocks() {}

    /**
     * How many pictures the file has.
     *
     * @throws EOFException             if it is cut off
     * @throws IllegalArgumentException if a block is of no known kind
     */
    static int pictures(byte[] file) throws EOFException {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        skip(in, HEADER);
        skip(in, palette(file[FLAGS]));
        int pictures = 0;
        while (true) {
            int kind = next(in);
            if (kind == END) {
                return pictures;
            } else if (kind == EXTENSION) {
                skip(in, 1);
            } else if (kind == IMAGE) {
                skip(in, DESCRIPTOR);
                skip(in, palette(in.get(in.position() - 1)));
                skip(in, 1); // bits of the smallest code
                pictures++;
            } else {
                throw new IllegalArgumentException("it is damaged: a block is of no known kind");
            }
            int length = next(in);
            while (length > 0) {
                skip(in, length);
                length = next(in);
            }
        }
    }

    /** Bytes of the palette that flags announce. */
    private static int palette(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static int next(ByteBuffer in) throws EOFException {
        skip(in, 1);
        return in.get(in.position() - 1) & 0xFF;
    }

    private static void skip(ByteBuffer in, int count) throws EOFException {
        if (count > in.remaining()) {
            throw new EOFException();
        }
        in.position(in.position() + count);
    }
}
