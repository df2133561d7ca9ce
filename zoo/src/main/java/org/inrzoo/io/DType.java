package org.inrzoo.io;

/** The kinds of numbers a tensor file holds. */
public enum DType {
    /** Truth values, 0 or 1. */
    BOOL(1),
    /** Unsigned 8-bit integers. */
    U8(1),
    /** Signed 8-bit integers. */
    I8(1),
    /** Numbers of 8 bits, 5 of exponent. */
    F8_E5M2(1),
    /** Numbers of 8 bits, 4 of exponent. */
    F8_E4M3(1),
    /** Signed 16-bit integers. */
    I16(2),
    /** Unsigned 16-bit integers. */
    U16(2),
    /** IEEE 754 half precision. */
    F16(2),
    /** The upper half of single precision. */
    BF16(2),
    /** Signed 32-bit integers. */
    I32(4),
    /** Unsigned 32-bit integers. */
    U32(4),
    /** IEEE 754 single precision. */
    F32(4),
    /** IEEE 754 double precision. */
    F64(8),
    /** Signed 64-bit integers. */
    I64(8),
    /** Unsigned 64-bit integers. */
    U64(8);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** The size of one number, in bytes. */
    public int bytes() {
        return bytes;
    }
}
