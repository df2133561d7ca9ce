package org.inrzoo.engine.fused;

/**
 * The features of a block's points: panels of {@value #WIDTH} features, in each panel a row per point.
 *
 * <pre>
 *   panel 0: point 0: f0 … f63 | point 1: f0 … f63 | … | point capacity-1 | spare row
 *   panel 1: point 0: f64 … f127 | …
 * </pre>
 *
 * A row is 256 bytes, so vectors of every width divide it, and what a point has fewer features is left unused. The
 * spare row is where padded lists of points point to: it may be read and written, and means nothing.
 *
 * @param data the array they lie in
 * @param at where panel 0 begins
 * @param capacity points they hold
 */
record Rows(float[] data, int at, int capacity) {

    /** Features of a panel. */
    static final int WIDTH = 64;

    /** Rows for {@code capacity} points of {@code features} features. */
    static Rows allocate(Arena arena, int features, int capacity) {
        int length = Math.multiplyExact(panels(features) * WIDTH, capacity + 1);
        Arena.Slice slice = arena.take(length);
        return new Rows(slice.data(), slice.at(), capacity);
    }

    /** Panels that hold {@code features} features. */
    static int panels(int features) {
        return (features + WIDTH - 1) / WIDTH;
    }

    /** How many of {@code features} features lie in panel {@code panel}. */
    static int inPanel(int features, int panel) {
        return Math.min(WIDTH, features - panel * WIDTH);
    }

    /** Where panel {@code panel} begins. */
    int panel(int panel) {
        return at + panel * (capacity + 1) * WIDTH;
    }

    /** Where a feature of a point lies. */
    int index(int point, int feature) {
        return panel(feature / WIDTH) + point * WIDTH + feature % WIDTH;
    }
}
