package org.inrzoo.io;

/** The kinds of numbers a tensor file holds. */
public enum DType {
    /** IEEE 754 single precision. */
    F32(4),
    /** IEEE 754 double precision. */
    F64(8),
    /** Signed 64-bit integers. */
    I64(8);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** The size of one number, in bytes. */
    public int bytes() {
        return bytes;
    }
}
