package org.inrzoo.engine.fused;

import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;

/** Features of all points, in main memory between two runs over the points; threads use points of their own. */
interface FeatureStore {

    /**
     * Keeps the features of a block's points.
     *
     * @param first the place of its first point in the order of the visit
     */
    void put(Block block, int first, Rows rows, int features);

    /** Copies the features of a block's points back. */
    void take(Block block, int first, Rows rows, int features);
}
