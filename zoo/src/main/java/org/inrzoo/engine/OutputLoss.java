package org.inrzoo.engine;

/**
 * A loss L of a network's outputs: engines tell it the outputs of a block of points as soon as they are computed, and it answers
 * with dL/dy, so that a step takes one pass.
 *
 * <p>Blocks are handed out by several threads at once, each block once in a pass. Which points make a block, and in which order
 * the blocks' losses are added, does not depend on the number of threads; nor do the bits of a step, as long as a block's answer
 * depends on that block alone.
 */
@FunctionalInterface
public interface OutputLoss {

    /** A {@link #group} of all the points of a call: for losses that couple every point, such as one of a Fourier transform. */
    int ALL = Integer.MAX_VALUE;

    /**
     * Writes dL/dy for every output of the block.
     *
     * @return the block's part of L
     */
    double gradient(OutputBlock block);

    /**
     * The number of consecutive points that belong together, such as the samples of a ray: points k·group … (k+1)·group-1 are
     * always in one block, in this order. Unless said otherwise every point stands alone, and a block may hold any of them.
     */
    default int group() {
        return 1;
    }

    /**
     * Checks that points come in whole groups.
     *
     * @throws IllegalArgumentException when they do not
     */
    static void requireGroups(OutputLoss loss, int points) {
        if (loss.group() != ALL && points % loss.group() != 0) {
            throw new IllegalArgumentException(
                    points + " points are no whole number of groups of " + loss.group() + " that belong together");
        }
    }
}
