package org.inrzoo.engine.fused.kernels;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.incubator.vector.FloatVector;
import org.inrzoo.engine.fused.memory.Rows;

/**
 * The vector loops, all for one vector width.
 *
 * @param lanes floats of a vector
 */
public record Kernels(
        int lanes,
        MatrixProducts products,
        ActivationFunctions functions,
        ActivationTerms terms,
        ElementwiseKernels elementwise,
        NormalizationKernels normalizations,
        HeadProducts heads) {

    /** By width: what the compiler has learnt of a kernel should serve all engines. */
    private static final Map<Integer, Kernels> LOADED = new ConcurrentHashMap<>();

    static {
        JitWarmUp.run();
    }

    /** The width this machine computes fastest with, in bits. */
    public static int preferredBits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }

    /** The kernels for vectors of {@code bits} bits: 128, 256 or 512; correct on every machine, fast where it has them. */
    public static Kernels of(int bits) {
        return LOADED.computeIfAbsent(bits, Kernels::load);
    }

    private static Kernels load(int bits) {
        return new Kernels(
                bits / Float.SIZE,
                VectorWidth.instance(VectorMatrixProducts.class, bits),
                VectorWidth.instance(VectorActivationFunctions.class, bits),
                VectorWidth.instance(VectorActivationTerms.class, bits),
                VectorWidth.instance(VectorElementwiseKernels.class, bits),
                VectorWidth.instance(VectorNormalizationKernels.class, bits),
                VectorWidth.instance(VectorHeadProducts.class, bits));
    }

    /** The features of one panel of {@link Rows} that are computed, where {@code features} lie in all: whole vectors. */
    public int columns(int features, int panel) {
        return padded(Rows.inPanel(features, panel));
    }

    /** The features that are computed in place of {@code features}: whole vectors. */
    public int padded(int features) {
        return (features + lanes - 1) / lanes * lanes;
    }
}
