package org.inrzoo.graph.fused;

/** One layer at work on whole batches. */
interface MapStage {

    /** Computes its results. */
    void forward(Batch batch);

    /**
     * Adds to the gradients by what came in, where these are asked for, what follows from those by its results, and writes those by
     * its parameters.
     */
    void backward(Batch batch);
}
