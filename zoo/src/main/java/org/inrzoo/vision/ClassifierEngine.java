package org.inrzoo.vision;

import org.inrzoo.engine.EngineException;
import org.inrzoo.graph.GraphNetwork;
import org.inrzoo.graph.GraphTrainer;
import org.inrzoo.graph.SameDiffTrainer;
import org.inrzoo.graph.fused.FusedTrainer;
import org.inrzoo.option.OptionException;

/** What computes the steps of a classifier's training. */
public enum ClassifierEngine {
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
                throw new OptionException(
                        "the fused engine cannot train this network: " + e.getMessage() + "; the engine samediff can");
            }
        }
    };

    /** The network at work on so many threads, of which SameDiff's have been started before. */
    abstract GraphTrainer trainer(GraphNetwork network, int threads);
}
