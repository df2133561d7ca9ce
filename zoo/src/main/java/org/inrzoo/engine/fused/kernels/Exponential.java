package org.inrzoo.engine.fused.kernels;

/** The numbers of e^x = 2^n e^r with x = n ln(2) + r and |r| ≤ ln(2)/2: e^r = 1 + r + r² (E2 + r (E3 + …)). */
final class Exponential {

    /** Arguments beyond are cut to this: e^87 and e^-87 are floats in full precision. */
    static final float LARGEST = 87;

    static final float INVERSE_LN2 = (float) (1 / StrictMath.log(2));

    /** ln(2) in two parts, of which the first has few digits, so that n times it is exact. */
    static final float LN2_HIGH = 0x1.62ep-1f;

    static final float LN2_LOW = (float) (StrictMath.log(2) - 0x1.62ep-1f);

    // minimax on ±ln(2)/2
    static final float E2 = 0.5f;
    static final float E3 = 0.16666515f;
    static final float E4 = 0.04166626f;
    static final float E5 = 0.008369223f;
    static final float E6 = 0.0013946561f;

    private Exponential() {}
}
