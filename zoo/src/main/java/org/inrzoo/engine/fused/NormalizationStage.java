package org.inrzoo.engine.fused;

/** A normalisation at work on a block; its backward is two steps, between which a coupled one waits for all points. */
interface NormalizationStage extends Stage {

    /** Adds the gradients by shift and gain, and what {@link #complete} needs of all points, to {@code sums}. */
    void sum(Rows x, Rows dy, float[] sums, int at);

    /** Puts the gradient by x in the place of dy. */
    void complete(Rows x, Rows dy);

    @Override
    default Rows backward(Rows x, Rows dy, Rows free, boolean wanted, float[] sums, int at) {
        sum(x, dy, sums, at);
        if (wanted) {
            complete(x, dy);
        }
        return dy;
    }
}
