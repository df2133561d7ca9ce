package org.inrzoo.engine.fused.spi;

import org.inrzoo.engine.fused.memory.Rows;

/**
 * One layer at work on one thread's block of points. It belongs to that thread, and may keep fields of its own from
 * {@link #forward} to {@link #backward}.
 *
 * <p>Who owns which rows:
 *
 * <ul>
 *   <li>The rows x that enter are the layer's from {@link #forward} on, to read or to overwrite. On the way back it is
 *       given them again as it left them, if its plan {@linkplain LayerPlan#keepsInput() keeps its input}, else null.
 *   <li>The rows y that leave are the next layer's as soon as {@link #forward} returns: what the layer needs of them on
 *       the way back, it copies.
 *   <li>Vectors of up to 16 features are read, so that some beyond a layer's last one are read, too: the engine clears
 *       them, in what leaves forward and backward alike, whatever the layer has written there.
 *   <li>{@linkplain Block#scratch Scratch rows} hold nothing beyond the layer's own call.
 * </ul>
 */
public interface LayerStage {

    /**
     * The layer's outputs for the block's points.
     *
     * @param x the features that enter; null for an encoding, which reads the block's points
     * @param y receives the features that leave
     * @param training whether {@link #backward} follows, before the next forward
     */
    void forward(Rows x, Rows y, boolean training);

    /**
     * Makes the layer ready for {@link #backward}, as forward in training does, where {@code y} holds the outputs
     * already. Where nothing but the rows is kept from forward to backward, there is no need to compute them again.
     */
    default void resume(Rows x, Rows y) {
        forward(x, y, true);
    }

    /**
     * The gradients by the parameters, and by what entered.
     *
     * @param x the features that entered, as {@link #forward} left them, where the plan keeps its input; else null
     * @param dy the gradient by the outputs; may be overwritten
     * @param freeRows rows to write the gradient by the inputs to
     * @param inputGradientWanted whether that gradient is read; where false, it need not be computed
     * @param sums the gradients by the parameters are <em>added</em> to these, from {@code offset} on
     * @param offset where the layer's {@link LayerPlan#gradientSize()} numbers begin
     * @return the rows that hold the gradient by the inputs: {@code freeRows} or {@code dy}
     */
    Rows backward(Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset);

    /**
     * Whether the layer leaves zeros behind the last feature of what it writes, forward and backward, so that the engine need not clear
     * them; where it is given numbers that are none, it may leave such, if those features that count are none either.
     */
    default boolean leavesZeros() {
        return false;
    }
}
