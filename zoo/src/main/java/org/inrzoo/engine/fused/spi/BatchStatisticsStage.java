package org.inrzoo.engine.fused.spi;

import org.inrzoo.engine.fused.memory.Rows;

/**
 * A layer with statistics over the batch at work on a block: its backward is two steps, between which it waits for
 * all points.
 *
 * <p>Unlike other layers, it leaves the rows that enter as they are: they are kept for all points, and read again.
 */
public interface BatchStatisticsStage extends LayerStage {

    /**
     * Adds the gradients by the parameters, and what {@link #complete} needs of all points, to {@code sums}.
     *
     * @param x the features that entered, as they entered
     * @param dy the gradient by the outputs; not modified
     */
    void sum(Rows x, Rows dy, float[] sums, int offset);

    /**
     * Puts the gradient by x in the place of dy.
     *
     * @param x the features that entered; this block need not be the one that passed forward last
     */
    void complete(Rows x, Rows dy);

    @Override
    default Rows backward(Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
        sum(x, dy, sums, offset);
        if (inputGradientWanted) {
            complete(x, dy);
        }
        return dy;
    }
}
