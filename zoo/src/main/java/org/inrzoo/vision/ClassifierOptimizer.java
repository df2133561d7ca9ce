package org.inrzoo.vision;

/** An optimiser at work on a classifier's flat vector. */
public interface ClassifierOptimizer {

    /**
     * One step.
     *
     * @param parameters the flat vector; its first {@code gradient.length} values are changed
     * @param gradient of the loss; not modified
     * @param loss of the batch
     * @param rate the step's learning rate
     * @param step its number, from 0
     */
    void step(float[] parameters, float[] gradient, double loss, double rate, int step);

    /** A copy of the state, from which a training goes on to the same bits. */
    float[] state();
}
