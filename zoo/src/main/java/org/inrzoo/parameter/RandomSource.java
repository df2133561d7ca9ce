package org.inrzoo.parameter;

import java.util.List;
import java.util.stream.DoubleStream;
import org.inrzoo.datasets.RandomNumbers;

/**
 * Seeded random numbers that are the same on every machine and every JDK.
 *
 * <p>The uniform numbers are {@link RandomNumbers}'; everything derived from them is computed here with {@link StrictMath}.
 */
public final class RandomSource {

    private final RandomNumbers numbers;

    /** The source that always gives the same numbers for the same seed, any number. */
    public RandomSource(long seed) {
        numbers = new RandomNumbers(seed);
    }

    /** Uniform on [0, 1), a multiple of 2^-53. */
    public double uniform() {
        return numbers.uniform();
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

    /** Gamma-distributed of this shape and rate 1, by the rejection of Marsaglia and Tsang 2000. */
    public double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * StrictMath.pow(1 - uniform(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        while (true) {
            double x = normal();
            double v = StrictMath.pow(1 + x / StrictMath.sqrt(9 * d), 3);
            if (v > 0 && StrictMath.log(1 - uniform()) < x * x / 2 + d * (1 - v + StrictMath.log(v))) {
                return d * v;
            }
        }
    }

    /** Uniform on 0 … bound-1. */
    public int below(int bound) {
        return numbers.below(bound);
    }

    /** A random orthonormal matrix, [n, n] row-major: normal rows, each made orthogonal to those before and of length 1. */
    public List<Double> rotation(int n) {
        double[] rows = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            rows[i] = normal();
        }
        for (int row = 0; row < n; row++) {
            for (int other = 0; other < row; other++) {
                add(rows, row, -dot(rows, row, other, n), other, n);
            }
            add(rows, row, 1 / StrictMath.sqrt(dot(rows, row, row, n)) - 1, row, n);
        }
        return DoubleStream.of(rows).boxed().toList();
    }

    private static double dot(double[] rows, int a, int b, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += rows[a * n + i] * rows[b * n + i];
        }
        return sum;
    }

    /** Adds {@code factor} times row b to row a. */
    private static void add(double[] rows, int a, double factor, int b, int n) {
        for (int i = 0; i < n; i++) {
            rows[a * n + i] += factor * rows[b * n + i];
        }
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
