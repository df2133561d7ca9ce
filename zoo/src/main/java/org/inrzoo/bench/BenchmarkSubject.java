package org.inrzoo.bench;

/** Something that can train and render the network under test: an engine of the zoo, or a baseline from outside. */
public interface BenchmarkSubject extends AutoCloseable {

    /** The name in the table. */
    String name();

    /** The optimiser that trains it. */
    String optimizer();

    /** Seconds that the optimiser has taken of all training so far. */
    double optimizerSeconds();

    /** Whether {@link #render} is measured; of subjects that differ in their optimisers alone, one is enough. */
    default boolean renders() {
        return true;
    }

    /** One training step on all points, the optimiser's step included. */
    void trainFull();

    /** One pass over all points in batches, a training step each. */
    void trainBatched();

    /** Outputs of all points. */
    void render();

    @Override
    void close();
}
