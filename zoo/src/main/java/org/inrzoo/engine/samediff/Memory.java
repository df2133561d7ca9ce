package org.inrzoo.engine.samediff;

import org.bytedeco.javacpp.Pointer;
import org.inrzoo.layer.Architecture;
import org.nd4j.linalg.api.buffer.DataType;

/** How many points one SameDiff step can hold: it keeps every intermediate of every point until the step ends. */
final class Memory {

    /** Arrays as wide as a layer that a step holds at its peak, per layer: measured, with room to spare. */
    private static final int ARRAYS_PER_LAYER = 8;

    private Memory() {}

    static int largestBatch(Architecture architecture, DataType type) {
        long features = 0;
        for (int i = 0; i <= architecture.layers().size(); i++) {
            features += architecture.inputs(i);
        }
        long perPoint = features * ARRAYS_PER_LAYER * type.width();
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, Pointer.maxBytes() / perPoint));
    }
}
