package org.inrzoo.fit.optimizer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.arithmetic.AdamStep;
import org.inrzoo.engine.arithmetic.MuonStep;
import org.inrzoo.engine.arithmetic.WeightMatrix;
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

    /** The steps of an optimiser that an engine can do itself where it keeps the weights. */
    interface ResidentRule {

        /** The matrices that Muon moves, in the flat vector's order; Adam moves all else. */
        List<WeightMatrix> matrices();

        /**
         * How these are moved.
         *
         * @param factor what the recipe's schedule multiplies learning rates with
         */
        MuonStep muon(double factor);

        /**
         * How all else is moved.
         *
         * @param factor what the recipe's schedule multiplies learning rates with
         * @param step the step's number, from 0
         */
        AdamStep adam(double factor, int step);
    }

    /**
     * The steps of an optimiser whose state is that of {@link org.inrzoo.engine.ResidentTraining#state}, so that an engine can do them
     * itself; empty for any other.
     */
    default Optional<ResidentRule> resident(OptimizerSettings settings, ParameterLayout layout) {
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
