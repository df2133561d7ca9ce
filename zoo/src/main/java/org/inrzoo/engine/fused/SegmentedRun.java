package org.inrzoo.engine.fused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.inrzoo.engine.fused.kernels.ElementwiseKernels;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.kernels.NeighborhoodKernels;
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
 * All points through a network whose points depend on each other, by statistics over the batch or by their neighbours on a grid.
 *
 * <p>The layers that do so cut the pipeline into segments. Block after block passes one segment, and what
 * leaves it stays in main memory, until all points have passed and the statistics for the next one are known, or the neighbours of
 * every point. On the way back, every segment runs forward once more up to its last layer, whose outputs are there: only the features
 * that enter those layers are kept. Statistics and sums are gathered by partition and joined in order: the result
 * does not depend on the threads.
 */
final class SegmentedRun {

    /** Of the heap, what a batch may take. */
    private static final double SHARE_OF_HEAP = 0.75;

    /** The layers from one that couples points (or the first) to the next (or the end), exclusive. */
    private record Segment(int from, int to, boolean readsPoints) {}

    private final NetworkPlan plan;
    private final ElementwiseKernels elementwise;
    private final NormalizationKernels normalizations;
    private final NeighborhoodKernels neighborhoods;
    private final Workers workers;
    private final IntFunction<LayerPipeline> pipelines;
    private final int capacity;
    private final List<Segment> segments = new ArrayList<>();
    private final List<FeatureStore> features = new ArrayList<>();
    private final List<FeatureStore> passing = new ArrayList<>();

    /** What is done with a block that is about to pass through a segment. */
    private interface Passage {
        void take(LayerPipeline pipeline, int part, int first);
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
        this.neighborhoods = kernels.neighborhoods();
        this.workers = workers;
        this.pipelines = pipelines;
        this.capacity = capacity;
        List<Integer> couplings = plan.couplingLayers();
        int widest = couplings.stream()
                .filter(layer -> !plan.looksAround(layer))
                .mapToInt(this::width)
                .max()
                .orElse(1);
        ActivationStore batches = new ActivationStore(elementwise, widest);
        List<GridStore> maps = List.of(map(), map()); // one is read while the other is written
        int from = 0;
        int grids = 0;
        for (int to : couplings) {
            segments.add(segment(from, to));
            features.add(plan.looksAround(to) ? map() : new ActivationStore(elementwise, width(to)));
            passing.add(plan.looksAround(to) ? maps.get(grids++ % 2) : batches);
            from = to;
        }
        segments.add(segment(from, plan.layers().size()));
    }

    private GridStore map() {
        return new GridStore(neighborhoods);
    }

    /** Only where points come in and where outputs leave, and where a layer routes or looks around, the points themselves count. */
    private Segment segment(int from, int to) {
        boolean routes = plan.layers().subList(from, to).stream().anyMatch(LayerPlan::readsPoints);
        boolean ends = from == 0 || to == plan.layers().size();
        return new Segment(from, to, routes || ends || plan.looksAround(from) || plan.looksAround(to));
    }

    private int width(int layer) {
        return plan.features(layer);
    }

    /** The points for whose features, and one gradient, the heap has room. */
    int largestBatch() {
        int numbers = plan.couplingLayers().stream()
                        .mapToInt(layer -> ActivationStore.columns(width(layer)))
                        .sum()
                + plan.couplingLayers().stream()
                        .mapToInt(layer -> (plan.looksAround(layer) ? 2 : 1)
                                * ActivationStore.columns(Math.max(width(layer), width(layer + 1))))
                        .max()
                        .orElse(0);
        double points = SHARE_OF_HEAP * Runtime.getRuntime().maxMemory() / ((double) numbers * Float.BYTES);
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, points));
    }

    /**
     * Hands every block with its outputs to {@code sink}.
     *
     * @param grid samples on every axis, where the points are a whole grid
     */
    void forward(TraversalOrder points, List<Integer> grid, BiConsumer<Block, Rows> sink) {
        Partitions partitions = Partitions.forRendering(points.size(), capacity);
        ascend(points, grid, partitions, passing);
        Segment last = segments.get(segments.size() - 1);
        run(
                segments.size() - 1,
                points,
                partitions,
                passing,
                false,
                (pipeline, part, first) -> sink.accept(pipeline.block(), pipeline.forward(last.from, last.to, false)));
    }

    /**
     * Runs all points forward and backward.
     *
     * @param grid samples on every axis, where the points are a whole grid
     * @param sums receives the partitions' sums of gradients, one after another
     * @return the sum of the losses
     */
    double differentiate(
            TraversalOrder points, List<Integer> grid, Partitions partitions, Arena.Slice sums, FusedEngine.Loss loss) {
        ascend(points, grid, partitions, features);
        Arrays.fill(sums.data(), sums.offset(), sums.offset() + partitions.count() * plan.gradientSize(), 0);
        double[] losses = new double[partitions.count()];
        for (int s = segments.size() - 1; s >= 0 && plan.firstTrained() < segments.get(s).to; s--) {
            if (s > 0) {
                int from = segments.get(s).from;
                makeRoom(passing.get(s - 1), from, width(plan.looksAround(from) ? from + 1 : from), grid, partitions);
            }
            descend(s, points, partitions, sums, losses, loss);
        }
        return Arrays.stream(losses).sum();
    }

    private void makeRoom(FeatureStore store, int layer, int features, List<Integer> grid, Partitions partitions) {
        if (store instanceof GridStore map) {
            map.use(grid, features, plan.neighborhoodPlan(layer).reach());
        } else {
            ((ActivationStore) store).makeRoom(partitions);
        }
    }

    /** Takes all points to the last layer that couples them, and gives each of these layers what it needs of all. */
    private void ascend(TraversalOrder points, List<Integer> grid, Partitions partitions, List<FeatureStore> stores) {
        for (int s = 0; s + 1 < segments.size(); s++) {
            int from = segments.get(s).from;
            int to = segments.get(s).to;
            FeatureStore store = stores.get(s);
            makeRoom(store, to, width(to), grid, partitions);
            boolean measured = !plan.looksAround(to);
            ChannelMoments[] parts = new ChannelMoments[partitions.count()];
            Arrays.setAll(parts, part -> new ChannelMoments(width(to)));
            run(s, points, partitions, stores, false, (pipeline, part, first) -> {
                Rows y = pipeline.forward(from, to, false);
                store.put(pipeline.block(), first, y, width(to));
                if (measured) {
                    measure(y, pipeline.block().count(), width(to), parts[part]);
                }
            });
            if (measured) {
                ChannelMoments all = new ChannelMoments(width(to));
                Arrays.stream(parts).forEach(all::add);
                plan.batchPlan(to).useStatistics(all);
            }
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

    /** Takes all points back through a segment, to the sums of the layer that it begins with and that couples points. */
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
        run(s, points, partitions, features, true, (pipeline, part, first) -> {
            int offset = sums.offset() + part * size;
            Rows dy = pipeline.outputGradient();
            if (last) {
                losses[part] += loss.gradient(pipeline.block(), pipeline.forward(segment.from, segment.to, true), dy);
            } else {
                resume(pipeline, s, first);
                complete(pipeline, s, first, dy);
            }
            if (s == 0) {
                pipeline.backward(0, segment.to, sums.data(), offset);
                return;
            }
            Rows below = pipeline.backward(segment.from + 1, segment.to, sums.data(), offset);
            int from = segment.from;
            Rows x = pipeline.input(from, true);
            if (plan.looksAround(from)) {
                pipeline.neighborhoodStage(from).sum(x, below, sums.data(), offset + plan.gradientOffset(from));
                passing.get(s - 1).put(pipeline.block(), first, below, width(from + 1));
            } else {
                pipeline.batchStage(from).sum(x, below, sums.data(), offset + plan.gradientOffset(from));
                passing.get(s - 1).put(pipeline.block(), first, below, width(from));
            }
        });
        if (s > 0 && !plan.looksAround(segment.from)) {
            plan.batchPlan(segment.from).useSums(total(segment.from, partitions, sums));
        }
    }

    /** The gradient by what leaves a segment, of what the layer behind it has left of all points. */
    private void complete(LayerPipeline pipeline, int s, int first, Rows dy) {
        int to = segments.get(s).to;
        FeatureStore gradients = passing.get(s);
        if (gradients instanceof GridStore map) {
            Rows around = pipeline.block().scratch(0);
            gather(
                    map,
                    pipeline,
                    around,
                    width(to + 1),
                    plan.neighborhoodPlan(to).around(width(to + 1)));
            pipeline.neighborhoodStage(to).complete(around, dy);
        } else {
            gradients.take(pipeline.block(), first, dy, width(to));
            pipeline.batchStage(to).complete(pipeline.input(to, true), dy);
        }
    }

    private void gather(GridStore map, LayerPipeline pipeline, Rows rows, int features, int around) {
        map.gather(pipeline.block(), rows, features);
        elementwise.clearBeyond(rows, around, pipeline.block().count());
    }

    /** Makes the layers of a segment ready to go backward: its outputs are in the store, what is between is not. */
    private void resume(LayerPipeline pipeline, int s, int first) {
        Segment segment = segments.get(s);
        int last = segment.to - 1;
        if (segment.from < last) {
            pipeline.forward(segment.from, last, true);
        }
        features.get(s).take(pipeline.block(), first, pipeline.input(segment.to, true), width(segment.to));
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
            List<FeatureStore> stores,
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
                enter(stores.get(s - 1), pipeline, first, segment.from, training);
            }
            then.take(pipeline, part, first);
        });
    }

    /** Brings what enters a segment's first layer: the points' features, or those of their neighbourhoods. */
    private void enter(FeatureStore store, LayerPipeline pipeline, int first, int layer, boolean training) {
        Rows x = pipeline.input(layer, training);
        if (store instanceof GridStore map) {
            gather(map, pipeline, x, width(layer), plan.entering(layer));
        } else {
            store.take(pipeline.block(), first, x, width(layer));
        }
    }
}
