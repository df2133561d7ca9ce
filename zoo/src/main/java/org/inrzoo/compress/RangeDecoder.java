package org.inrzoo.compress;

/** Reads what a {@link RangeEncoder} wrote. Any bytes mean some symbols; a checksum has to tell whether they are the right ones. */
final class RangeDecoder {

    private final byte[] bytes;
    private int next;
    private long code;
    private long range = RangeEncoder.WORD;
    private long unit;

    /** Of the bytes from {@code from} on; behind the last come zeros. */
    RangeDecoder(byte[] bytes, int from) {
        this.bytes = bytes;
        next = from;
        for (int i = 0; i < 4; i++) {
            code = code << 8 | read();
        }
    }

    /** The number, below 2^{@value RangeEncoder#BITS}, in whose symbol's share the code lies; then {@link #take} has to follow. */
    int peek() {
        unit = range >>> RangeEncoder.BITS;
        return (int) Math.min(code / unit, (1 << RangeEncoder.BITS) - 1);
    }

    /** Takes the symbol of that share. */
    void take(int from, int width) {
        code -= from * unit;
        range = width * unit;
        while (range < RangeEncoder.LEAST) {
            code = (code << 8 | read()) & RangeEncoder.WORD;
            range <<= 8;
        }
    }

    private int read() {
        return next < bytes.length ? bytes[next++] & 0xFF : 0;
    }
}
