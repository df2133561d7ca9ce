package org.inrzoo.fit;

import org.inrzoo.engine.Engine;
import org.inrzoo.engine.fused.FusedEngine;

/** An optimiser at work on a flat vector. */
interface Optimizer {

    /**
     * One step of descent.
     *
     * @param parameters the flat vector; its first {@code gradient.length} values are changed
     * @param gradient dL/dθ; not modified
     * @param rate the learning rate
     * @param step number of the step, from 0
     */
    void step(float[] parameters, float[] gradient, double rate, int step);

    /** A copy of the state; empty for an optimiser without one. */
    float[] state();

    /** The recipe's optimiser for the engine's network, from {@code saved}, or afresh where that is empty. */
    static Optimizer of(Recipe recipe, Engine engine, float[] saved) {
        int parameters = engine.architecture().parameters().trainable();
        return recipe.optimizer() == OptimizerKind.ADAM && engine instanceof FusedEngine fused
                ? new VectorAdamOptimizer(recipe, parameters, saved, fused.workers())
                : new Nd4jOptimizer(recipe, parameters, saved);
    }
}
