package org.inrzoo.graph;

/** What one definition is computed as. */
public enum Form {
    /** Batch norms use the statistics of the batch. */
    TRAINING,
    /** The same parameters; batch norms use the statistics that training has kept. */
    EVALUATION,
    /**
     * Plain convolutions with bias and linear layers, into which all else has been folded: the evaluation's outputs. Of a batch
     * norm behind no convolution a factor and a term are left.
     */
    DEPLOYED
}
