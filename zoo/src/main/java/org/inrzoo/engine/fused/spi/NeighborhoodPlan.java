package org.inrzoo.engine.fused.spi;

import org.inrzoo.engine.fused.memory.Arena;

/**
 * The plan of a layer whose outputs at a point of a grid depend on the points around it, up to {@link #reach} rows and columns away.
 *
 * <p>All points reach the layer before any goes on. What enters it then is a point's whole neighbourhood, row after row, with zeros
 * outside of the grid. Backward likewise: all points' gradients by the layer's outputs are there before it is given their
 * neighbourhoods, of which it makes the gradient by what entered at the point.
 */
public interface NeighborhoodPlan extends LayerPlan {

    /** How many rows and columns away the farthest points lie, r; at least 1. */
    int reach();

    /** Features of all points of a neighbourhood together, of those that enter or those that leave. */
    default int around(int features) {
        int side = 2 * reach() + 1;
        return Math.multiplyExact(side * side, features);
    }

    @Override
    NeighborhoodStage stage(Arena arena, Block block);
}
