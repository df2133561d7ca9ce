package org.inrzoo.engine.samediff;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.inrzoo.engine.Engine;
import org.inrzoo.layer.Architecture;
import org.inrzoo.layer.Grid;
import org.inrzoo.layer.ParameterLayout;
import org.inrzoo.layer.Points;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The reference engine: ND4J computes the architecture's SameDiff graph, on the CPU or a GPU it supports. */
public final class SameDiffEngine implements Engine {

    private static final String LOSS = "loss";

    /** The scalar a graph is differentiated by. */
    private enum Closing {
        /** Σ y · dL/dy: its gradient by the parameters is that of L. */
        OUTPUT_GRADIENT("outputGradient"),
        /** The mean of (y - target)². */
        SQUARED_ERROR("targets");

        private final String placeholder;

        Closing(String placeholder) {
            this.placeholder = placeholder;
        }
    }

    private record Key(Optional<Grid> grid, Closing closing) {}

    private final Architecture architecture;
    private final ParameterLayout layout;
    private final DataType type;
    private final int threads;
    private final Map<Key, SameDiff> graphs = new HashMap<>();

    /** An engine in single precision on {@code threads} threads. */
    public SameDiffEngine(Architecture architecture, int threads) {
        this(architecture, threads, DataType.FLOAT);
    }

    /** An engine that computes in {@code type}, FLOAT or DOUBLE. */
    public SameDiffEngine(Architecture architecture, int threads, DataType type) {
        this.architecture = architecture;
        this.layout = architecture.parameters();
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
    public int largestBatch() {
        return Memory.largestBatch(architecture, type);
    }

    @Override
    public void forward(float[] parameters, Points points, float[] outputs) {
        int largest = largestBatch();
        try (INDArray flat = array(parameters, parameters.length)) {
            if (points.size() <= largest) {
                read(outputs(flat, points), outputs, 0);
                return;
            }
            for (int first = 0; first < points.size(); first += largest) {
                int count = Math.min(largest, points.size() - first);
                read(outputs(flat, points.slice(first, count)), outputs, first * architecture.outputs());
            }
        }
    }

    @Override
    public void backward(float[] parameters, Points points, float[] outputGradient, float[] gradient) {
        try (INDArray flat = array(parameters, parameters.length);
                INDArray dLdy = array(outputGradient, points.size(), architecture.outputs())) {
            read(gradients(flat, points, Closing.OUTPUT_GRADIENT, dLdy), gradient);
        }
    }

    @Override
    public double squaredError(float[] parameters, Points points, float[] targets, float[] gradient) {
        try (INDArray flat = array(parameters, parameters.length);
                INDArray wanted = array(targets, points.size(), architecture.outputs())) {
            OutAndGrad result = gradients(flat, points, Closing.SQUARED_ERROR, wanted);
            read(result, gradient);
            return result.getOutputs().get(LOSS).getDouble(0);
        }
    }

    /**
     * The outputs in the engine's own precision.
     *
     * @param parameters the flat vector, of the engine's type
     * @return [points, outputs]
     */
    public INDArray outputs(INDArray parameters, Points points) {
        SameDiff sd = graph(points, Closing.OUTPUT_GRADIENT);
        assign(sd, parameters);
        try (INDArray coordinates = coordinates(points)) {
            return sd.outputSingle(Map.of(SameDiffDefinition.POINTS, coordinates), SameDiffDefinition.OUTPUT);
        }
    }

    /**
     * The gradient of the loss in the engine's own precision.
     *
     * @param parameters the flat vector, of the engine's type
     * @param outputGradient dL/dy, [points, outputs]
     * @return dL/dθ by the parameters' names
     */
    public Map<String, INDArray> gradients(INDArray parameters, Points points, INDArray outputGradient) {
        return gradients(parameters, points, Closing.OUTPUT_GRADIENT, outputGradient).getGradients();
    }

    private OutAndGrad gradients(INDArray parameters, Points points, Closing closing, INDArray values) {
        SameDiff sd = graph(points, closing);
        assign(sd, parameters);
        try (INDArray coordinates = coordinates(points)) {
            return sd.calculateGradientsAndOutputs(
                    Map.of(SameDiffDefinition.POINTS, coordinates, closing.placeholder, values),
                    List.of(LOSS),
                    trainable().map(ParameterLayout.Slot::name).toList());
        }
    }

    private Stream<ParameterLayout.Slot> trainable() {
        return layout.slots().stream().filter(slot -> slot.parameter().trainable());
    }

    /** The graph for these points, built on first use: one for each grid, one for all others. */
    private SameDiff graph(Points points, Closing closing) {
        Optional<Grid> grid = points instanceof Grid whole ? Optional.of(whole) : Optional.empty();
        return graphs.computeIfAbsent(new Key(grid, closing), this::build);
    }

    private SameDiff build(Key key) {
        SameDiff sd = SameDiffDefinition.define(architecture, key.grid, type);
        SDVariable y = sd.getVariable(SameDiffDefinition.OUTPUT);
        SDVariable values = sd.placeHolder(key.closing.placeholder, type, -1, architecture.outputs());
        SDVariable loss = key.closing == Closing.SQUARED_ERROR
                ? sd.math().square(y.sub(values)).mean(LOSS)
                : y.mul(values).sum(LOSS);
        loss.markAsLoss();
        quietly(sd::createGradFunction);
        return sd;
    }

    /** ND4J prints a line to standard output for every operation it differentiates; this keeps them to itself. */
    private static void quietly(Runnable chatter) {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            chatter.run();
        } finally {
            System.setOut(out);
        }
    }

    private void assign(SameDiff sd, INDArray parameters) {
        for (ParameterLayout.Slot slot : layout.slots()) {
            INDArray variable = sd.getVariable(slot.name()).getArr();
            INDArray values = parameters.get(NDArrayIndex.interval(slot.offset(), slot.offset() + slot.length()));
            variable.assign(values.reshape(variable.shape()));
        }
    }

    private INDArray coordinates(Points points) {
        float[] coordinates = new float[Math.multiplyExact(points.size(), points.dimensions())];
        points.read(0, points.size(), coordinates);
        return array(coordinates, points.size(), points.dimensions());
    }

    private INDArray array(float[] values, long... shape) {
        return Nd4j.createFromArray(values).castTo(type).reshape(shape);
    }

    private void read(OutAndGrad result, float[] gradient) {
        trainable().forEach(slot -> read(result.getGradients().get(slot.name()), gradient, slot.offset()));
    }

    private static void read(INDArray array, float[] target, int offset) {
        float[] values = array.castTo(DataType.FLOAT).dup('c').data().asFloat();
        System.arraycopy(values, 0, target, offset, values.length);
    }

    @Override
    public void close() {
        graphs.clear();
    }
}
