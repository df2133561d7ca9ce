package org.inrzoo.engine.fused.memory;

/**
 * The features of a block's points: panels of {@value #WIDTH} features, in each panel a row per point.
 *
 * <pre>
 *   panel 0: point 0: f0 … f63 | point 1: f0 … f63 | … | point capacity-1 | spare row
 *   panel 1: point 0: f64 … f127 | …
 * </pre>
 *
 * A row is 256 bytes, so vectors of every width divide it, and what a point has fewer features is left unused. The
 * spare row is where padded lists of points point to: it may be read and written, and its numbers are undefined.
 *
 * @param data the array they lie in
 * @param offset where panel 0 begins
 * @param capacity points they hold
 */
@SuppressWarnings("ArrayRecordComponent") // a view: equal where it is of the same memory
public record Rows(float[] data, int offset, int capacity) {

    /** Features of a panel. */
    public static final int WIDTH = 64;

    /** Floats of the longest vector, 512 bits. */
    public static final int LONGEST_VECTOR = 16;

    /** Rows for {@code capacity} points of {@code features} features. */
    public static Rows allocate(Arena arena, int features, int capacity) {
        int length = Math.multiplyExact(panels(features) * WIDTH, capacity + 1);
        Arena.Slice slice = arena.take(length);
        return new Rows(slice.data(), slice.offset(), capacity);
    }

    /** WeightPanels that hold {@code features} features. */
    public static int panels(int features) {
        return (features + WIDTH - 1) / WIDTH;
    }

    /** How many of {@code features} features lie in panel {@code panel}. */
    public static int inPanel(int features, int panel) {
        return Math.min(WIDTH, features - panel * WIDTH);
    }

    /** So many numbers in whole vectors, whatever the vectors' width. */
    public static int padded(int numbers) {
        return Math.addExact(numbers, LONGEST_VECTOR - 1) / LONGEST_VECTOR * LONGEST_VECTOR;
    }

    /** Where panel {@code panel} begins. */
    public int panel(int panel) {
        return offset + panel * (capacity + 1) * WIDTH;
    }

    /** Where a feature of a point lies. */
    public int index(int point, int feature) {
        return panel(feature / WIDTH) + point * WIDTH + feature % WIDTH;
    }
}
