package org.inrzoo.engine.fused.spi;

import org.inrzoo.engine.fused.memory.Rows;

/** An encoding without trained parameters: makes features of the block's points, and has nothing to do backward. */
@FunctionalInterface
public interface EncodingStage extends LayerStage {

    /** Writes the features of the block's points. */
    void encode(Rows y);

    @Override
    default void forward(Rows x, Rows y, boolean training) {
        encode(y);
    }

    @Override
    default Rows backward(Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
        throw new IllegalStateException("points have no gradient");
    }
}
