package org.inrzoo.engine.fused.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Runs every kind of vector operation before the first kernel, so that C2 makes good code of all kernels.
 *
 * <p>All operations share a few methods of the Vector API, in which HotSpot profiles the classes it meets. After
 * nothing but fused multiply-adds, C2 compiles these methods for fused multiply-adds alone; the first product or sum
 * then deoptimises that code, up to {@code -XX:PerBytecodeTrapLimit} times (4), and every such trap counts for all
 * kernels that inline the method. At {@code -XX:PerMethodTrapLimit} traps (100) C2 no longer inlines it, and a kernel
 * compiled later allocates a vector object for each operation.
 */
final class JitWarmUp {

    private static final int ROUNDS = 3_000;

    private JitWarmUp() {}

    /** Runs operations of all kinds in turn; returns a number that depends on them all, so that none is left out. */
    static float run() {
        VectorSpecies<Float> species = FloatVector.SPECIES_PREFERRED;
        FloatVector a = FloatVector.broadcast(species, 0.5f);
        FloatVector b = FloatVector.broadcast(species, 0.25f);
        float sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            FloatVector c = a.fma(b, a).add(b).mul(a).sub(b).div(a).min(b).max(a);
            FloatVector d = c.neg().abs().sqrt().blend(a, c.compare(VectorOperators.LE, 1));
            IntVector sign = d.reinterpretAsInts().add(1).lanewise(VectorOperators.LSHL, 31);
            FloatVector e =
                    c.reinterpretAsInts().lanewise(VectorOperators.XOR, sign).reinterpretAsFloats();
            sum += e.reduceLanes(VectorOperators.ADD);
        }
        return sum;
    }
}
