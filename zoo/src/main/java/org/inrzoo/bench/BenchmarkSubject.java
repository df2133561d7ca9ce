package org.inrzoo.bench;

/** Something that can train and render the network under test: an engine of the zoo, or a baseline from outside. */
public interface BenchmarkSubject extends AutoCloseable {

    /** The name in the table. */
    String name();

    /** One training step on all points, the optimiser's step included. */
    void trainFull();

    /** One pass over all points in batches, a training step each. */
    void trainBatched();

    /** Outputs of all points. */
    void render();

    @Override
    void close();
}
