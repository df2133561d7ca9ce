package org.inrzoo.io;

/** The two kinds of 16-bit numbers as single precision, which holds all of them. */
final class HalfPrecision {

    private static final int FRACTION_BITS = 10;
    private static final int MIN_EXPONENT = -14;
    private static final int SPECIAL = 31;

    private HalfPrecision() {}

    /** The number that the 16 bits mean: sign, 5 bits of exponent biased by 15, 10 of fraction (IEEE 754). */
    static float ofHalf(short bits) {
        int exponent = bits >> FRACTION_BITS & SPECIAL;
        int fraction = bits & (1 << FRACTION_BITS) - 1;
        float magnitude;
        if (exponent == SPECIAL) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            magnitude = Math.scalb((float) fraction, MIN_EXPONENT - FRACTION_BITS);
        } else {
            magnitude = Math.scalb((float) (fraction + (1 << FRACTION_BITS)), exponent - 15 - FRACTION_BITS);
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    /** The number whose single precision begins with the 16 bits. */
    static float ofUpperHalf(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
