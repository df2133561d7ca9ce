package org.inrzoo.layer;

import java.util.SplittableRandom;

/**
 * Seeded random numbers that are the same on every machine and every JDK.
 *
 * <p>The 64-bit stream is {@link SplittableRandom}'s, whose algorithm its documentation fixes; everything derived from
 * it is computed here with {@link StrictMath}.
 */
public final class RandomSource {

    private final SplittableRandom bits;

    public RandomSource(long seed) {
        bits = new SplittableRandom(seed);
    }

    /** Uniform on [0, 1), a multiple of 2^-53. */
    public double uniform() {
        return (bits.nextLong() >>> 11) * 0x1p-53;
    }

    /** Uniform on [-bound, bound). */
    public double uniform(double bound) {
        return (2 * uniform() - 1) * bound;
    }

    /** Standard normal, by the Box-Muller transform (its cosine branch). */
    public double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    /** Uniform on 0 … bound-1. */
    public int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** A random order of 0 … n-1, by the Fisher-Yates shuffle. */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
