package org.inrzoo.compress;

import java.util.Arrays;

/**
 * A range coder, after Martin 1979: each symbol takes its share of an interval, and the bytes name a number inside what is left.
 *
 * <pre>
 *   [low, low + range)  →  symbol of share [from, from + width) of 2^16  →  [low + from·unit, … + width·unit),  unit = range / 2^16
 * </pre>
 */
final class RangeEncoder {

    /** Shares are parts of 2 to this power. */
    static final int BITS = 16;

    /** Below this range a byte is written, so that a unit has at least 8 bits. */
    static final long LEAST = 1L << 24;

    static final long WORD = 0xFFFFFFFFL;

    private byte[] bytes = new byte[1 << 10];
    private int size;
    private long low;
    private long range = WORD;

    /** A symbol whose share is the numbers from {@code from} on, {@code width} of them, of 2^{@value #BITS}. */
    void encode(int from, int width) {
        long unit = range >>> BITS;
        low += from * unit;
        range = width * unit;
        if (low > WORD) {
            carry();
            low &= WORD;
        }
        while (range < LEAST) {
            write((int) (low >>> 24));
            low = low << 8 & WORD;
            range <<= 8;
        }
    }

    /** The bytes; those that a decoder takes for zero behind the end are left out. */
    byte[] finish() {
        // Of the numbers in [low, low + range), the one with the most zeros at its end.
        long number = low;
        for (int zeros = 24; zeros > 0; zeros -= 8) {
            long rounded = ((low + (1L << zeros) - 1) >>> zeros) << zeros;
            if (rounded < low + range) {
                number = rounded;
                break;
            }
        }
        if (number > WORD) {
            carry();
        }
        for (int shift = 24; shift >= 0; shift -= 8) {
            write((int) (number >>> shift));
        }
        while (size > 0 && bytes[size - 1] == 0) {
            size--;
        }
        return Arrays.copyOf(bytes, size);
    }

    private void carry() {
        int at = size - 1;
        while (++bytes[at] == 0) {
            at--;
        }
    }

    private void write(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) value;
    }
}
