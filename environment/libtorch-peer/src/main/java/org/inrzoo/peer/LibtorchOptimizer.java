package org.inrzoo.peer;

/** Moves a network's parameters by their gradients, which it sets back to zero. */
interface LibtorchOptimizer {

    /**
     * One step.
     *
     * @param factor what the schedule multiplies learning rates with
     * @param step number of the step, from 0
     */
    void step(double factor, int step);
}
