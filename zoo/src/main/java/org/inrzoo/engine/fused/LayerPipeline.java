package org.inrzoo.engine.fused;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inrzoo.engine.fused.kernels.ElementwiseKernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.schedule.TraversalOrder;
import org.inrzoo.engine.fused.spi.BatchStatisticsStage;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.engine.fused.spi.NeighborhoodStage;
import org.inrzoo.layer.DerivativeOrder;

/** All layers at work on one thread: takes a block of points through them, forward and backward. */
final class LayerPipeline {

    private final NetworkPlan plan;
    private final ElementwiseKernels elementwise;
    private final Block block;
    private final List<LayerStage> stages;
    private final List<Rows> passing;
    private final List<Rows> kept;
    private final List<Rows> gradients;

    /** A pipeline for blocks of at most {@code capacity} points. */
    LayerPipeline(NetworkPlan plan, int capacity) {
        this(plan, capacity, DerivativeOrder.VALUES);
    }

    /**
     * A pipeline for points that carry their derivatives by the coordinates.
     *
     * @param capacity rows of a block at most, those of all parts of its points
     */
    LayerPipeline(NetworkPlan plan, int capacity, DerivativeOrder order) {
        this.plan = plan;
        elementwise = plan.kernels().elementwise();
        Arena arena = new Arena();
        int widest = plan.widest();
        block = new Block(arena, plan.architecture().dimensions(), capacity, widest, order);
        stages = plan.layers().stream()
                .map(layer -> order == DerivativeOrder.VALUES
                        ? layer.stage(arena, block)
                        : layer.derivativeStage(arena, block))
                .toList();
        passing = pair(arena, widest, capacity);
        gradients = pair(arena, widest, capacity);
        kept = IntStream.range(0, stages.size())
                .mapToObj(i -> output(arena, i, capacity))
                .toList();
    }

    private static List<Rows> pair(Arena arena, int features, int capacity) {
        return Stream.generate(() -> Rows.allocate(arena, features, capacity))
                .limit(2)
                .toList();
    }

    /** Rows of its own for what the next layer needs again on the way back. */
    private Rows output(Arena arena, int layer, int capacity) {
        boolean needed =
                layer + 1 < stages.size() && plan.layers().get(layer + 1).keepsInput();
        return needed ? Rows.allocate(arena, plan.entering(layer + 1), capacity) : passing.get(layer % 2);
    }

    /** The outputs at the {@code count} points visited from place {@code first} on; they hold until the next call. */
    Rows forward(TraversalOrder points, int first, int count, boolean training) {
        block.read(points, first, count);
        return forward(0, stages.size(), training);
    }

    /** Takes the block's points through the layers from {@code from} to {@code to}, exclusive. */
    Rows forward(int from, int to, boolean training) {
        for (int i = from; i < to; i++) {
            Rows y = input(i + 1, training);
            stages.get(i).forward(i == 0 ? null : input(i, training), y, training);
            clear(stages.get(i), y, plan.features(i + 1));
        }
        return input(to, training);
    }

    private void clear(LayerStage stage, Rows written, int features) {
        if (!stage.leavesZeros()) {
            elementwise.clearBeyond(written, features, block.rows());
        }
    }

    /** Makes one layer ready to go backward, where the rows that leave it in training are there already. */
    void resume(int layer) {
        Rows y = input(layer + 1, true);
        stages.get(layer).resume(layer == 0 ? null : input(layer, true), y);
        clear(stages.get(layer), y, plan.features(layer + 1));
    }

    /** The rows that enter a layer, which the one before it writes. */
    Rows input(int layer, boolean training) {
        return training ? kept.get(layer - 1) : passing.get((layer - 1) % 2);
    }

    /** A layer that has statistics over the whole batch. */
    BatchStatisticsStage batchStage(int layer) {
        return (BatchStatisticsStage) stages.get(layer);
    }

    /** A layer that looks at neighbouring points. */
    NeighborhoodStage neighborhoodStage(int layer) {
        return (NeighborhoodStage) stages.get(layer);
    }

    /** The points last taken forward. */
    Block block() {
        return block;
    }

    /** The rows in which {@link #backward} finds dL/dy. */
    Rows outputGradient() {
        return gradients.get(0);
    }

    /** Adds the gradients of the points last taken forward to {@code sums}, from {@code offset} on. */
    void backward(float[] sums, int offset) {
        backward(0, stages.size(), sums, offset);
    }

    /**
     * The same for the layers from {@code from} to {@code to}, exclusive; returns the rows of the gradient by their
     * inputs.
     */
    Rows backward(int from, int to, float[] sums, int offset) {
        Rows dy = gradients.get(0);
        Rows freeRows = gradients.get(1);
        int lowest = plan.firstTrained();
        elementwise.clearBeyond(dy, plan.features(to), block.rows());
        for (int i = to - 1; i >= Math.max(from, lowest); i--) {
            Rows x = i > 0 && plan.layers().get(i).keepsInput() ? kept.get(i - 1) : null;
            Rows dx = stages.get(i).backward(x, dy, freeRows, i > lowest, sums, offset + plan.gradientOffset(i));
            clear(stages.get(i), dx, plan.features(i));
            freeRows = dx.equals(dy) ? freeRows : dy;
            dy = dx;
        }
        return dy;
    }
}
