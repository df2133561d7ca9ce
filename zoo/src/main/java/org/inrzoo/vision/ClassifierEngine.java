package org.inrzoo.vision;

import java.util.Optional;
import org.inrzoo.engine.EngineException;
import org.inrzoo.graph.GraphNetwork;
import org.inrzoo.graph.GraphTrainer;
import org.inrzoo.graph.SameDiffTrainer;
import org.inrzoo.graph.fused.FusedTrainer;
import org.inrzoo.option.OptionException;

/** What computes the steps of a classifier's training. */
public enum ClassifierEngine {
    /** The fused one for the networks that it computes, where this process lets it be fast; SameDiff for the others. */
    AUTO {
        @Override
        Optional<String> whyNotFused(GraphNetwork network) {
            return FusedTrainer.hindrance()
                    .or(() -> FusedTrainer.whyNot(network).map(why -> CANNOT + why));
        }

        @Override
        ClassifierEngine chosenFor(GraphNetwork network) {
            return whyNotFused(network).isEmpty() ? FUSED : SAMEDIFF;
        }

        @Override
        GraphTrainer trainer(GraphNetwork network, int threads) {
            return chosenFor(network).trainer(network, threads);
        }
    },
    /** The definition itself, for every network. */
    SAMEDIFF {
        @Override
        GraphTrainer trainer(GraphNetwork network, int threads) {
            return new SameDiffTrainer(network);
        }
    },
    /** Loops on the JDK's Vector API, for networks of plain convolutions, norms, ReLUs, maxima and linear layers. */
    FUSED {
        @Override
        GraphTrainer trainer(GraphNetwork network, int threads) {
            try {
                return new FusedTrainer(network, threads);
            } catch (EngineException e) {
                throw new OptionException(CANNOT + e.getMessage() + "; the engine samediff can");
            }
        }
    };

    private static final String CANNOT = "the fused engine cannot train this network: ";

    /** Why SameDiff computes the network where it was left to choose, in one line; empty where it does not, or was asked for. */
    Optional<String> whyNotFused(GraphNetwork network) {
        return Optional.empty();
    }

    /** Itself, or what it stands for of this network. */
    ClassifierEngine chosenFor(GraphNetwork network) {
        return this;
    }

    /** The network at work on so many threads, of which SameDiff's have been started before. */
    abstract GraphTrainer trainer(GraphNetwork network, int threads);
}
