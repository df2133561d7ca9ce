package org.inrzoo.datasets.label;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Locale;
import org.inrzoo.datasets.file.ByteSource;
import org.inrzoo.datasets.file.Room;

/** IDX files of unsigned bytes, plain or deflated by GZIP: numbers of 32 bits, the high byte first, then the bytes. */
final class IdxFile {

    private static final int OF_LABELS = 0x801;
    private static final int OF_PICTURES = 0x803;
    private static final int LARGEST_SIDE = 4096;

    /**
     * What is in a file of pictures.
     *
     * @param levels [count, height, width]
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Pictures(int count, int height, int width, byte[] levels) {}

    private IdxFile() {}

    static Pictures pictures(ByteSource in) throws IOException {
        return whole(in, IdxFile::readPictures);
    }

    static byte[] labels(ByteSource in) throws IOException {
        return whole(in, IdxFile::readLabels);
    }

    private interface Reader<T> {
        T read(ByteSource in) throws IOException;
    }

    private static <T> T whole(ByteSource in, Reader<T> reader) throws IOException {
        boolean deflated = in.startsWith("\u001f\u008b");
        ByteSource source = deflated ? in.inflated() : in;
        T content = reader.read(source.order(ByteOrder.BIG_ENDIAN));
        if (source.read() >= 0) {
            throw new IllegalArgumentException("it is longer than its header says");
        }
        return content;
    }

    private static Pictures readPictures(ByteSource in) throws IOException {
        require(in.int32(), OF_PICTURES, "pictures");
        int count = in.int32();
        int height = side(in.int32());
        int width = side(in.int32());
        return new Pictures(count, height, width, bytes(in, (long) count * height * width));
    }

    private static byte[] readLabels(ByteSource in) throws IOException {
        require(in.int32(), OF_LABELS, "labels");
        return bytes(in, in.int32());
    }

    private static byte[] bytes(ByteSource in, long count) throws IOException {
        if (count < 1) {
            throw new IllegalArgumentException("its header says that nothing follows");
        }
        in.require(count);
        Room.require(count, count + " bytes");
        return in.take(count).array();
    }

    private static int side(int side) {
        if (side < 1 || side > LARGEST_SIDE) {
            throw new IllegalArgumentException("its header says that a side has " + side + " pixels");
        }
        return side;
    }

    private static void require(int found, int wanted, String what) {
        if (found != wanted) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "it is no IDX file of %s: it begins with %08x, not %08x", what, found, wanted));
        }
    }
}
