package org.inrzoo.engine.fused.spi;

import org.inrzoo.engine.fused.memory.Rows;

/**
 * A layer that looks at neighbouring points at work on a block: forward, and its backward in two steps, between which it waits for
 * all points.
 */
public interface NeighborhoodStage extends LayerStage {

    /**
     * The layer's outputs for the block's points.
     *
     * @param x every point's neighbourhood, row after row; left as it is
     */
    @Override
    void forward(Rows x, Rows y, boolean training);

    /**
     * Adds the gradients by the parameters to {@code sums}.
     *
     * @param x every point's neighbourhood, as for forward
     * @param dy the gradient by the outputs at the points themselves; not modified
     */
    void sum(Rows x, Rows dy, float[] sums, int offset);

    /**
     * The gradient by what entered at the points themselves.
     *
     * @param dy every point's neighbourhood in the gradient by the outputs, row after row
     * @param dx receives the gradient
     */
    void complete(Rows dy, Rows dx);

    /** Never asked for, since such a layer begins a segment: {@link #sum} and {@link #complete} are. */
    @Override
    default Rows backward(Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
        throw new IllegalStateException("a layer that looks at neighbours goes backward in two steps");
    }
}
