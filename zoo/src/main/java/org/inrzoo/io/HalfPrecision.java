package org.inrzoo.io;

/** The two kinds of 16-bit numbers as single precision, which holds all of them. */
public final class HalfPrecision {

    private static final int FRACTION_BITS = 10;
    private static final int MIN_EXPONENT = -14;
    private static final int SPECIAL = 31;
    private static final int BIAS = 15;

    /** From here on the nearest number of half precision is infinite: half a step above its largest, 65,504. */
    private static final float OVERFLOW = 65_520;

    private HalfPrecision() {}

    /** The number of half precision (IEEE 754) nearest to another, the even one of two as near; infinite from 65,520. */
    public static float nearest(float value) {
        float magnitude = Math.abs(value);
        if (magnitude >= OVERFLOW) {
            return Math.copySign(Float.POSITIVE_INFINITY, value);
        }
        float step = Math.scalb(1f, Math.max(MIN_EXPONENT, Math.getExponent(magnitude)) - FRACTION_BITS);
        return Math.copySign((float) Math.rint(magnitude / step) * step, value);
    }

    /** The 16 bits of the {@link #nearest} number of half precision; NaN has those of infinity but for its fraction. */
    static short bits(float value) {
        float near = nearest(value);
        float magnitude = Math.abs(near);
        int sign = Float.floatToRawIntBits(value) < 0 ? 1 << 15 : 0;
        if (Float.isNaN(value)) {
            return (short) (sign | (SPECIAL << FRACTION_BITS) | 1);
        }
        if (Float.isInfinite(magnitude)) {
            return (short) (sign | (SPECIAL << FRACTION_BITS));
        }
        int exponent = Math.getExponent(magnitude);
        if (exponent < MIN_EXPONENT) {
            return (short) (sign | (int) Math.scalb(magnitude, FRACTION_BITS - MIN_EXPONENT));
        }
        int fraction = (int) Math.scalb(magnitude, FRACTION_BITS - exponent) - (1 << FRACTION_BITS);
        return (short) (sign | ((exponent + BIAS) << FRACTION_BITS) | fraction);
    }

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
            magnitude = Math.scalb((float) (fraction + (1 << FRACTION_BITS)), exponent - BIAS - FRACTION_BITS);
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    /** The number whose single precision begins with the 16 bits. */
    static float ofUpperHalf(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
