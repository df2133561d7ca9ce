package org.inrzoo.vision;

/**
 * Offers an optimiser of classifiers under a name. Implementations are public, have a public constructor without arguments, and are
 * named in {@code META-INF/services/org.inrzoo.vision.ClassifierOptimizerProvider}.
 */
public interface ClassifierOptimizerProvider {

    /** Its name in recipes and records: lower case, hyphenated. */
    String name();

    /** What it does, in one sentence without its full stop. */
    String summary();

    /** The length of its state for so many trained values, in floats. */
    int stateSize(int trained);

    /**
     * The optimiser.
     *
     * @param recipe the training's
     * @param perEpoch steps of an epoch
     * @param state to go on from, {@link #stateSize} floats; all zero at first
     */
    ClassifierOptimizer create(ClassifierRecipe recipe, int perEpoch, float[] state);
}
