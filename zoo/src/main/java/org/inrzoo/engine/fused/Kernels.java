package org.inrzoo.engine.fused;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.incubator.vector.FloatVector;

/**
 * The vector loops, all for one vector width.
 *
 * @param lanes floats of a vector
 */
record Kernels(
        int lanes,
        Products products,
        Functions functions,
        Activations activations,
        Passes passes,
        Normalizers normalizers,
        HeadProducts heads) {

    /** By width: what the compiler has learnt of a kernel should serve all engines. */
    private static final Map<Integer, Kernels> LOADED = new ConcurrentHashMap<>();

    static {
        Rehearsal.run();
    }

    /** The width this machine computes fastest with, in bits. */
    static int preferredBits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }

    /** The kernels for vectors of {@code bits} bits: 128, 256 or 512; correct on every machine, fast where it has them. */
    static Kernels of(int bits) {
        return LOADED.computeIfAbsent(bits, Kernels::load);
    }

    private static Kernels load(int bits) {
        return new Kernels(
                bits / Float.SIZE,
                Width.instance(VectorProducts.class, bits),
                Width.instance(VectorFunctions.class, bits),
                Width.instance(VectorActivations.class, bits),
                Width.instance(VectorPasses.class, bits),
                Width.instance(VectorNormalizers.class, bits),
                Width.instance(VectorHeadProducts.class, bits));
    }

    /** The features that are computed in place of {@code features}: whole vectors. */
    int padded(int features) {
        return (features + lanes - 1) / lanes * lanes;
    }
}
