package org.inrzoo.bench;

/**
 * A network in training, by an engine of the zoo or by another library. It starts from the weights that the recipe's seed draws,
 * and follows the recipe's learning rates over {@link #steps} steps.
 */
public interface Racer extends AutoCloseable {

    /** Who trains, such as the engine's name. */
    String name();

    /** Steps of the whole training. */
    int steps();

    /**
     * One step of training.
     *
     * @param step the step's number, from 0
     * @throws org.inrzoo.fit.DivergedException when the loss or its gradient is not finite
     */
    void step(int step);

    /**
     * A copy of the network's parameters.
     *
     * @return the flat vector of {@link org.inrzoo.network.Architecture#parameters}
     */
    float[] parameters();

    /** Seconds that the optimiser has taken of all steps so far; 0 where nobody counts them. */
    default double optimizerSeconds() {
        return 0;
    }

    @Override
    void close();
}
