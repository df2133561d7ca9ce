package org.inrzoo.engine.fused;

import java.util.Arrays;
import java.util.Optional;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineArguments;
import org.inrzoo.engine.OutputLoss;
import org.inrzoo.engine.SquaredError;
import org.inrzoo.engine.arithmetic.WeightArithmetic;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.schedule.Partitions;
import org.inrzoo.engine.fused.schedule.TraversalOrder;
import org.inrzoo.engine.fused.schedule.Workers;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.Points;

/**
 * The fast engine for CPUs: blocks of points go through all layers in cache, by the JDK's Vector API.
 *
 * <p>Networks whose outputs depend on the whole batch go layer by layer, see {@link SegmentedRun}.
 *
 * <p>Needs {@code --add-modules jdk.incubator.vector}. The points are cut into partitions by their number alone, each
 * with its own sum of gradients, and these sums are added in order: the result does not depend on the threads.
 */
public final class FusedEngine implements Engine {

    private final Architecture architecture;
    private final NetworkPlan plan;
    private final Kernels kernels;
    private final Workers workers;
    private final int capacity;
    private final LayerPipeline[] pipelines;
    private final SegmentedRun layered;
    private Arena.Slice sums = new Arena.Slice(new float[0], 0);

    /** What becomes of a block's outputs: writes dL/dy in place of them and returns the block's part of the loss. */
    interface Loss {
        double gradient(Block block, Rows outputs, Rows outputGradient);
    }

    /** An engine on {@code threads} threads with this machine's preferred vectors. */
    public FusedEngine(Architecture architecture, int threads) {
        this(architecture, threads, Kernels.preferredBits());
    }

    /** An engine whose vectors have {@code vectorBits} bits: 128, 256 or 512. */
    public FusedEngine(Architecture architecture, int threads, int vectorBits) {
        this.architecture = architecture;
        kernels = Kernels.of(vectorBits);
        workers = new Workers(threads);
        plan = new NetworkPlan(architecture, kernels, workers);
        capacity = Partitions.capacity(plan.widest());
        pipelines = new LayerPipeline[threads];
        layered = new SegmentedRun(plan, kernels, workers, this::pipeline, capacity);
    }

    @Override
    public String name() {
        return "fused";
    }

    @Override
    public Architecture architecture() {
        return architecture;
    }

    @Override
    public int threads() {
        return workers.threads();
    }

    @Override
    public int largestBatch(Points points) {
        return architecture.usesBatchStatistics() ? layered.largestBatch() : Integer.MAX_VALUE;
    }

    /** On the engine's threads, which are free between its calls. */
    @Override
    public Optional<WeightArithmetic> arithmetic() {
        return Optional.of(new FusedArithmetic(kernels, workers));
    }

    @Override
    public void forward(float[] parameters, Points points, float[] outputs) {
        EngineArguments.check(architecture, parameters, points, outputs.length);
        plan.prepare(parameters, workers);
        TraversalOrder visit = TraversalOrder.of(points);
        if (architecture.usesBatchStatistics()) {
            layered.forward(visit, (block, y) -> copy(block, y, outputs));
            return;
        }
        Partitions partitions = Partitions.forRendering(points.size(), capacity);
        workers.run(
                partitions.count(),
                (worker, part) -> partitions.blocks(part, (first, count) -> {
                    LayerPipeline pipeline = pipeline(worker);
                    copy(pipeline.block(), pipeline.forward(visit, first, count, false), outputs);
                }));
    }

    @Override
    public void backward(float[] parameters, Points points, float[] outputGradient, float[] gradient) {
        EngineArguments.check(architecture, parameters, points, outputGradient.length, gradient);
        differentiate(parameters, points, gradient, 1, (block, y, dy) -> {
            for (int point = 0; point < block.count(); point++) {
                for (int i = 0; i < architecture.outputs(); i++) {
                    dy.data()[dy.index(point, i)] = outputGradient[block.number(point) * architecture.outputs() + i];
                }
            }
            return 0;
        });
    }

    /** In one pass; where a loss couples more points than a block holds, in two. */
    @Override
    public double differentiate(float[] parameters, Points points, OutputLoss loss, float[] gradient) {
        if (loss instanceof SquaredError error) {
            return meanSquares(parameters, points, error.targets(), gradient);
        }
        int group = loss.group();
        if (group > 1 && (group > capacity || !TraversalOrder.of(points).isNatural())) {
            return Engine.super.differentiate(parameters, points, loss, gradient);
        }
        OutputLoss.requireGroups(loss, points.size());
        EngineArguments.check(architecture, parameters, points, Integer.MAX_VALUE, gradient);
        int width = architecture.outputs();
        return differentiate(
                parameters,
                points,
                gradient,
                group,
                (block, y, dy) -> loss.gradient(new FusedOutputBlock(block, y, dy, width)));
    }

    private double meanSquares(float[] parameters, Points points, float[] targets, float[] gradient) {
        EngineArguments.check(architecture, parameters, points, targets.length, gradient);
        int width = architecture.outputs();
        double values = (double) points.size() * width;
        float scale = (float) (2 / values);
        double sum = differentiate(parameters, points, gradient, 1, (block, y, dy) -> {
            double squares = 0;
            for (int point = 0; point < block.count(); point++) {
                for (int i = 0; i < width; i++) {
                    float residual = y.data()[y.index(point, i)] - targets[block.number(point) * width + i];
                    squares += (double) residual * residual;
                    dy.data()[dy.index(point, i)] = scale * residual;
                }
            }
            return squares;
        });
        return sum / values;
    }

    /** Runs all points forward and backward; returns the sum of the partitions' losses. */
    private double differentiate(float[] parameters, Points points, float[] gradient, int group, Loss loss) {
        plan.prepare(parameters, workers);
        TraversalOrder visit = TraversalOrder.of(points);
        int size = plan.gradientSize();
        Partitions partitions = Partitions.forTraining(points.size(), capacity, architecture.macsPerPoint(), size)
                .inGroups(group, capacity);
        makeRoom(partitions.count());
        double sum = architecture.usesBatchStatistics()
                ? layered.differentiate(visit, partitions, sums, loss)
                : differentiate(visit, partitions, loss);
        partitions.add(sums, size, kernels.elementwise(), workers);
        plan.collect(sums, gradient, workers);
        return sum;
    }

    /** Runs block after block through all layers; leaves the partitions' sums of gradients. */
    private double differentiate(TraversalOrder visit, Partitions partitions, Loss loss) {
        int size = plan.gradientSize();
        double[] losses = new double[partitions.count()];
        workers.run(partitions.count(), (worker, part) -> {
            int offset = sums.offset() + part * size;
            Arrays.fill(sums.data(), offset, offset + size, 0);
            LayerPipeline pipeline = pipeline(worker);
            partitions.blocks(part, (first, count) -> {
                Rows y = pipeline.forward(visit, first, count, true);
                losses[part] += loss.gradient(pipeline.block(), y, pipeline.outputGradient());
                pipeline.backward(sums.data(), offset);
            });
        });
        return Arrays.stream(losses).sum();
    }

    /** A thread's pipeline, made when it first has work: of few points and very wide layers, one thread takes all. */
    private LayerPipeline pipeline(int worker) {
        if (pipelines[worker] == null) {
            pipelines[worker] = new LayerPipeline(plan, capacity);
        }
        return pipelines[worker];
    }

    private void makeRoom(int partitions) {
        int needed = Math.multiplyExact(partitions, plan.gradientSize());
        if (sums.data().length < needed) {
            sums = new Arena().take(needed);
        }
    }

    private void copy(Block block, Rows y, float[] outputs) {
        int width = architecture.outputs();
        for (int point = 0; point < block.count(); point++) {
            for (int i = 0; i < width; i++) {
                outputs[block.number(point) * width + i] = y.data()[y.index(point, i)];
            }
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}
