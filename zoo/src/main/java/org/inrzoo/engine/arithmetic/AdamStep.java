package org.inrzoo.engine.arithmetic;

/**
 * A step of Adam, Kingma and Ba 2015, as ND4J's {@code AdamUpdater} has it; the constants are in single precision throughout,
 * the powers of β too.
 *
 * <pre>
 *   m = β₁ m + (1-β₁) g        v = β₂ v + (1-β₂) g²
 *   θ = θ - α m / (√v + ε)     α = rate √(1-β₂^(t+1)) / (1-β₁^(t+1))
 * </pre>
 *
 * @param alpha α, from 0
 * @param beta1 β₁, from 0, below 1
 * @param beta2 β₂, from 0, below 1
 * @param epsilon ε, from 0
 */
public record AdamStep(float alpha, float beta1, float beta2, float epsilon) {

    /**
     * The step of number {@code iteration}.
     *
     * @param rate the learning rate
     * @param iteration t, from 0
     */
    public static AdamStep of(double rate, double beta1, double beta2, double epsilon, int iteration) {
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float correction = (float) Math.sqrt(1 - (float) StrictMath.pow(b2, iteration + 1f));
        float alpha = (float) rate * correction / (1 - (float) StrictMath.pow(b1, iteration + 1f));
        return new AdamStep(alpha, b1, b2, (float) epsilon);
    }
}
