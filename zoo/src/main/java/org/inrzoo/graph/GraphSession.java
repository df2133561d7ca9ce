package org.inrzoo.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.engine.samediff.Chatter;
import org.inrzoo.engine.samediff.StepMemory;
import org.inrzoo.network.ParameterLayout;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One form of a network at work, for any number of pictures; arrays it returns last until the next call.
 *
 * <p>Its loss is the mean cross-entropy of classes, -Σ_k t_k log softmax(y)_k, written as log Σ_k exp(z_k) - Σ_k t_k z_k with
 * z = y - max y, which is finite for any outputs.
 */
public final class GraphSession implements AutoCloseable {

    private static final String TARGETS = "targets";
    private static final String LOSS = "loss";

    private final GraphNetwork network;
    private final Form form;
    private final SameDiff sd;
    private final ParameterLayout layout;
    private final List<String> norms;
    private final List<String> asked = new ArrayList<>(List.of(LOSS));
    private final StepMemory memory = new StepMemory();
    private Optional<SameDiff> backward = Optional.empty();

    /**
     * The network in a form.
     *
     * @param type FLOAT or DOUBLE, that of all arrays
     */
    public GraphSession(GraphNetwork network, Form form, DataType type) {
        this.network = network;
        this.form = form;
        GraphNetwork.Built built = network.build(form, type);
        sd = built.sd();
        layout = built.layout();
        norms = built.norms();
        SDVariable y = sd.getVariable(GraphNetwork.OUTPUT);
        close(y, type);
    }

    private void close(SDVariable y, DataType type) {
        SDVariable targets = sd.placeHolder(TARGETS, type, -1, network.outputs());
        // On three axes, [pictures, outputs, 1]: so its gradient has been checked.
        SDVariable z = sd.reshape(y, -1, network.outputs(), 1);
        z = z.sub(z.max(true, 1));
        SDVariable t = sd.reshape(targets, -1, network.outputs(), 1);
        SDVariable loss =
                sd.math().log(sd.math().exp(z).sum(true, 1)).sub(z.mul(t).sum(true, 1));
        loss.mean(LOSS).markAsLoss();
        if (form == Form.TRAINING) {
            for (String norm : norms) {
                asked.add(norm + "/batchMean");
                asked.add(norm + "/batchVariance");
            }
        }
    }

    /**
     * The outputs, [pictures, outputs].
     *
     * @param parameters the form's flat vector
     * @param pictures [pictures, channels · height · width] or of more axes
     */
    public INDArray outputs(INDArray parameters, INDArray pictures) {
        begin(parameters);
        return sd.outputSingle(Map.of(GraphNetwork.PICTURES, network.pictures(pictures)), GraphNetwork.OUTPUT);
    }

    /** The mean cross-entropy. */
    public double loss(INDArray parameters, INDArray pictures, INDArray targets) {
        begin(parameters);
        return sd.outputSingle(Map.of(GraphNetwork.PICTURES, network.pictures(pictures), TARGETS, targets), LOSS)
                .getDouble(0);
    }

    /**
     * What a step learns.
     *
     * @param loss the mean cross-entropy
     * @param gradients by the parameters' names
     * @param statistics means and variances of the batch, by the names of the parameters that keep them
     */
    public record StepResult(double loss, Map<String, INDArray> gradients, Map<String, INDArray> statistics) {}

    /**
     * The loss of a batch and its gradient.
     *
     * @param targets [pictures, outputs]: what the classes' probabilities should be
     */
    public StepResult step(INDArray parameters, INDArray pictures, INDArray targets) {
        if (backward.isEmpty()) {
            backward = Optional.of(Chatter.without(() -> {
                sd.createGradFunction();
                return sd.getFunction("grad");
            }));
        }
        begin(parameters);
        OutAndGrad found = sd.calculateGradientsAndOutputs(
                Map.of(GraphNetwork.PICTURES, network.pictures(pictures), TARGETS, targets),
                asked,
                layout.slots().stream()
                        .filter(slot -> slot.parameter().trainable())
                        .map(ParameterLayout.Slot::name)
                        .toList());
        Map<String, INDArray> statistics = new HashMap<>();
        for (String norm : form == Form.TRAINING ? norms : List.<String>of()) {
            statistics.put(norm + "/mean", found.getOutputs().get(norm + "/batchMean"));
            statistics.put(norm + "/variance", found.getOutputs().get(norm + "/batchVariance"));
        }
        return new StepResult(found.getOutputs().get(LOSS).getDouble(0), found.getGradients(), statistics);
    }

    /** The names of those deployed parameters that are computed from several of this form's. */
    List<String> folded() {
        return sd.getVariables().keySet().stream()
                .filter(name -> name.startsWith(GraphBuilder.DEPLOYED))
                .map(name -> name.substring(GraphBuilder.DEPLOYED.length()))
                .toList();
    }

    double[] folded(INDArray parameters, String name, int inputs) {
        begin(parameters);
        INDArray any = Nd4j.zeros(parameters.dataType(), 1, inputs);
        return sd.outputSingle(Map.of(GraphNetwork.PICTURES, network.pictures(any)), GraphBuilder.DEPLOYED + name)
                .dup('c')
                .reshape(-1)
                .toDoubleVector();
    }

    private void begin(INDArray parameters) {
        memory.nextStep();
        useMemory(sd);
        backward.ifPresent(this::useMemory);
        for (ParameterLayout.Slot slot : layout.slots()) {
            if (sd.hasVariable(slot.name())) { // a training graph has no use for the statistics that are kept
                INDArray variable = sd.getVariable(slot.name()).getArr();
                INDArray values = parameters.get(NDArrayIndex.interval(slot.offset(), slot.offset() + slot.length()));
                variable.assign(values.reshape(variable.shape()));
            }
        }
    }

    private void useMemory(SameDiff graph) {
        InferenceSession session = graph.getSessions()
                .computeIfAbsent(Thread.currentThread().getId(), thread -> new InferenceSession(graph));
        session.setMmgr(memory);
    }

    @Override
    public void close() {
        memory.close();
    }
}
