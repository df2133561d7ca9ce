package org.inrzoo.fit.optimizer;

import java.util.Optional;
import java.util.Set;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.arithmetic.AdamStep;
import org.inrzoo.network.ParameterLayout;

/**
 * Offers an optimiser under a name. Implementations are public, have a public constructor without arguments, and are named in
 * {@code META-INF/services/org.inrzoo.fit.optimizer.OptimizerProvider}, in the zoo's jar or any other.
 */
public interface OptimizerProvider {

    /** The optimiser's name in recipes and records: lower case, hyphenated. */
    String name();

    /** What it does, in one sentence without its full stop. */
    String summary();

    /** The names of those {@link OptimizerSettings} that it looks at. */
    Set<String> keys();

    /** The length of its state for a network's parameters, in floats. */
    long stateSize(OptimizerSettings settings, ParameterLayout layout);

    /** Multiply-adds of a step's matrix products; 0 for an optimiser that only goes over the weights. */
    default long macs(ParameterLayout layout) {
        return 0;
    }

    /** Steps of Adam by their number. */
    @FunctionalInterface
    interface AdamSteps {

        /**
         * A step.
         *
         * @param factor what the recipe's schedule multiplies learning rates with
         * @param step its number, from 0
         */
        AdamStep at(double factor, int step);
    }

    /**
     * The steps of an optimiser that is Adam for all weights, and whose state is its moments, so that an engine can do them itself; empty
     * for any other.
     */
    default Optional<AdamSteps> adam(OptimizerSettings settings) {
        return Optional.empty();
    }

    /**
     * The optimiser for the engine's network.
     *
     * @param saved the {@linkplain Optimizer#state state} to go on from, {@link #stateSize} floats; empty to start afresh
     * @throws org.inrzoo.error.ZooException when the saved state is of another length, see {@link SavedState}
     */
    Optimizer create(OptimizerSettings settings, Engine engine, float[] saved);
}
