package org.inrzoo.compress;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How often quantised weights are expected to have each value: a generalised normal distribution over -M … M, cut into shares of
 * 2^{@value RangeEncoder#BITS}. Computed by {@link StrictMath}, so that it is the same on every machine.
 *
 * <pre>p(q) ∝ exp(-|q / a|^β),   a = M 2^(-s/4),   β of {1, 1.4, 2, 3, 6, 24}</pre>
 *
 * <p>β = 1 is Laplace's, 2 the normal distribution, 24 nearly the uniform one; a byte names β and s.
 */
final class WeightDistribution {

    /** The number of distributions; a byte names one, and is free for two more meanings. */
    static final int COUNT = 252;

    private static final double[] SHAPES = {1, 1.4, 2, 3, 6, 24};
    private static final int SCALES = COUNT / SHAPES.length;
    private static final double SCALE_STEP = 0.25;
    private static final int WHOLE = 1 << RangeEncoder.BITS;

    private static final ConcurrentMap<Integer, WeightDistribution> KNOWN = new ConcurrentHashMap<>();

    private final int most;
    private final int[] starts;

    private WeightDistribution(int most, int number) {
        this.most = most;
        double shape = SHAPES[number / SCALES];
        double scale = most * StrictMath.pow(2, -SCALE_STEP * (number % SCALES));
        double[] weights = new double[2 * most + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = StrictMath.exp(-StrictMath.pow(Math.abs(i - most) / scale, shape));
            sum += weights[i];
        }
        int[] widths = new int[weights.length];
        int used = 0;
        for (int i = 0; i < widths.length; i++) {
            widths[i] = 1 + (int) ((WHOLE - widths.length) * (weights[i] / sum));
            used += widths[i];
        }
        widths[most] += WHOLE - used;
        starts = new int[widths.length + 1];
        for (int i = 0; i < widths.length; i++) {
            starts[i + 1] = starts[i] + widths[i];
        }
    }

    /**
     * A distribution.
     *
     * @param most M, the largest value, from 1
     * @param number from 0, below {@value #COUNT}
     */
    static WeightDistribution of(int most, int number) {
        return KNOWN.computeIfAbsent(most * COUNT + number, key -> new WeightDistribution(most, number));
    }

    /** The number of the distribution by which values of these counts take the fewest bits. */
    static int best(int[] counts) {
        int most = counts.length / 2;
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int number = 0; number < COUNT; number++) {
            double bits = of(most, number).bits(counts);
            if (bits < least) {
                least = bits;
                best = number;
            }
        }
        return best;
    }

    private double bits(int[] counts) {
        double bits = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                bits += counts[i] * (RangeEncoder.BITS - Math.log(starts[i + 1] - starts[i]) / Math.log(2));
            }
        }
        return bits;
    }

    /** Writes a value from -M to M. */
    void write(int value, RangeEncoder out) {
        int i = value + most;
        out.encode(starts[i], starts[i + 1] - starts[i]);
    }

    /** Reads a value from -M to M. */
    int read(RangeDecoder in) {
        int share = in.peek();
        int low = 0;
        int high = starts.length - 1;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (starts[middle] <= share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        in.take(starts[low], starts[low + 1] - starts[low]);
        return low - most;
    }
}
