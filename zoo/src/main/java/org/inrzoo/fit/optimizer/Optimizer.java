package org.inrzoo.fit.optimizer;

/**
 * An optimiser at work on a network's flat vector. The same state, gradients and numbers of steps give the same bits on any
 * number of threads.
 */
public interface Optimizer {

    /**
     * One step of descent.
     *
     * @param parameters the flat vector; its first {@code gradient.length} values are changed
     * @param gradient dL/dθ; not modified
     * @param factor what the recipe's schedule multiplies learning rates with at this step, 1 without one
     * @param step number of the step, from 0
     */
    void step(float[] parameters, float[] gradient, double factor, int step);

    /** A copy of the state, from which its provider goes on to the same bits; empty for an optimiser without one. */
    float[] state();
}
