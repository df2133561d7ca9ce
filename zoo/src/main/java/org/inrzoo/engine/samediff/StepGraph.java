package org.inrzoo.engine.samediff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.point.Grid;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An architecture's graph, closed by a scalar that can be differentiated; arrays it returns last until the next call.
 */
final class StepGraph implements AutoCloseable {

    static final String LOSS = "loss";

    /** Placeholder: dL/d of every derivative by the coordinates, under the derivative's name and this. */
    private static final String BY = "/dL";

    /** The scalar a graph is differentiated by, and the placeholder it needs, [points, outputs]. */
    enum Closing {
        /** Σ y · dL/dy: its gradient by the parameters is that of L. */
        OUTPUT_GRADIENT("outputGradient"),
        /** The mean of (y - target)². */
        SQUARED_ERROR("targets");

        private final String placeholder;

        Closing(String placeholder) {
            this.placeholder = placeholder;
        }
    }

    private final ParameterLayout layout;
    private final SameDiff forward;
    private final Optional<SameDiff> backward;
    private final StepMemory memory = new StepMemory();
    private String placeholder = "";

    private StepGraph(ParameterLayout layout, SameDiff forward, boolean closed) {
        this.layout = layout;
        this.forward = forward;
        backward = closed
                ? Optional.of(Chatter.without(() -> {
                    forward.createGradFunction();
                    return forward.getFunction("grad");
                }))
                : Optional.empty();
    }

    /**
     * The graph of the values.
     *
     * @param sizes samples on every axis of the whole grid that the points are; empty where they are any
     */
    StepGraph(Architecture architecture, Optional<Grid> grid, List<Integer> sizes, Closing closing, DataType type) {
        this(architecture.parameters(), closed(architecture, grid, sizes, closing, type), true);
        placeholder = closing.placeholder;
    }

    private static SameDiff closed(
            Architecture architecture, Optional<Grid> grid, List<Integer> sizes, Closing closing, DataType type) {
        SameDiff sd = SameDiffDefinition.define(architecture, grid, sizes, type);
        SDVariable y = sd.getVariable(SameDiffDefinition.OUTPUT);
        SDVariable values = sd.placeHolder(closing.placeholder, type, -1, architecture.outputs());
        SDVariable loss = closing == Closing.SQUARED_ERROR
                ? sd.math().square(y.sub(values)).mean(LOSS)
                : y.mul(values).sum(LOSS);
        loss.markAsLoss();
        return sd;
    }

    /**
     * The graph of the values and their derivatives by the coordinates.
     *
     * @param closed whether it can be differentiated: by Σ (y or derivative) · dL/d(it), whose gradient is that of L
     */
    static StepGraph of(Architecture architecture, DerivativeOrder order, boolean closed, DataType type) {
        SameDiff sd = SameDiffDefinition.define(architecture, order, type);
        if (closed) {
            SDVariable sum = null;
            for (String name : names(order)) {
                SDVariable y = sd.getVariable(name);
                long[] shape = name.equals(SameDiffDefinition.GRADIENT)
                        ? new long[] {-1, architecture.outputs(), architecture.dimensions()}
                        : new long[] {-1, architecture.outputs()};
                SDVariable part = y.mul(sd.placeHolder(name + BY, type, shape)).sum();
                sum = sum == null ? part : sum.add(part);
            }
            sd.identity(LOSS, sum).markAsLoss();
        }
        return new StepGraph(architecture.parameters(), sd, closed);
    }

    private static List<String> names(DerivativeOrder order) {
        return order == DerivativeOrder.LAPLACIAN
                ? List.of(SameDiffDefinition.OUTPUT, SameDiffDefinition.GRADIENT, SameDiffDefinition.LAPLACIAN)
                : List.of(SameDiffDefinition.OUTPUT, SameDiffDefinition.GRADIENT);
    }

    INDArray outputs(INDArray parameters, INDArray points) {
        begin(parameters);
        return forward.outputSingle(Map.of(SameDiffDefinition.POINTS, points), SameDiffDefinition.OUTPUT);
    }

    /** The values, the gradients and, for that order, the Laplacians. */
    List<INDArray> derivatives(INDArray parameters, INDArray points, INDArray scales, DerivativeOrder order) {
        begin(parameters);
        Map<String, INDArray> outputs = forward.output(placeholders(points, scales), names(order));
        return names(order).stream().map(outputs::get).toList();
    }

    private static Map<String, INDArray> placeholders(INDArray points, INDArray scales) {
        return Map.of(SameDiffDefinition.POINTS, points, SameDiffDefinition.SCALES, scales);
    }

    OutAndGrad gradients(INDArray parameters, INDArray points, INDArray values) {
        return gradients(parameters, Map.of(SameDiffDefinition.POINTS, points, placeholder, values));
    }

    /**
     * The gradient by the parameters of a loss of derivatives.
     *
     * @param outputGradient dL/d of what {@link #derivatives} gives
     */
    OutAndGrad gradients(
            INDArray parameters,
            INDArray points,
            INDArray scales,
            DerivativeOrder order,
            List<INDArray> outputGradient) {
        Map<String, INDArray> placeholders = new HashMap<>(placeholders(points, scales));
        for (int i = 0; i < outputGradient.size(); i++) {
            placeholders.put(names(order).get(i) + BY, outputGradient.get(i));
        }
        return gradients(parameters, placeholders);
    }

    private OutAndGrad gradients(INDArray parameters, Map<String, INDArray> placeholders) {
        begin(parameters);
        return forward.calculateGradientsAndOutputs(
                placeholders,
                List.of(LOSS),
                layout.slots().stream()
                        .filter(slot -> slot.parameter().trainable())
                        .map(ParameterLayout.Slot::name)
                        .toList());
    }

    /** Bytes of the arrays that the last call needed. */
    long bytes() {
        return memory.bytes();
    }

    private void begin(INDArray parameters) {
        memory.nextStep();
        useMemory(forward);
        backward.ifPresent(this::useMemory);
        for (ParameterLayout.Slot slot : layout.slots()) {
            INDArray variable = forward.getVariable(slot.name()).getArr();
            INDArray values = parameters.get(NDArrayIndex.interval(slot.offset(), slot.offset() + slot.length()));
            variable.assign(values.reshape(variable.shape()));
        }
    }

    /** SameDiff keeps one session for every thread that calls. */
    private void useMemory(SameDiff sd) {
        InferenceSession session =
                sd.getSessions().computeIfAbsent(Thread.currentThread().getId(), thread -> new InferenceSession(sd));
        session.setMmgr(memory);
    }

    @Override
    public void close() {
        memory.close();
    }
}
