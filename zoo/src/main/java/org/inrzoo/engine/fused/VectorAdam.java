package org.inrzoo.engine.fused;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.inrzoo.engine.arithmetic.AdamStep;

/** {@link AdamStep}, vectorised; like ND4J's updater it computes in single precision throughout. */
final class VectorAdam {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private VectorAdam() {}

    /** A step of {@code count} weights from {@code from} on; their moments begin at {@code firstMoment}. */
    static void step(
            AdamStep step,
            float[] parameters,
            float[] gradient,
            int from,
            int count,
            float[] m,
            float[] v,
            int firstMoment) {
        float alpha = step.alpha();
        float b1 = step.beta1();
        float b2 = step.beta2();
        float epsilon = step.epsilon();
        int shift = firstMoment - from;
        int to = from + count;
        int i = from;
        for (; i + L <= to; i += L) {
            FloatVector g = FloatVector.fromArray(S, gradient, i);
            FloatVector first = FloatVector.fromArray(S, m, i + shift).mul(b1).add(g.mul(1 - b1));
            FloatVector second =
                    FloatVector.fromArray(S, v, i + shift).mul(b2).add(g.mul(g).mul(1 - b2));
            first.intoArray(m, i + shift);
            second.intoArray(v, i + shift);
            FloatVector update = first.mul(alpha).div(second.sqrt().add(epsilon));
            FloatVector.fromArray(S, parameters, i).sub(update).intoArray(parameters, i);
        }
        for (; i < to; i++) {
            float g = gradient[i];
            int j = i + shift;
            m[j] = m[j] * b1 + g * (1 - b1);
            v[j] = v[j] * b2 + g * g * (1 - b2);
            parameters[i] -= m[j] * alpha / ((float) Math.sqrt(v[j]) + epsilon);
        }
    }
}
