package org.inrzoo.engine.fused.kernels;

/**
 * Sums over a vector's lanes in a fixed order. The Vector API leaves the order of {@code reduceLanes} undefined, and
 * JDKs differ in it; results should not depend on the JDK.
 */
final class LaneSums {

    private LaneSums() {}

    /** The sum of all numbers, whose count is a multiple of 4. */
    static float sum(float[] lanes) {
        return sum(lanes, 0, lanes.length);
    }

    /** The sum of {@code count} numbers, a multiple of 4, from {@code from} on. */
    static float sum(float[] lanes, int from, int count) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = from; i < from + count; i += 4) {
            a += lanes[i];
            b += lanes[i + 1];
            c += lanes[i + 2];
            d += lanes[i + 3];
        }
        return a + b + (c + d);
    }
}
