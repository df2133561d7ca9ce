package org.inrzoo.fit;

import java.util.Arrays;
import java.util.List;

/**
 * A grid's samples along the Z-curve, on which neighbours in the grid are near each other: first those of the quarter with the
 * lowest numbers on all axes, in the same order, then the next quarter.
 *
 * <pre>
 *   0 1 4 5
 *   2 3 6 7
 *   8 9 …
 * </pre>
 */
final class ZCurve {

    private final List<Integer> sizes;
    private final int[] numbers;
    private final long[] marks;
    private int count;

    /** The curve through a grid of these samples per axis. */
    ZCurve(List<Integer> sizes) {
        this.sizes = sizes;
        numbers = new int[sizes.stream().reduce(1, Math::multiplyExact)];
        marks = new long[(numbers.length + Long.SIZE - 1) / Long.SIZE];
        int longest = sizes.stream().mapToInt(size -> size).max().orElse(1);
        visit(new int[sizes.size()], Integer.highestOneBit(Math.max(1, longest - 1)) * 2);
    }

    /** Visits the samples of the cube with that corner and, of an even side, those of its parts in turn. */
    private void visit(int[] low, int side) {
        if (side == 1) {
            int number = 0;
            for (int axis = 0; axis < low.length; axis++) {
                number = number * sizes.get(axis) + low[axis];
            }
            numbers[count++] = number;
            return;
        }
        for (int part = 0; part < 1 << low.length; part++) {
            int[] corner = low.clone();
            boolean inside = true;
            for (int axis = 0; axis < low.length; axis++) {
                corner[axis] += (part >> (low.length - 1 - axis) & 1) * side / 2;
                inside &= corner[axis] < sizes.get(axis);
            }
            if (inside) {
                visit(corner, side / 2);
            }
        }
    }

    /**
     * Some samples in the order that they have on the curve, without a curve through all of them.
     *
     * @param numbers row-major, in any order; sorted in place where a place on the curve has more than 62 bits
     */
    static int[] sorted(List<Integer> sizes, int[] numbers) {
        int longest = sizes.stream().mapToInt(size -> size).max().orElse(1);
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(longest - 1);
        if (bits * sizes.size() > Long.SIZE - 2) {
            Arrays.sort(numbers);
            return numbers;
        }
        long[] places = new long[numbers.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = place(numbers[i], sizes, bits);
        }
        Arrays.sort(places);
        return Arrays.stream(places)
                .mapToInt(place -> number(place, sizes, bits))
                .toArray();
    }

    /** The bits of a sample's numbers on all axes by turns, the first axis' before the others'. */
    private static long place(int number, List<Integer> sizes, int bits) {
        int axes = sizes.size();
        long place = 0;
        int rest = number;
        for (int axis = axes - 1; axis >= 0; axis--) {
            long low = rest % sizes.get(axis);
            rest /= sizes.get(axis);
            for (int bit = 0; bit < bits; bit++) {
                place |= ((low >> bit) & 1) << (bit * axes + axes - 1 - axis);
            }
        }
        return place;
    }

    private static int number(long place, List<Integer> sizes, int bits) {
        int axes = sizes.size();
        int number = 0;
        for (int axis = 0; axis < axes; axis++) {
            int low = 0;
            for (int bit = 0; bit < bits; bit++) {
                low |= (int) ((place >> (bit * axes + axes - 1 - axis)) & 1) << bit;
            }
            number = number * sizes.get(axis) + low;
        }
        return number;
    }

    /**
     * The row-major numbers in the grid of the samples at some places of the curve, in the curve's order.
     *
     * @param places different ones, in any order, from {@code from} on to {@code to}; not modified
     */
    int[] inOrder(int[] places, int from, int to) {
        for (int i = from; i < to; i++) {
            marks[places[i] / Long.SIZE] |= 1L << places[i] % Long.SIZE;
        }
        int[] result = new int[to - from];
        int next = 0;
        for (int word = 0; word < marks.length; word++) {
            for (long left = marks[word]; left != 0; left &= left - 1) {
                result[next++] = numbers[word * Long.SIZE + Long.numberOfTrailingZeros(left)];
            }
            marks[word] = 0;
        }
        return result;
    }
}
