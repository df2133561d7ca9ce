package org.inrzoo.engine.fused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.inrzoo.engine.fused.kernels.ElementwiseKernels;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.kernels.NormalizationKernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.schedule.Partitions;
import org.inrzoo.engine.fused.schedule.TraversalOrder;
import org.inrzoo.engine.fused.schedule.Workers;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.layer.ChannelMoments;

/**
 * All points through a network with statistics over the batch.
 *
 * <p>The layers with such statistics cut the pipeline into segments. Block after block passes one segment, and what
 * leaves it stays in main memory, until all points have passed and the statistics for the next one are known. On the
 * way back, every segment runs forward once more up to its last layer, whose outputs are there: only the features
 * that enter those layers are kept. Statistics and sums are gathered by partition and joined in order: the result
 * does not depend on the threads.
 */
final class SegmentedRun {

    /** Of the heap, what a batch may take. */
    private static final double SHARE_OF_HEAP = 0.75;

    /** The layers from one with batch statistics (or the first) to the next (or the end), exclusive. */
    private record Segment(int from, int to, boolean readsPoints) {}

    private final NetworkPlan plan;
    private final ElementwiseKernels elementwise;
    private final NormalizationKernels normalizations;
    private final Workers workers;
    private final IntFunction<LayerPipeline> pipelines;
    private final int capacity;
    private final List<Segment> segments = new ArrayList<>();
    private final List<ActivationStore> features = new ArrayList<>();
    private final ActivationStore passing;

    /** What is done with a block that is about to pass through a segment. */
    private interface Passage {
        void take(LayerPipeline pipeline, int part, int first, int count);
    }

    /**
     * A run of a plan.
     *
     * @param pipelines a worker's pipeline, by the worker's number
     * @param capacity points of a block at most
     */
    SegmentedRun(
            NetworkPlan plan, Kernels kernels, Workers workers, IntFunction<LayerPipeline> pipelines, int capacity) {
        this.plan = plan;
        this.elementwise = kernels.elementwise();
        this.normalizations = kernels.normalizations();
        this.workers = workers;
        this.pipelines = pipelines;
        this.capacity = capacity;
        int from = 0;
        int widest = 0;
        for (int to : plan.batchLayers()) {
            segments.add(segment(from, to));
            features.add(new ActivationStore(elementwise, width(to)));
            widest = Math.max(widest, width(to));
            from = to;
        }
        segments.add(segment(from, plan.layers().size()));
        passing = new ActivationStore(elementwise, widest);
    }

    /** Only where points come in and where outputs leave, and where a layer routes, the points themselves count. */
    private Segment segment(int from, int to) {
        boolean routes = plan.layers().subList(from, to).stream().anyMatch(LayerPlan::readsPoints);
        return new Segment(from, to, routes || from == 0 || to == plan.layers().size());
    }

    private int width(int layer) {
        return plan.features(layer);
    }

    /** The points for whose features, and one gradient, the heap has room. */
    int largestBatch() {
        int numbers = plan.batchLayers().stream()
                        .mapToInt(layer -> ActivationStore.columns(width(layer)))
                        .sum()
                + plan.batchLayers().stream()
                        .mapToInt(layer -> ActivationStore.columns(width(layer)))
                        .max()
                        .orElse(0);
        double points = SHARE_OF_HEAP * Runtime.getRuntime().maxMemory() / ((double) numbers * Float.BYTES);
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, points));
    }

    /** Hands every block with its outputs to {@code sink}. */
    void forward(TraversalOrder points, BiConsumer<Block, Rows> sink) {
        Partitions partitions = Partitions.forRendering(points.size(), capacity);
        List<ActivationStore> stores = Collections.nCopies(features.size(), passing);
        ascend(points, partitions, stores);
        Segment last = segments.get(segments.size() - 1);
        run(
                segments.size() - 1,
                points,
                partitions,
                stores,
                false,
                (pipeline, part, first, count) ->
                        sink.accept(pipeline.block(), pipeline.forward(last.from, last.to, false)));
    }

    /**
     * Runs all points forward and backward.
     *
     * @param sums receives the partitions' sums of gradients, one after another
     * @return the sum of the losses
     */
    double differentiate(TraversalOrder points, Partitions partitions, Arena.Slice sums, FusedEngine.Loss loss) {
        passing.makeRoom(partitions);
        ascend(points, partitions, features);
        Arrays.fill(sums.data(), sums.offset(), sums.offset() + partitions.count() * plan.gradientSize(), 0);
        double[] losses = new double[partitions.count()];
        for (int s = segments.size() - 1; s >= 0 && plan.firstTrained() < segments.get(s).to; s--) {
            descend(s, points, partitions, sums, losses, loss);
        }
        return Arrays.stream(losses).sum();
    }

    /** Takes all points to the last layer with batch statistics, and gives each of these layers its statistics. */
    private void ascend(TraversalOrder points, Partitions partitions, List<ActivationStore> stores) {
        for (int s = 0; s + 1 < segments.size(); s++) {
            int from = segments.get(s).from;
            int to = segments.get(s).to;
            ActivationStore store = stores.get(s);
            store.makeRoom(partitions);
            ChannelMoments[] parts = new ChannelMoments[partitions.count()];
            Arrays.setAll(parts, part -> new ChannelMoments(width(to)));
            run(s, points, partitions, stores, false, (pipeline, part, first, count) -> {
                Rows y = pipeline.forward(from, to, false);
                store.put(first, count, y, width(to));
                measure(y, count, width(to), parts[part]);
            });
            ChannelMoments all = new ChannelMoments(width(to));
            Arrays.stream(parts).forEach(all::add);
            plan.batchPlan(to).useStatistics(all);
        }
    }

    private void measure(Rows x, int count, int width, ChannelMoments moments) {
        float[] means = new float[Rows.panels(width) * Rows.WIDTH];
        float[] squares = new float[means.length];
        for (int panel = 0; panel < Rows.panels(width); panel++) {
            elementwise.columnSums(
                    x.data(),
                    x.panel(panel),
                    count,
                    ActivationStore.columns(Rows.inPanel(width, panel)),
                    means,
                    panel * Rows.WIDTH);
        }
        for (int j = 0; j < width; j++) {
            means[j] /= count;
        }
        normalizations.columnSquares(x, count, width, means, squares);
        moments.add(count, means, squares);
    }

    /** Takes all points back through a segment, to the sums of the layer with batch statistics that it begins with. */
    private void descend(
            int s,
            TraversalOrder points,
            Partitions partitions,
            Arena.Slice sums,
            double[] losses,
            FusedEngine.Loss loss) {
        Segment segment = segments.get(s);
        boolean last = s == segments.size() - 1;
        int size = plan.gradientSize();
        run(s, points, partitions, features, true, (pipeline, part, first, count) -> {
            int offset = sums.offset() + part * size;
            Rows dy = pipeline.outputGradient();
            if (last) {
                losses[part] += loss.gradient(pipeline.block(), pipeline.forward(segment.from, segment.to, true), dy);
            } else {
                resume(pipeline, s, first, count);
                passing.take(first, count, dy, width(segment.to));
                pipeline.batchStage(segment.to).complete(pipeline.input(segment.to, true), dy);
            }
            if (s == 0) {
                pipeline.backward(0, segment.to, sums.data(), offset);
                return;
            }
            Rows below = pipeline.backward(segment.from + 1, segment.to, sums.data(), offset);
            pipeline.batchStage(segment.from)
                    .sum(
                            pipeline.input(segment.from, true),
                            below,
                            sums.data(),
                            offset + plan.gradientOffset(segment.from));
            passing.put(first, count, below, width(segment.from));
        });
        if (s > 0) {
            plan.batchPlan(segment.from).useSums(total(segment.from, partitions, sums));
        }
    }

    /** Makes the layers of a segment ready to go backward: its outputs are in the store, what is between is not. */
    private void resume(LayerPipeline pipeline, int s, int first, int count) {
        Segment segment = segments.get(s);
        int last = segment.to - 1;
        if (segment.from < last) {
            pipeline.forward(segment.from, last, true);
        }
        features.get(s).take(first, count, pipeline.input(segment.to, true), width(segment.to));
        pipeline.resume(last);
    }

    /** The sums of one layer, of all partitions in order. */
    private double[] total(int layer, Partitions partitions, Arena.Slice sums) {
        double[] total = new double[plan.layers().get(layer).gradientSize()];
        for (int part = 0; part < partitions.count(); part++) {
            int offset = sums.offset() + part * plan.gradientSize() + plan.gradientOffset(layer);
            for (int i = 0; i < total.length; i++) {
                total[i] += sums.data()[offset + i];
            }
        }
        return total;
    }

    /** Takes every block from the store in front of a segment to the segment's first layer. */
    private void run(
            int s,
            TraversalOrder points,
            Partitions partitions,
            List<ActivationStore> stores,
            boolean training,
            Passage then) {
        Segment segment = segments.get(s);
        partitions.run(workers, (worker, part, first, count) -> {
            LayerPipeline pipeline = pipelines.apply(worker);
            if (segment.readsPoints) {
                pipeline.block().read(points, first, count);
            } else {
                pipeline.block().skip(count);
            }
            if (s > 0) {
                stores.get(s - 1).take(first, count, pipeline.input(segment.from, training), width(segment.from));
            }
            then.take(pipeline, part, first, count);
        });
    }
}
