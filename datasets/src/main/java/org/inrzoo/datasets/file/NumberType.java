package org.inrzoo.datasets.file;

import java.nio.ByteBuffer;

/** How a number is stored in a file; the byte order is the buffer's. */
public enum NumberType {
    U8(1),
    I8(1),
    U16(2),
    I16(2),
    U32(4),
    I32(4),
    U64(8),
    I64(8),
    F32(4),
    F64(8);

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }

    /** Whether it can hold fractions, infinities and what is no number. */
    public boolean isReal() {
        return this == F32 || this == F64;
    }

    /** The next number of a buffer, which moves on. */
    public double read(ByteBuffer in) {
        return switch (this) {
            case U8 -> in.get() & 0xFF;
            case I8 -> in.get();
            case U16 -> in.getShort() & 0xFFFF;
            case I16 -> in.getShort();
            case U32 -> in.getInt() & 0xFFFF_FFFFL;
            case I32 -> in.getInt();
            case U64 -> unsigned(in.getLong());
            case I64 -> in.getLong();
            case F32 -> in.getFloat();
            case F64 -> in.getDouble();
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : 2.0 * ((bits >>> 1) | (bits & 1)); // the last bit keeps the rounding right
    }
}
