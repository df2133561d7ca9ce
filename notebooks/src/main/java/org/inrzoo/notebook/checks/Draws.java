package org.inrzoo.notebook.checks;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/** Random inputs of a check, other ones at each run, so that no answer can be typed in. */
final class Draws {

    private static SplittableRandom seeds = new SplittableRandom();

    private final SplittableRandom random = seeds.split();

    /** Makes all draws to come the same ones, for tests. */
    static void repeat(long seed) {
        seeds = new SplittableRandom(seed);
    }

    /** A whole number from {@code least} to {@code most}. */
    int whole(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** A number from {@code least} to {@code most}. */
    double real(double least, double most) {
        return random.nextDouble(least, most);
    }

    /** So many numbers from {@code least} to {@code most}. */
    double[] reals(int count, double least, double most) {
        return filled(count, i -> real(least, most));
    }

    /** A table of such numbers. */
    double[][] table(int rows, int columns, double least, double most) {
        double[][] table = new double[rows][];
        for (int i = 0; i < rows; i++) {
            table[i] = reals(columns, least, most);
        }
        return table;
    }

    static double[] filled(int count, IntToDoubleFunction value) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = value.applyAsDouble(i);
        }
        return values;
    }

    static float[] floats(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    static double[][] copy(double[][] table) {
        double[][] copy = new double[table.length][];
        for (int i = 0; i < table.length; i++) {
            copy[i] = table[i].clone();
        }
        return copy;
    }
}
