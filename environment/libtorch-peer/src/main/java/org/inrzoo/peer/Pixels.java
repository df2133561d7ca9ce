package org.inrzoo.peer;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The pixels of a square image that a network is asked for, by their numbers in {@link MortonOrder}, in rising order.
 *
 * @param size pixels of the image's side
 * @param numbers of the pixels; not copied
 * @param run the largest power of four such that the numbers come in runs of so many that follow each other, each from a
 *     multiple of it on
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Pixels(int size, int[] numbers, int run) {

    /** So many pixels from number {@code first} on. */
    static Pixels range(int size, int first, int count) {
        return of(size, IntStream.range(first, first + count).toArray());
    }

    /**
     * Pixels in any order.
     *
     * @param numbers in Morton order, each at most once; sorted here
     */
    static Pixels of(int size, int[] numbers) {
        Arrays.sort(numbers);
        int run = 1;
        while (comesInRunsOf(numbers, 4L * run)) {
            run *= 4;
        }
        return new Pixels(size, numbers, run);
    }

    private static boolean comesInRunsOf(int[] numbers, long run) {
        if (numbers.length % run != 0) {
            return false;
        }
        for (int i = 0; i < numbers.length; i += (int) run) {
            if (numbers[i] % run != 0 || numbers[i + (int) run - 1] != numbers[i] + run - 1) {
                return false;
            }
        }
        return true;
    }

    int count() {
        return numbers.length;
    }
}
