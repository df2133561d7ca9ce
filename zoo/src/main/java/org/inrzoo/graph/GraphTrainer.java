package org.inrzoo.graph;

/** Computes what a step of training learns of a batch. */
public interface GraphTrainer extends AutoCloseable {

    /**
     * The mean cross-entropy of a batch, with its gradient.
     *
     * @param parameters the flat vector of {@link Form#TRAINING}; not modified
     * @param pictures [count, channels, height, width]; not modified
     * @param targets [count, outputs]: what the classes' probabilities should be; not modified
     * @param found gets, in the flat vector's places, the gradient by every trained value, and in place of the statistics that
     *     batch norms keep, those of this batch; the rest is left as it is
     */
    double step(float[] parameters, float[] pictures, float[] targets, int count, float[] found);

    @Override
    void close();
}
