package org.inrzoo.engine.samediff;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Closing closing;
    private final SameDiff forward;
    private final SameDiff backward;
    private final StepMemory memory = new StepMemory();

    StepGraph(Architecture architecture, Optional<Grid> grid, Closing closing, DataType type) {
        this.layout = architecture.parameters();
        this.closing = closing;
        forward = SameDiffDefinition.define(architecture, grid, type);
        SDVariable y = forward.getVariable(SameDiffDefinition.OUTPUT);
        SDVariable values = forward.placeHolder(closing.placeholder, type, -1, architecture.outputs());
        SDVariable loss = closing == Closing.SQUARED_ERROR
                ? forward.math().square(y.sub(values)).mean(LOSS)
                : y.mul(values).sum(LOSS);
        loss.markAsLoss();
        backward = Chatter.without(() -> {
            forward.createGradFunction();
            return forward.getFunction("grad");
        });
    }

    INDArray outputs(INDArray parameters, INDArray points) {
        begin(parameters);
        return forward.outputSingle(Map.of(SameDiffDefinition.POINTS, points), SameDiffDefinition.OUTPUT);
    }

    OutAndGrad gradients(INDArray parameters, INDArray points, INDArray values) {
        begin(parameters);
        return forward.calculateGradientsAndOutputs(
                Map.of(SameDiffDefinition.POINTS, points, closing.placeholder, values),
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
        useMemory(backward);
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
