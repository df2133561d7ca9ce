package org.inrzoo.datasets.volume;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/** Walks over the pages of a TIFF file to see whether all of it is there, since ImageIO stops at the first page that is not. */
final class TiffPages {

    private static final int CLASSIC = 42;
    private static final int ENTRY = 12;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_LENGTHS = 279;
    private static final int SHORT = 3;

    private final ByteBuffer file;

    private TiffPages(ByteBuffer file) {
        this.file = file;
    }

    /**
     * Lets pass files whose pages and strips all lie within the file.
     *
     * @throws EOFException if one does not
     */
    static void requireWhole(byte[] bytes) throws EOFException {
        ByteBuffer file =
                ByteBuffer.wrap(bytes).order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        TiffPages pages = new TiffPages(file);
        if (pages.unsigned(SHORT, 2) != CLASSIC) {
            return;
        }
        Set<Long> seen = new HashSet<>();
        long page = pages.unsigned(0, 4);
        while (page != 0) {
            if (!seen.add(page)) {
                throw new IllegalArgumentException("it is damaged: its pages go round in a circle");
            }
            page = pages.next(page);
        }
    }

    /** Checks a page and tells where the next one is, 0 after the last. */
    private long next(long page) throws EOFException {
        int entries = (int) unsigned(SHORT, page);
        long offsets = 0;
        long lengths = 0;
        for (int i = 0; i < entries; i++) {
            long entry = page + 2 + (long) ENTRY * i;
            int tag = (int) unsigned(SHORT, entry);
            offsets = tag == STRIP_OFFSETS ? entry : offsets;
            lengths = tag == STRIP_LENGTHS ? entry : lengths;
        }
        if (offsets > 0 && lengths > 0) {
            long strips = Math.min(unsigned(0, offsets + 4), unsigned(0, lengths + 4));
            for (long strip = 0; strip < strips; strip++) {
                require(value(offsets, strip) + value(lengths, strip));
            }
        }
        return unsigned(0, page + 2 + (long) ENTRY * entries);
    }

    /** One of an entry's values: in the entry itself if they have four bytes at most. */
    private long value(long entry, long index) throws EOFException {
        int type = (int) unsigned(SHORT, entry + 2);
        int bytes = type == SHORT ? 2 : 4;
        boolean inside = unsigned(0, entry + 4) * bytes <= 4;
        return unsigned(type, (inside ? entry + 8 : unsigned(0, entry + 8)) + index * bytes);
    }

    private long unsigned(int type, long at) throws EOFException {
        require(at + (type == SHORT ? 2 : 4));
        return type == SHORT ? file.getShort((int) at) & 0xFFFF : file.getInt((int) at) & 0xFFFF_FFFFL;
    }

    private void require(long end) throws EOFException {
        if (end > file.limit()) {
            throw new EOFException();
        }
    }
}
