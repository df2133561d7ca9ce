package org.inrzoo.engine.fused;

/** A chain's first stage: makes features of the block's points, and has no gradient to pass on. */
@FunctionalInterface
interface EncodingStage extends Stage {

    /** Writes the features of the block's points. */
    void encode(Rows y);

    @Override
    default void forward(Rows x, Rows y, boolean training) {
        encode(y);
    }

    @Override
    default Rows backward(Rows x, Rows dy, Rows free, boolean wanted, float[] sums, int at) {
        throw new IllegalStateException("points have no gradient");
    }
}
