package org.inrzoo.engine.fused;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.engine.DerivativeLoss;
import org.inrzoo.engine.Derivatives;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineArguments;
import org.inrzoo.engine.EngineException;
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
import org.inrzoo.engine.fused.spi.LayerKernels;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.AxisScales;
import org.inrzoo.point.Points;

/**
 * The fast engine for CPUs: blocks of points go through all layers in cache, by the JDK's Vector API.
 *
 * <p>Networks whose points depend on each other go layer by layer, see {@link SegmentedRun}.
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
    private final Map<DerivativeOrder, LayerPipeline[]> pipelines = new EnumMap<>(DerivativeOrder.class);
    private final SegmentedRun layered;
    private Arena.Slice sums = new Arena.Slice(new float[0], 0);

    /** The derivatives by the coordinates that points carry, and the units these are in. */
    private record Carried(DerivativeOrder order, AxisScales scales) {

        static final Carried VALUES = new Carried(DerivativeOrder.VALUES, AxisScales.ones(1));

        static Carried of(OutputLoss loss, int dimensions) {
            return loss instanceof DerivativeLoss derivative
                    ? new Carried(derivative.order(), derivative.scales(dimensions))
                    : VALUES;
        }
    }

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
        for (DerivativeOrder order : DerivativeOrder.values()) {
            pipelines.put(order, new LayerPipeline[threads]);
        }
        layered = new SegmentedRun(plan, kernels, workers, worker -> pipeline(worker, Carried.VALUES), capacity);
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
        return architecture.couplesPoints() ? layered.largestBatch() : Integer.MAX_VALUE;
    }

    /** On the engine's threads, which are free between its calls. */
    @Override
    public Optional<WeightArithmetic> arithmetic() {
        return Optional.of(new FusedArithmetic(kernels, workers));
    }

    @Override
    public void forward(float[] parameters, Points points, float[] outputs) {
        EngineArguments.check(architecture, parameters, points, outputs.length);
        EngineArguments.requireGrid(architecture, points);
        plan.prepare(parameters, workers);
        TraversalOrder visit = TraversalOrder.of(points);
        if (architecture.couplesPoints()) {
            layered.forward(visit, points.sizes(), (block, y) -> copy(block, y, outputs));
            return;
        }
        Partitions partitions = Partitions.forRendering(points.size(), capacity);
        partitions.run(workers, (worker, part, first, count) -> {
            LayerPipeline pipeline = pipeline(worker, Carried.VALUES);
            copy(pipeline.block(), pipeline.forward(visit, first, count, false), outputs);
        });
    }

    @Override
    public Derivatives derivatives(float[] parameters, Points points, DerivativeOrder order, AxisScales scales) {
        EngineArguments.check(architecture, parameters, points, Integer.MAX_VALUE);
        EngineArguments.check(architecture, scales);
        Derivatives result = Derivatives.zeros(order, points.size(), architecture.outputs(), architecture.dimensions());
        if (order == DerivativeOrder.VALUES) {
            forward(parameters, points, result.values());
            return result;
        }
        requireDerivatives(order);
        plan.prepare(parameters, workers);
        TraversalOrder visit = TraversalOrder.of(points);
        Partitions partitions = Partitions.forRendering(points.size(), pointsOfBlock(order));
        partitions.run(workers, (worker, part, first, count) -> {
            LayerPipeline pipeline = pipeline(worker, new Carried(order, scales));
            copy(pipeline.block(), pipeline.forward(visit, first, count, false), result);
        });
        return result;
    }

    private void requireDerivatives(DerivativeOrder order) {
        architecture
                .withoutDerivative(order)
                .or(() -> LayerKernels.refusal(architecture, order))
                .ifPresent(reason -> {
                    throw new EngineException(reason);
                });
    }

    /** Points of a block whose points have as many rows as this order takes. */
    private int pointsOfBlock(DerivativeOrder order) {
        int most = capacity / Block.parts(order, architecture.dimensions());
        return most < Rows.LONGEST_VECTOR ? Math.max(1, most) : most / Rows.LONGEST_VECTOR * Rows.LONGEST_VECTOR;
    }

    @Override
    public void backward(
            float[] parameters,
            Points points,
            DerivativeOrder order,
            AxisScales scales,
            Derivatives outputGradient,
            float[] gradient) {
        if (order == DerivativeOrder.VALUES) {
            backward(parameters, points, outputGradient.values(), gradient);
            return;
        }
        EngineArguments.check(architecture, parameters, points, outputGradient.values().length, gradient);
        EngineArguments.check(architecture, scales);
        differentiate(parameters, points, gradient, 1, new Carried(order, scales), (block, y, dy) -> {
            for (int point = 0; point < block.count(); point++) {
                for (int i = 0; i < architecture.outputs(); i++) {
                    take(outputGradient, block, point, i, dy);
                }
            }
            return 0;
        });
    }

    private void take(Derivatives from, Block block, int point, int output, Rows dy) {
        int d = block.dimensions();
        int at = block.number(point) * architecture.outputs() + output;
        dy.data()[dy.index(point, output)] = from.values()[at];
        for (int axis = 0; axis < d; axis++) {
            dy.data()[dy.index((1 + axis) * block.count() + point, output)] = from.gradients()[at * d + axis];
        }
        if (block.order() == DerivativeOrder.LAPLACIAN) {
            dy.data()[dy.index((1 + d) * block.count() + point, output)] = from.laplacians()[at];
        }
    }

    @Override
    public void backward(float[] parameters, Points points, float[] outputGradient, float[] gradient) {
        EngineArguments.check(architecture, parameters, points, outputGradient.length, gradient);
        differentiate(parameters, points, gradient, 1, Carried.VALUES, (block, y, dy) -> {
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
        Carried carried = Carried.of(loss, points.dimensions());
        int group = loss.group();
        if (group > 1
                && (group > pointsOfBlock(carried.order)
                        || !TraversalOrder.of(points).isNatural())) {
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
                carried,
                loss instanceof DerivativeLoss derivative
                        ? (block, y, dy) -> derivative.gradient(new FusedDerivativeBlock(block, y, dy, width))
                        : (block, y, dy) -> loss.gradient(new FusedOutputBlock(block, y, dy, width)));
    }

    private double meanSquares(float[] parameters, Points points, float[] targets, float[] gradient) {
        EngineArguments.check(architecture, parameters, points, targets.length, gradient);
        int width = architecture.outputs();
        double values = (double) points.size() * width;
        float scale = (float) (2 / values);
        double sum = differentiate(parameters, points, gradient, 1, Carried.VALUES, (block, y, dy) -> {
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
    private double differentiate(
            float[] parameters, Points points, float[] gradient, int group, Carried carried, Loss loss) {
        DerivativeOrder order = carried.order;
        if (order != DerivativeOrder.VALUES) {
            requireDerivatives(order);
        }
        int most = pointsOfBlock(order);
        long macs = architecture.macsPerPoint() * Block.parts(order, architecture.dimensions());
        plan.prepare(parameters, workers);
        TraversalOrder visit = TraversalOrder.of(points);
        int size = plan.gradientSize();
        Partitions partitions =
                Partitions.forTraining(points.size(), most, macs, size).inGroups(group, most);
        makeRoom(partitions.count());
        double sum = architecture.couplesPoints()
                ? layered.differentiate(visit, points.sizes(), partitions, sums, loss)
                : differentiate(visit, partitions, carried, loss);
        partitions.add(sums, size, kernels.elementwise(), workers);
        plan.collect(sums, gradient, workers);
        return sum;
    }

    /** Runs block after block through all layers; leaves the partitions' sums of gradients. */
    private double differentiate(TraversalOrder visit, Partitions partitions, Carried carried, Loss loss) {
        int size = plan.gradientSize();
        double[] losses = new double[partitions.count()];
        partitions.run(workers, (worker, part, first, count) -> {
            int offset = sums.offset() + part * size;
            if (partitions.begins(part, first)) {
                Arrays.fill(sums.data(), offset, offset + size, 0);
            }
            LayerPipeline pipeline = pipeline(worker, carried);
            Rows y = pipeline.forward(visit, first, count, true);
            losses[part] += loss.gradient(pipeline.block(), y, pipeline.outputGradient());
            pipeline.backward(sums.data(), offset);
        });
        return Arrays.stream(losses).sum();
    }

    /** A thread's pipeline, made when it first has work: of few points and very wide layers, one thread takes all. */
    private LayerPipeline pipeline(int worker, Carried carried) {
        DerivativeOrder order = carried.order;
        LayerPipeline[] ofOrder = pipelines.get(order);
        if (ofOrder[worker] == null) {
            int most = Math.max(capacity, Block.parts(order, architecture.dimensions()));
            ofOrder[worker] = new LayerPipeline(plan, order == DerivativeOrder.VALUES ? capacity : most, order);
        }
        if (order != DerivativeOrder.VALUES) {
            ofOrder[worker].block().use(carried.scales);
        }
        return ofOrder[worker];
    }

    private void makeRoom(int partitions) {
        int needed = Math.multiplyExact(partitions, plan.gradientSize());
        if (sums.data().length < needed) {
            sums = new Arena().take(needed);
        }
    }

    private void copy(Block block, Rows y, Derivatives result) {
        int width = architecture.outputs();
        int d = block.dimensions();
        copy(block, y, result.values());
        for (int point = 0; point < block.count(); point++) {
            for (int i = 0; i < width; i++) {
                int at = block.number(point) * width + i;
                for (int axis = 0; axis < d; axis++) {
                    result.gradients()[at * d + axis] = y.data()[y.index((1 + axis) * block.count() + point, i)];
                }
                if (block.order() == DerivativeOrder.LAPLACIAN) {
                    result.laplacians()[at] = y.data()[y.index((1 + d) * block.count() + point, i)];
                }
            }
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
