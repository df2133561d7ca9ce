package org.inrzoo.engine.fused;

/** One layer at work on one thread's block of points. What it keeps from forward for backward is its own affair. */
interface Stage {

    /**
     * The layer's outputs for the block's points.
     *
     * @param x the features that enter; null for an encoding; a layer that keeps its input may overwrite it
     * @param y receives the features that leave
     * @param training whether {@link #backward} follows
     */
    void forward(Rows x, Rows y, boolean training);

    /**
     * Makes ready for {@link #backward}, as forward in training does, where {@code y} holds the outputs already: a layer
     * that keeps little but its rows can spare itself the work.
     */
    default void resume(Rows x, Rows y) {
        forward(x, y, true);
    }

    /**
     * The gradients by the parameters, which are added to {@code sums} from {@code at} on, and by what entered.
     *
     * @param x the features that entered, where the plan said to keep them
     * @param dy the gradient by the outputs; may be overwritten
     * @param free rows to write the gradient by the inputs to
     * @param wanted whether anyone reads that gradient
     * @return the rows that hold it: {@code free} or {@code dy}
     */
    Rows backward(Rows x, Rows dy, Rows free, boolean wanted, float[] sums, int at);
}
