package org.inrzoo.engine.fused.spi;

import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.layer.ChannelMoments;

/**
 * The plan of a layer whose outputs at a point depend on all points of the batch, by the mean and the variance of every
 * feature that enters.
 *
 * <p>Forward, all points reach the layer before any goes on: then it is given their statistics. Backward, every block
 * first adds what it contributes to sums over the batch; when all have, the layer is given these and completes each
 * block's gradient.
 *
 * <p>Of a layer whose statistics are kept, so that it
 * {@linkplain org.inrzoo.layer.Layer#usesBatchStatistics() needs none of the batch}, the same plan runs block by
 * block like any other.
 */
public interface BatchStatisticsPlan extends LayerPlan {

    /** Takes over the statistics of all points' inputs; called before any point goes on. */
    void useStatistics(ChannelMoments moments);

    /**
     * Takes over the sums of all points; called before any of their gradients is completed.
     *
     * @param sums the {@link #gradientSize()} numbers that {@link BatchStatisticsStage#sum} has added up
     */
    void useSums(double[] sums);

    /** The features that entered are read again on the way back. */
    @Override
    default boolean keepsInput() {
        return true;
    }

    @Override
    BatchStatisticsStage stage(Arena arena, Block block);
}
