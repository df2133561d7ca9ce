package org.inrzoo.datasets;

import java.util.SplittableRandom;

/** Random angles that are the same on every machine and every JDK for the same seed. */
final class Phases {

    private final SplittableRandom bits;

    Phases(long seed) {
        bits = new SplittableRandom(seed);
    }

    /** Uniform on [0, 2π). */
    double next() {
        return 2 * StrictMath.PI * ((bits.nextLong() >>> 11) * 0x1p-53);
    }
}
