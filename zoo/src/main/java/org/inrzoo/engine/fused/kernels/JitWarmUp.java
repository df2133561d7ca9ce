package org.inrzoo.engine.fused.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Shows the compiler every kind of vector operation before a kernel runs that has only one.
 *
 * <p>All operations share a few methods of the Vector API, in which the JDK 17 counts the classes it meets. After nothing
 * but fused multiply-adds it compiles these for fused multiply-adds alone; the first product or sum then takes back what
 * was compiled, four times in all, and each such failure counts once more for every operation of a kernel that is
 * compiled later. At a hundred the compiler gives up looking into them, and that kernel stays five times slower.
 */
final class JitWarmUp {

    private static final int ROUNDS = 3_000;

    private JitWarmUp() {}

    /** Runs operations of all kinds in turn; returns a number that depends on them all. */
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
