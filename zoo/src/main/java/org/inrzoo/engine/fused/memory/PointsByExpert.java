package org.inrzoo.engine.fused.memory;

import java.util.Arrays;

/**
 * The points of a block, grouped by the expert that serves them.
 *
 * <pre>
 *   rows:  3 7 8 9 11 | 0 1 2 4 5  6 10 s s s | …      s: the spare row, up to a multiple of {@link #POINTS}
 *          expert 0   | expert 1              | …
 * </pre>
 */
public final class PointsByExpert {

    /** Points that a product handles together: lists of points are padded to a multiple of it. */
    public static final int POINTS = 4;

    /** Experts up to which a scan of all points for each is faster than counting. */
    private static final int SCANNED = 8;

    private final int experts;
    private final int spare;
    private final int[] rows;
    private final int[] starts;
    private final int[] sizes;
    private final int[] owners;
    private final float[] sorted;
    private int count;
    private boolean inOrder;

    /**
     * Room for the groups of a block.
     *
     * @param experts groups at most
     * @param capacity points at most
     */
    public PointsByExpert(int experts, int capacity) {
        this.experts = experts;
        this.spare = capacity;
        rows = new int[capacity + experts * (POINTS - 1) + 1];
        owners = new int[capacity];
        sorted = new float[capacity];
        starts = new int[experts];
        sizes = new int[experts];
    }

    /** All points belong to expert {@code expert}, in their own order. */
    public void assign(int expert, int count) {
        Arrays.fill(sizes, 0);
        sizes[expert] = count;
        starts[expert] = 0;
        if (this.count != count || !inOrder) {
            this.count = count;
            for (int point = 0; point < count; point++) {
                rows[point] = point;
            }
            pad(expert);
        }
        inOrder = true;
    }

    /**
     * Point i belongs to expert {@code numbers[i]}. In a regular image most blocks have the pattern of the one before,
     * whose groups then still hold.
     */
    public void sort(float[] numbers, int count) {
        if (together(numbers, count)) {
            assign((int) numbers[0], count);
            return;
        }
        if (!inOrder && count == this.count && Arrays.equals(numbers, 0, count, sorted, 0, count)) {
            return;
        }
        inOrder = false;
        this.count = count;
        System.arraycopy(numbers, 0, sorted, 0, count);
        for (int point = 0; point < count; point++) {
            owners[point] = (int) numbers[point];
        }
        if (experts <= SCANNED) {
            sortByScans();
        } else {
            sortByCounts();
        }
    }

    /** Goes over all points once per expert, without a branch or a chain of dependent stores. */
    private void sortByScans() {
        int end = 0;
        for (int expert = 0; expert < experts; expert++) {
            starts[expert] = end;
            for (int point = 0; point < count; point++) {
                rows[end] = point;
                end += owners[point] == expert ? 1 : 0;
            }
            sizes[expert] = end - starts[expert];
            end = pad(expert);
        }
    }

    private void sortByCounts() {
        Arrays.fill(sizes, 0);
        for (int point = 0; point < count; point++) {
            sizes[owners[point]]++;
        }
        int end = 0;
        for (int expert = 0; expert < experts; expert++) {
            starts[expert] = end;
            end = pad(expert);
        }
        for (int point = 0; point < count; point++) {
            rows[starts[owners[point]]++] = point;
        }
        for (int expert = 0; expert < experts; expert++) {
            starts[expert] -= sizes[expert];
        }
    }

    /** Fills an expert's list with the spare row up to a whole number of register tiles; returns the list's end. */
    private int pad(int expert) {
        int end = paddedEnd(expert);
        Arrays.fill(rows, starts[expert] + sizes[expert], end, spare);
        return end;
    }

    private static boolean together(float[] numbers, int count) {
        int point = 1;
        while (point < count && numbers[point] == numbers[0]) {
            point++;
        }
        return point >= count;
    }

    private static int padded(int size) {
        return (size + POINTS - 1) / POINTS * POINTS;
    }

    /** Groups, of which some may be empty. */
    public int experts() {
        return experts;
    }

    /** Numbers of the points, by expert. */
    public int[] rows() {
        return rows;
    }

    /** Where an expert's points begin in {@link #rows}. */
    public int start(int expert) {
        return starts[expert];
    }

    /** Where they end, with the padding. */
    public int paddedEnd(int expert) {
        return starts[expert] + padded(sizes[expert]);
    }

    /** How many they are, without the padding. */
    public int size(int expert) {
        return sizes[expert];
    }

    /** Whether this expert serves all points, in their own order. */
    public boolean hasAll(int expert) {
        return sizes[expert] == count;
    }
}
