package org.inrzoo.engine.fused.kernels;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.incubator.vector.FloatVector;
import org.inrzoo.engine.fused.memory.Rows;

/**
 * The vector loops, all for one width of vectors.
 *
 * @param lanes floats of a vector: 4, 8 or 16
 * @param products the matrix products of linear layers
 * @param functions activation functions with their derivatives
 * @param terms what other activation functions are made of
 * @param elementwise what goes once over the features of all points
 * @param normalizations normalisation and its gradients
 * @param heads the products of sparse heads
 * @param rows what goes over whole rows of matrices
 * @param chainRule activation functions of points that carry derivatives by the coordinates
 * @param productRule products of features of such points
 * @param normalizationRule normalisation of such points
 * @param neighborhoods the copies of what lies around the points of a grid
 * @param higherDerivatives what they need of the functions beyond the first derivative
 */
public record Kernels(
        int lanes,
        MatrixProducts products,
        ActivationFunctions functions,
        ActivationTerms terms,
        ElementwiseKernels elementwise,
        NormalizationKernels normalizations,
        HeadProducts heads,
        RowKernels rows,
        ChainRule chainRule,
        ProductRule productRule,
        NormalizationRule normalizationRule,
        NeighborhoodKernels neighborhoods,
        HigherDerivatives higherDerivatives) {

    /** Bits of the narrowest vectors that loops are written for; a JVM without C2 would prefer 64. */
    private static final int NARROWEST = 128;

    /** By width. */
    private static final Map<Integer, Kernels> LOADED = new ConcurrentHashMap<>();

    static {
        JitWarmUp.run();
    }

    /** The width this machine computes fastest with, in bits: 128, 256 or 512. */
    public static int preferredBits() {
        return Math.max(NARROWEST, FloatVector.SPECIES_PREFERRED.vectorBitSize());
    }

    /**
     * The kernels for vectors of {@code bits} bits: 128, 256 or 512; correct on every machine, fast where it has
     * them.
     */
    public static Kernels of(int bits) {
        return LOADED.computeIfAbsent(bits, Kernels::load);
    }

    private static Kernels load(int bits) {
        MethodHandles.Lookup own = MethodHandles.lookup();
        return new Kernels(
                bits / Float.SIZE,
                VectorWidth.instance(own, VectorMatrixProducts.class, bits),
                VectorWidth.instance(own, VectorActivationFunctions.class, bits),
                VectorWidth.instance(own, VectorActivationTerms.class, bits),
                VectorWidth.instance(own, VectorElementwiseKernels.class, bits),
                VectorWidth.instance(own, VectorNormalizationKernels.class, bits),
                VectorWidth.instance(own, VectorHeadProducts.class, bits),
                VectorWidth.instance(own, VectorRowKernels.class, bits),
                VectorWidth.instance(own, VectorChainRule.class, bits),
                VectorWidth.instance(own, VectorProductRule.class, bits),
                VectorWidth.instance(own, VectorNormalizationRule.class, bits),
                VectorWidth.instance(own, VectorNeighborhoodKernels.class, bits),
                VectorWidth.instance(own, VectorHigherDerivatives.class, bits));
    }

    /**
     * Vector loops of a kernel's own, for this width of vectors; the same object every time.
     *
     * @param lookup {@code MethodHandles.lookup()} of a class in the package of the loops
     * @param loops a class with a constructor without arguments, which reads its species from {@link VectorWidth#of}
     */
    public <T> T loops(MethodHandles.Lookup lookup, Class<? extends T> loops) {
        return VectorWidth.instance(lookup, loops, lanes * Float.SIZE);
    }

    /**
     * The features of one panel of {@link Rows} that are computed, where {@code features} lie in all: whole vectors.
     */
    public int columns(int features, int panel) {
        return padded(Rows.inPanel(features, panel));
    }

    /** The features that are computed in place of {@code features}: whole vectors. */
    public int padded(int features) {
        return (features + lanes - 1) / lanes * lanes;
    }
}
