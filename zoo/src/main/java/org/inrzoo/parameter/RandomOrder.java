package org.inrzoo.parameter;

/**
 * A random order of the numbers 0 … n-1 that is computed where it is asked for, since a table would take too much memory:
 * {@link RandomSource#permutation} for large n.
 *
 * <p>A Feistel network of six rounds permutes the numbers of the next even number of bits, and a number that it takes beyond n
 * is taken on until it is below (cycle walking; Black and Rogaway, Ciphers with Arbitrary Finite Domains, 2002).
 */
public final class RandomOrder {

    private static final int ROUNDS = 6;

    private final int n;
    private final int half;
    private final long[] keys = new long[ROUNDS];

    /** The order of n numbers, at least 1, that a seed draws. */
    public RandomOrder(long seed, int n) {
        if (n < 1) {
            throw new IllegalArgumentException("an order is of at least one number, not " + n);
        }
        this.n = n;
        half = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(n - 1) + 1) / 2);
        for (int round = 0; round < ROUNDS; round++) {
            keys[round] = mixed(seed + (round + 1) * 0x9E3779B97F4A7C15L);
        }
    }

    /** The number at a place, both from 0 to n-1. */
    public int at(int place) {
        long number = place;
        do {
            number = permuted(number);
        } while (number >= n);
        return (int) number;
    }

    private long permuted(long number) {
        long mask = (1L << half) - 1;
        long left = number >>> half;
        long right = number & mask;
        for (long key : keys) {
            long next = left ^ (mixed(right ^ key) & mask);
            left = right;
            right = next;
        }
        return (left << half) | right;
    }

    /** Mixes 64 bits, as SplittableRandom does (Steele, Lea and Flood 2014; variant 13 of Stafford). */
    private static long mixed(long bits) {
        long first = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
        return second ^ (second >>> 31);
    }
}
