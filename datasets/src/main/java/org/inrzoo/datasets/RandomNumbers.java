package org.inrzoo.datasets;

import java.util.SplittableRandom;

/** Random numbers that are the same on every machine and every JDK for the same seed. */
public final class RandomNumbers {

    private final SplittableRandom bits;

    /** The numbers of a seed. */
    public RandomNumbers(long seed) {
        bits = new SplittableRandom(seed);
    }

    /** Uniform on [0, 1): a multiple of 2⁻⁵³. */
    public double uniform() {
        return (bits.nextLong() >>> 11) * 0x1p-53;
    }

    /** Uniform on [from, to). */
    public double uniform(double from, double to) {
        return from + (to - from) * uniform();
    }

    /** Uniform on the angles [0, 2π). */
    public double angle() {
        return 2 * StrictMath.PI * uniform();
    }

    /** One of 0 … bound - 1, each as likely. */
    public int below(int bound) {
        return (int) (uniform() * bound);
    }
}
