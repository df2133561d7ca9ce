package org.inrzoo.engine.fused;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.inrzoo.engine.fused.schedule.Workers;

/**
 * Adam, Kingma and Ba 2015, as ND4J's {@code AdamUpdater} has it, vectorised and on all threads.
 *
 * <pre>
 *   m = β₁ m + (1-β₁) g        v = β₂ v + (1-β₂) g²
 *   θ = θ - α √(1-β₂^(t+1)) / (1-β₁^(t+1)) · m / (√v + ε)
 * </pre>
 *
 * Like ND4J's, it computes in single precision throughout, the powers of β too.
 */
public final class VectorAdam {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /** Numbers that one task steps. */
    private static final int SHARE = 1 << 14;

    private VectorAdam() {}

    /**
     * One step.
     *
     * @param parameters θ, the first {@code count} of which are stepped
     * @param gradient dL/dθ; not modified
     * @param m first moments, zero at the start
     * @param v second moments, zero at the start
     * @param rate learning rate α
     * @param iteration number of the step, t, from 0
     */
    public static void step(
            float[] parameters,
            float[] gradient,
            float[] m,
            float[] v,
            int count,
            double rate,
            double beta1,
            double beta2,
            double epsilon,
            int iteration,
            Workers workers) {
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float correction = (float) Math.sqrt(1 - (float) StrictMath.pow(b2, iteration + 1f));
        float alpha = (float) rate * correction / (1 - (float) StrictMath.pow(b1, iteration + 1f));
        workers.run((count + SHARE - 1) / SHARE, (worker, share) -> {
            int from = share * SHARE;
            step(parameters, gradient, m, v, from, Math.min(count, from + SHARE), alpha, b1, b2, (float) epsilon);
        });
    }

    private static void step(
            float[] parameters,
            float[] gradient,
            float[] m,
            float[] v,
            int from,
            int to,
            float alpha,
            float b1,
            float b2,
            float epsilon) {
        int i = from;
        for (; i + L <= to; i += L) {
            FloatVector g = FloatVector.fromArray(S, gradient, i);
            FloatVector first = FloatVector.fromArray(S, m, i).mul(b1).add(g.mul(1 - b1));
            FloatVector second =
                    FloatVector.fromArray(S, v, i).mul(b2).add(g.mul(g).mul(1 - b2));
            first.intoArray(m, i);
            second.intoArray(v, i);
            FloatVector update = first.mul(alpha).div(second.sqrt().add(epsilon));
            FloatVector.fromArray(S, parameters, i).sub(update).intoArray(parameters, i);
        }
        for (; i < to; i++) {
            float g = gradient[i];
            m[i] = m[i] * b1 + g * (1 - b1);
            v[i] = v[i] * b2 + g * g * (1 - b2);
            parameters[i] -= m[i] * alpha / ((float) Math.sqrt(v[i]) + epsilon);
        }
    }
}
