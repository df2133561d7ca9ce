package org.inrzoo.engine.fused.spi;

import org.inrzoo.engine.fused.memory.Arena;

/**
 * How one layer of a network is computed: what all threads share of it, above all its parameters in the order in
 * which the kernels read them.
 *
 * <p>A plan without trained parameters that reads nothing on the way back implements {@link #stage} alone.
 */
public interface LayerPlan {

    /**
     * Takes over the parameters' values; called before every run over the points, from any one thread.
     *
     * @param parameters the network's flat vector; not modified until the run ends, so that it can be kept and read
     */
    default void prepare(float[] parameters) {}

    /**
     * The floats that one sum of the layer's gradients takes, in whatever order suits it; 0 where nothing is trained.
     */
    default int gradientSize() {
        return 0;
    }

    /**
     * Writes the finished sums to their places in the flat gradient, which are set, not added to.
     *
     * @param sums holds this layer's {@link #gradientSize()} numbers from {@code offset} on
     * @param gradient dL/dθ of the trainable parameters, at their {@linkplain
     *     org.inrzoo.network.ParameterLayout.Slot#offset() offsets}
     */
    default void collect(float[] sums, int offset, float[] gradient) {}

    /**
     * Whether {@link LayerStage#backward} is given the rows that entered, or what forward has put in their place. They
     * take memory for a block; without it, backward gets null.
     */
    default boolean keepsInput() {
        return false;
    }

    /** Whether the layer, though no encoding, reads where the block's points lie. */
    default boolean readsPoints() {
        return false;
    }

    /** Features of the widest layer inside this one; 0 where there is none. */
    default int widest() {
        return 0;
    }

    /**
     * The layer for one thread.
     *
     * @param arena memory of that thread
     * @param block the thread's points; the same object for every block
     */
    LayerStage stage(Arena arena, Block block);

    /**
     * The layer for one thread whose points carry their derivatives by the coordinates: what enters and leaves, forward and
     * backward, has a row for every {@linkplain Block#parts part} of a point. Asked for only where the layer's kernel {@linkplain
     * LayerKernel#differentiates says that there is one}.
     *
     * @param arena memory of that thread
     * @param block the thread's points, whose {@link Block#order} says which derivatives; the same object for every block
     */
    default LayerStage derivativeStage(Arena arena, Block block) {
        throw new IllegalStateException("this layer's plan computes no derivatives by the coordinates");
    }
}
