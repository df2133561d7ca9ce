package org.inrzoo.engine.samediff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.Pointer;
import org.inrzoo.engine.BatchStatistics;
import org.inrzoo.engine.Derivatives;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineArguments;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.OutputLoss;
import org.inrzoo.engine.SquaredError;
import org.inrzoo.engine.samediff.StepGraph.Closing;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.point.AxisScales;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Points;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The reference engine: ND4J computes the architecture's SameDiff graph, on the CPU or a GPU it supports.
 *
 * <p>Several may work at the same time, each on a thread of its own. But the number of threads that compute is ND4J's
 * and holds for the whole process: the engine that was made last has set it for all.
 */
public final class SameDiffEngine implements Engine {

    private record Key(Optional<Grid> grid, List<Integer> sizes, Closing closing) {}

    private record DerivativeKey(DerivativeOrder order, boolean closed) {}

    private final Architecture architecture;
    private final DataType type;
    private final int threads;
    private final long memory;
    private final Map<Key, StepGraph> graphs = new HashMap<>();
    private final Map<DerivativeKey, StepGraph> derivativeGraphs = new HashMap<>();

    /** An engine in single precision on {@code threads} threads. */
    public SameDiffEngine(Architecture architecture, int threads) {
        this(architecture, threads, DataType.FLOAT);
    }

    /** An engine that computes in {@code type}, FLOAT or DOUBLE. */
    public SameDiffEngine(Architecture architecture, int threads, DataType type) {
        this(architecture, threads, type, Pointer.maxBytes() / 10 * 9);
    }

    /**
     * An engine that takes fewer points at a time.
     *
     * @param memory bytes that a step's arrays may take
     */
    SameDiffEngine(Architecture architecture, int threads, DataType type, long memory) {
        this.memory = memory;
        this.architecture = architecture;
        this.type = type;
        this.threads = threads;
        Backend.start(threads);
    }

    @Override
    public String name() {
        return "samediff";
    }

    @Override
    public Architecture architecture() {
        return architecture;
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public void forward(float[] parameters, Points points, float[] outputs) {
        EngineArguments.check(architecture, parameters, points, outputs.length);
        EngineArguments.requireGrid(architecture, points);
        int largest = largestBatch(points);
        try (INDArray flat = array(parameters, architecture.parameters().size())) {
            if (points.size() <= largest) {
                forward(flat, points, outputs, 0);
                return;
            }
            if (architecture.reach() > 0) {
                throw new EngineException("the " + points.size() + " points of the grid do not fit in memory, where "
                        + largest + " do, and a network that looks at neighbours cannot take them in parts");
            }
            if (architecture.usesBatchStatistics()) {
                forwardFrozen(parameters, points, outputs);
                return;
            }
            for (int first = 0; first < points.size(); first += largest) {
                int count = Math.min(largest, points.size() - first);
                forward(flat, points.slice(first, count), outputs, first * architecture.outputs());
            }
        }
    }

    /** Where the outputs depend on points that are not in memory together: by the network with their statistics. */
    private void forwardFrozen(float[] parameters, Points points, float[] outputs) {
        Network frozen = BatchStatistics.freeze(
                new Network(
                        architecture,
                        Arrays.copyOf(parameters, architecture.parameters().size())),
                points,
                part -> new SameDiffEngine(part, threads, type, memory));
        try (SameDiffEngine engine = new SameDiffEngine(frozen.architecture(), threads, type, memory)) {
            engine.forward(frozen.parameters(), points, outputs);
        }
    }

    private void forward(INDArray parameters, Points points, float[] outputs, int offset) {
        try (INDArray coordinates = coordinates(points)) {
            read(graph(points, Closing.SQUARED_ERROR).outputs(parameters, coordinates), outputs, offset);
        }
    }

    @Override
    public void backward(float[] parameters, Points points, float[] outputGradient, float[] gradient) {
        differentiate(parameters, points, Closing.OUTPUT_GRADIENT, outputGradient, gradient);
    }

    /** The squared error in one pass of its graph; any other loss in two. */
    @Override
    public double differentiate(float[] parameters, Points points, OutputLoss loss, float[] gradient) {
        return loss instanceof SquaredError error
                ? differentiate(parameters, points, Closing.SQUARED_ERROR, error.targets(), gradient)
                : Engine.super.differentiate(parameters, points, loss, gradient);
    }

    private double differentiate(float[] parameters, Points points, Closing closing, float[] values, float[] gradient) {
        EngineArguments.check(architecture, parameters, points, values.length, gradient);
        try (INDArray flat = array(parameters, architecture.parameters().size());
                INDArray coordinates = coordinates(points);
                INDArray closingValues = array(values, points.size(), architecture.outputs())) {
            OutAndGrad result = graph(points, closing).gradients(flat, coordinates, closingValues);
            for (ParameterLayout.Slot slot : architecture.parameters().slots()) {
                if (slot.parameter().trainable()) {
                    read(result.getGradients().get(slot.name()), gradient, slot.offset());
                }
            }
            return result.getOutputs().get(StepGraph.LOSS).getDouble(0);
        }
    }

    /**
     * The outputs in the engine's own precision.
     *
     * @param parameters the flat vector, of the engine's type
     * @return [points, outputs]
     */
    public INDArray outputs(INDArray parameters, Points points) {
        return graph(points, Closing.OUTPUT_GRADIENT)
                .outputs(parameters, coordinates(points))
                .dup();
    }

    /**
     * The gradient of the loss in the engine's own precision.
     *
     * @param parameters the flat vector, of the engine's type
     * @param outputGradient dL/dy, [points, outputs], of the engine's type
     * @return dL/dθ by the parameters' names
     */
    public Map<String, INDArray> gradients(INDArray parameters, Points points, INDArray outputGradient) {
        Map<String, INDArray> gradients = new TreeMap<>();
        graph(points, Closing.OUTPUT_GRADIENT)
                .gradients(parameters, coordinates(points), outputGradient)
                .getGradients()
                .forEach((name, gradient) -> gradients.put(name, gradient.dup('c')));
        return gradients;
    }

    @Override
    public Derivatives derivatives(float[] parameters, Points points, DerivativeOrder order, AxisScales scales) {
        EngineArguments.check(architecture, parameters, points, Integer.MAX_VALUE);
        EngineArguments.check(architecture, scales);
        int outputs = architecture.outputs();
        int d = architecture.dimensions();
        Derivatives result = Derivatives.zeros(order, points.size(), outputs, d);
        if (order == DerivativeOrder.VALUES) {
            forward(parameters, points, result.values());
            return result;
        }
        try (INDArray flat = array(parameters, architecture.parameters().size())) {
            int most = largest(points, order, false);
            for (int first = 0; first < points.size(); first += most) {
                int count = Math.min(most, points.size() - first);
                List<INDArray> parts = derivatives(flat, points.slice(first, count), order, scales);
                read(parts.get(0), result.values(), first * outputs);
                read(parts.get(1), result.gradients(), first * outputs * d);
                if (order == DerivativeOrder.LAPLACIAN) {
                    read(parts.get(2), result.laplacians(), first * outputs);
                }
            }
        }
        return result;
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
        Arrays.fill(gradient, 0, architecture.parameters().trainable(), 0);
        int outputs = architecture.outputs();
        int most = largest(points, order, true);
        try (INDArray flat = array(parameters, architecture.parameters().size())) {
            for (int first = 0; first < points.size(); first += most) {
                int count = Math.min(most, points.size() - first);
                List<INDArray> parts = parts(outputGradient, order, first, count, outputs);
                gradients(flat, points.slice(first, count), order, scales, parts)
                        .forEach((slot, values) -> add(values, gradient, slot.offset()));
            }
        }
    }

    /** What belongs to {@code count} points, of the engine's type. */
    private List<INDArray> parts(Derivatives all, DerivativeOrder order, int first, int count, int outputs) {
        int d = architecture.dimensions();
        List<INDArray> parts = new ArrayList<>();
        parts.add(part(all.values(), first * outputs, count, outputs));
        parts.add(part(all.gradients(), first * outputs * d, count, outputs, d));
        if (order == DerivativeOrder.LAPLACIAN) {
            parts.add(part(all.laplacians(), first * outputs, count, outputs));
        }
        return parts;
    }

    private INDArray part(float[] values, int from, long... shape) {
        int length = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
        return array(Arrays.copyOfRange(values, from, from + length), shape);
    }

    private static void add(INDArray array, float[] target, int offset) {
        float[] values = new float[(int) array.length()];
        read(array, values, 0);
        for (int i = 0; i < values.length; i++) {
            target[offset + i] += values[i];
        }
    }

    /**
     * The values and their derivatives by the coordinates in the engine's own precision.
     *
     * @param parameters the flat vector, of the engine's type
     * @param order GRADIENT or LAPLACIAN
     * @param scales the units they are in
     * @return values, [points, outputs]; gradients, [points, outputs, d]; and for that order Laplacians, [points, outputs]
     * @throws org.inrzoo.engine.EngineException when the network has no such derivative
     */
    public List<INDArray> derivatives(INDArray parameters, Points points, DerivativeOrder order, AxisScales scales) {
        return graph(order, false).derivatives(parameters, coordinates(points), array(scales), order).stream()
                .map(array -> array.dup('c'))
                .toList();
    }

    /**
     * The gradient of a loss of derivatives in the engine's own precision.
     *
     * @param parameters the flat vector, of the engine's type
     * @param scales the units of the derivatives
     * @param outputGradient dL/d of what {@link #derivatives(INDArray, Points, DerivativeOrder, AxisScales)} gives, in the same
     *     shapes
     * @return dL/dθ of the trainable parameters
     * @throws org.inrzoo.engine.EngineException when the network has no such derivative
     */
    public Map<ParameterLayout.Slot, INDArray> gradients(
            INDArray parameters,
            Points points,
            DerivativeOrder order,
            AxisScales scales,
            List<INDArray> outputGradient) {
        Map<String, INDArray> byName = graph(order, true)
                .gradients(parameters, coordinates(points), array(scales), order, outputGradient)
                .getGradients();
        Map<ParameterLayout.Slot, INDArray> gradients = new HashMap<>();
        for (ParameterLayout.Slot slot : architecture.parameters().slots()) {
            INDArray found = byName.get(slot.name());
            if (slot.parameter().trainable() && found != null) {
                gradients.put(slot, found.dup('c'));
            }
        }
        return gradients;
    }

    private StepGraph graph(DerivativeOrder order, boolean closed) {
        return derivativeGraphs.computeIfAbsent(
                new DerivativeKey(order, closed), key -> StepGraph.of(architecture, key.order, key.closed, type));
    }

    /** Points whose derivatives fit in memory, measured on a few. */
    private int largest(Points points, DerivativeOrder order, boolean closed) {
        Points probe = points.slice(0, Math.min(16, points.size()));
        AxisScales scales = AxisScales.ones(architecture.dimensions());
        try (INDArray flat = Nd4j.zeros(type, architecture.parameters().size())) {
            if (closed) {
                Derivatives zeros =
                        Derivatives.zeros(order, probe.size(), architecture.outputs(), architecture.dimensions());
                gradients(flat, probe, order, scales, parts(zeros, order, 0, probe.size(), architecture.outputs()));
            } else {
                derivatives(flat, probe, order, scales);
            }
        }
        long perPoint = graph(order, closed).bytes() / probe.size();
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, memory / Math.max(1, perPoint)));
    }

    /** Measured on a small step: SameDiff keeps every intermediate of every point until the step ends. */
    @Override
    public int largestBatch(Points points) {
        EngineArguments.requireGrid(architecture, points);
        if (architecture.reach() > 0) {
            return most(bytes(new Grid(
                    points.sizes().stream().map(size -> Math.min(size, 16)).toList(), GridConvention.PIXEL_CENTERS)));
        }
        long perPoint = points instanceof Grid grid
                ? bytes(new Grid(
                        grid.sizes().stream().map(size -> Math.min(size, 16)).toList(), grid.convention()))
                : bytes(points.slice(0, Math.min(64, points.size())));
        return most(perPoint);
    }

    private int most(long bytesPerPoint) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, memory / bytesPerPoint));
    }

    private long bytes(Points probe) {
        float[] targets = new float[probe.size() * architecture.outputs()];
        ParameterLayout layout = architecture.parameters();
        squaredError(new float[layout.size()], probe, targets, new float[layout.trainable()]);
        return graph(probe, Closing.SQUARED_ERROR).bytes() / probe.size();
    }

    /** The graph for these points, built on first use: one for each grid, one for all others. */
    private StepGraph graph(Points points, Closing closing) {
        Optional<Grid> grid = points instanceof Grid whole ? Optional.of(whole) : Optional.empty();
        List<Integer> sizes = architecture.reach() > 0 ? points.sizes() : List.of();
        return graphs.computeIfAbsent(
                new Key(grid, sizes, closing),
                key -> new StepGraph(architecture, key.grid, key.sizes, key.closing, type));
    }

    private INDArray coordinates(Points points) {
        float[] coordinates = new float[Math.multiplyExact(points.size(), points.dimensions())];
        points.read(0, points.size(), coordinates);
        return array(coordinates, points.size(), points.dimensions());
    }

    private INDArray array(AxisScales scales) {
        double[] factors =
                scales.factors().stream().mapToDouble(Double::doubleValue).toArray();
        return Nd4j.createFromArray(factors).castTo(type).reshape(1, 1, factors.length);
    }

    private INDArray array(float[] values, long... shape) {
        int length = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
        float[] used = values.length == length ? values : Arrays.copyOf(values, length);
        return Nd4j.createFromArray(used).castTo(type).reshape(shape);
    }

    private static void read(INDArray array, float[] target, int offset) {
        float[] values = array.castTo(DataType.FLOAT).dup('c').data().asFloat();
        System.arraycopy(values, 0, target, offset, values.length);
    }

    @Override
    public void close() {
        graphs.values().forEach(StepGraph::close);
        graphs.clear();
        derivativeGraphs.values().forEach(StepGraph::close);
        derivativeGraphs.clear();
    }
}
