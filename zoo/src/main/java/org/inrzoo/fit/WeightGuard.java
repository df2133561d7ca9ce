package org.inrzoo.fit;

import org.inrzoo.engine.arithmetic.WeightArithmetic;

/** What a step does with all weights besides optimising them, in shares that the engine's threads take. */
final class WeightGuard {

    /** Weights of a share; a thread takes some microseconds for one. */
    private static final int SHARE = 1 << 15;

    private final int weights;
    private final WeightArithmetic loops;
    private final boolean[] finite;

    /** Of {@code weights} trainable weights. */
    WeightGuard(int weights, WeightArithmetic loops) {
        this.weights = weights;
        this.loops = loops;
        finite = new boolean[(weights + SHARE - 1) / SHARE];
    }

    /** Whether all values are finite. */
    boolean finite(float[] values) {
        loops.run(finite.length, (worker, share) -> finite[share] = finite(values, share * SHARE, end(share)));
        for (boolean whole : finite) {
            if (!whole) {
                return false;
            }
        }
        return true;
    }

    /** Copies the trainable weights. */
    void copy(float[] from, float[] to) {
        loops.run(finite.length, (worker, share) -> {
            int first = share * SHARE;
            System.arraycopy(from, first, to, first, end(share) - first);
        });
    }

    private int end(int share) {
        return Math.min(weights, (share + 1) * SHARE);
    }

    /** Zero times a number is zero unless that number is infinite or none; four sums, so that none waits for the others. */
    private static boolean finite(float[] values, int first, int end) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int whole = first + (end - first) / 4 * 4;
        for (int i = first; i < whole; i += 4) {
            a += 0 * values[i];
            b += 0 * values[i + 1];
            c += 0 * values[i + 2];
            d += 0 * values[i + 3];
        }
        for (int i = whole; i < end; i++) {
            a += 0 * values[i];
        }
        return a + b + c + d == 0;
    }
}
