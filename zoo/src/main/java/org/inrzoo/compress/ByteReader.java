package org.inrzoo.compress;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads numbers and texts of an {@code .inr} file from the front, up to an end; see {@link ByteWriter}. */
final class ByteReader {

    /** Why bytes are no file. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(String why) {
            super(why);
        }
    }

    private final byte[] bytes;
    private final int end;
    private int next;

    ByteReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.end = end;
        next = from;
    }

    int octet() {
        if (next >= end) {
            throw new Refusal("it ends too early");
        }
        return bytes[next++] & 0xFF;
    }

    int varint() {
        int value = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7F) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new Refusal("a number is too large");
    }

    byte[] bytes(int length) {
        if (length > end - next) {
            throw new Refusal("it ends too early");
        }
        next += length;
        return Arrays.copyOfRange(bytes, next - length, next);
    }

    String text() {
        return new String(bytes(varint()), StandardCharsets.UTF_8);
    }

    /** What is left, as range-coded values. */
    RangeDecoder values() {
        return new RangeDecoder(Arrays.copyOf(bytes, end), next);
    }

    /** The four bytes at a place. */
    static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | (bytes[at + 3] & 0xFF);
    }
}
