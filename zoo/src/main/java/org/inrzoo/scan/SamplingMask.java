package org.inrzoo.scan;

import java.util.Arrays;
import java.util.List;
import org.inrzoo.parameter.RandomSource;

/** Which Fourier coefficients a scan keeps; the zero frequency comes first on every axis. */
public final class SamplingMask {

    private SamplingMask() {}

    /**
     * Whole rows of a picture's spectrum: those of the lowest frequencies, and others by lot, so that in all one of {@code
     * acceleration} rows is kept.
     *
     * @param rows of the picture
     * @param columns of the picture
     * @param acceleration at least 1, such as 4
     * @param centre the part of all rows that is kept around the zero frequency, such as 0.08
     * @param seed of the lots
     */
    public static boolean[] cartesian(int rows, int columns, double acceleration, double centre, long seed) {
        if (!(acceleration >= 1 && centre >= 0 && centre <= 1)) {
            throw new IllegalArgumentException(
                    "a mask needs an acceleration of at least 1 and a centre from 0 to 1, not " + acceleration + " and "
                            + centre);
        }
        boolean[] keeps = new boolean[rows];
        int middle = (int) Math.round(rows * centre);
        for (int i = 0; i < middle; i++) {
            keeps[Math.floorMod(i - middle / 2, rows)] = true;
        }
        int wanted = Math.max(middle, (int) Math.round(rows / acceleration));
        RandomSource random = new RandomSource(seed);
        while (count(keeps) < wanted) {
            keeps[random.below(rows)] = true;
        }
        boolean[] mask = new boolean[Math.multiplyExact(rows, columns)];
        for (int row = 0; row < rows; row++) {
            Arrays.fill(mask, row * columns, (row + 1) * columns, keeps[row]);
        }
        return mask;
    }

    /**
     * Coefficients by lot, the likelier the lower their frequency: a normal distribution around zero (Tancik et al. 2020 keep
     * 12.56 % of a 96³ volume like this).
     *
     * @param sizes samples per axis
     * @param part of all coefficients that is kept, in (0, 1]
     * @param deviation of the distribution on an axis, as a part of the axis' length, such as 0.15
     * @param seed of the lots
     */
    public static boolean[] gaussian(List<Integer> sizes, double part, double deviation, long seed) {
        int points = sizes.stream().reduce(1, Math::multiplyExact);
        if (!(part > 0 && part <= 1 && deviation > 0)) {
            throw new IllegalArgumentException(
                    "a mask keeps a part from 0 to 1 by a positive deviation, not " + part + " and " + deviation);
        }
        // The largest of u^(1/w) are a sample by the weights w without repetition (Efraimidis and Spirakis 2006).
        RandomSource random = new RandomSource(seed);
        double[] keys = new double[points];
        for (int i = 0; i < points; i++) {
            keys[i] = StrictMath.log(1 - random.uniform()) / weight(i, sizes, deviation);
        }
        double[] sorted = keys.clone();
        Arrays.sort(sorted);
        double least = sorted[points - Math.max(1, (int) Math.round(part * points))];
        boolean[] mask = new boolean[points];
        for (int i = 0; i < points; i++) {
            mask[i] = keys[i] >= least;
        }
        return mask;
    }

    private static double weight(int index, List<Integer> sizes, double deviation) {
        double square = 0;
        int rest = index;
        for (int axis = sizes.size() - 1; axis >= 0; axis--) {
            int size = sizes.get(axis);
            int frequency = rest % size;
            double part = (double) Math.min(frequency, size - frequency) / size;
            square += part * part;
            rest /= size;
        }
        return StrictMath.exp(-square / (2 * deviation * deviation));
    }

    private static int count(boolean[] values) {
        int count = 0;
        for (boolean value : values) {
            count += value ? 1 : 0;
        }
        return count;
    }
}
