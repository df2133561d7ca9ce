package org.inrzoo.compress;

import java.util.Arrays;
import java.util.Objects;
import org.inrzoo.option.OptionException;

/**
 * A tensor whose values are whole multiples of a step.
 *
 * @param bits of a value, from {@value #LEAST_BITS} to {@value #MOST_BITS}: it is from -(2^(bits-1) - 1) to 2^(bits-1) - 1
 * @param step the step, 0 of a tensor of zeros; its lower 16 bits are zero, so that it takes two bytes
 * @param values the multiples; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
record TensorCode(int bits, float step, int[] values) {

    static final int LEAST_BITS = 2;
    static final int MOST_BITS = 16;

    /** Parts of the largest value that are tried as the largest multiple's: cutting off a few outliers can pay. */
    private static final double[] CLIPS = {1, 0.92, 0.84, 0.76, 0.68, 0.6};

    /** Values of more bits are split: the upper ones by a distribution, the lower ones as they are. */
    private static final int MODELLED_BITS = 10;

    /**
     * Checks a number of bits.
     *
     * @throws OptionException when weights cannot have as many
     */
    static void requireBits(int bits) {
        if (bits < LEAST_BITS || bits > MOST_BITS) {
            throw new OptionException("weights have " + LEAST_BITS + " to " + MOST_BITS + " bits, not " + bits);
        }
    }

    /** The largest multiple. */
    static int most(int bits) {
        return (1 << (bits - 1)) - 1;
    }

    /** The nearest code of some values, by the step with the least squared error. */
    static TensorCode nearest(float[] values, int from, int length, int bits) {
        float largest = 0;
        for (int i = from; i < from + length; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        TensorCode best = null;
        double least = Double.POSITIVE_INFINITY;
        for (double clip : CLIPS) {
            TensorCode code = withStep(values, from, length, bits, shortStep(clip * largest / most(bits)));
            double error = code.squaredError(values, from);
            if (error < least) {
                least = error;
                best = code;
            }
        }
        return best;
    }

    /** The nearest code by a given step. */
    static TensorCode withStep(float[] values, int from, int length, int bits, float step) {
        int most = most(bits);
        int[] codes = new int[length];
        for (int i = 0; i < length && step > 0; i++) {
            codes[i] = Math.max(-most, Math.min(most, Math.round(values[from + i] / step)));
        }
        return new TensorCode(bits, step, codes);
    }

    /** The least number of two bytes that is no less. */
    private static float shortStep(double step) {
        int word = Float.floatToRawIntBits((float) step);
        return Float.intBitsToFloat((word & 0xFFFF) == 0 ? word : (word | 0xFFFF) + 1);
    }

    private double squaredError(float[] original, int from) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double error = (double) original[from + i] - values[i] * step;
            sum += error * error;
        }
        return sum;
    }

    /** Writes the tensor's values to {@code target} from {@code to} on. */
    void decode(float[] target, int to) {
        for (int i = 0; i < values.length; i++) {
            target[to + i] = values[i] * step;
        }
    }

    /** The distribution that suits its values best, see {@link WeightDistribution#best}. */
    int distribution() {
        int split = split(bits);
        int most = upperMost(bits);
        int[] counts = new int[2 * most + 1];
        for (int value : values) {
            counts[upper(value, split) + most]++;
        }
        return WeightDistribution.best(counts);
    }

    /** Writes its values. */
    void write(int distribution, RangeEncoder out) {
        int split = split(bits);
        WeightDistribution expected = WeightDistribution.of(upperMost(bits), distribution);
        for (int value : values) {
            int upper = upper(value, split);
            expected.write(upper, out);
            if (split > 0) {
                int unit = 1 << (RangeEncoder.BITS - split);
                out.encode((value - (upper << split)) * unit, unit);
            }
        }
    }

    /** Reads the values of a tensor of {@code length} values. */
    static TensorCode read(int bits, float step, int length, int distribution, RangeDecoder in) {
        int split = split(bits);
        WeightDistribution expected = WeightDistribution.of(upperMost(bits), distribution);
        int[] values = new int[length];
        for (int i = 0; i < length; i++) {
            values[i] = expected.read(in) << split;
            if (split > 0) {
                int unit = 1 << (RangeEncoder.BITS - split);
                int lower = in.peek() / unit;
                in.take(lower * unit, unit);
                values[i] += lower;
            }
        }
        return new TensorCode(bits, step, values);
    }

    private static int split(int bits) {
        return Math.max(0, bits - MODELLED_BITS);
    }

    /** The largest magnitude of an upper part. */
    private static int upperMost(int bits) {
        int split = split(bits);
        return split == 0 ? most(bits) : 1 << (bits - 1 - split);
    }

    private static int upper(int value, int split) {
        return value >> split;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TensorCode that
                && bits == that.bits
                && step == that.step
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(bits, step, Arrays.hashCode(values));
    }
}
