package org.inrzoo.engine.fused;

/** How one layer is computed: what all threads share of it, its parameters in the kernels' order above all. */
interface LayerPlan {

    /** Takes over the parameters' values; called before every run over the points. */
    default void prepare(float[] parameters) {}

    /** The floats that one sum of the layer's gradients takes; 0 where nothing is trained. */
    default int gradientSize() {
        return 0;
    }

    /**
     * Writes the finished sums to their places in the flat gradient.
     *
     * @param sums holds this layer's {@link #gradientSize()} numbers from {@code at} on
     */
    default void collect(float[] sums, int at, float[] gradient) {}

    /** Whether {@link Stage#backward} reads the rows that entered the layer, or what forward has put in their place. */
    default boolean keepsInput() {
        return false;
    }

    /** Whether the layer looks at where the block's points lie. */
    default boolean readsPoints() {
        return false;
    }

    /** Features of the widest layer inside this one; 0 where there is none. */
    default int widest() {
        return 0;
    }

    /** The layer for one thread, whose points are those of {@code block}; its memory comes from {@code arena}. */
    Stage stage(Arena arena, Block block);
}
