package org.inrzoo.graph;

import org.inrzoo.network.ParameterLayout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The definition itself at work: SameDiff's gradient of any network. */
public final class SameDiffTrainer implements GraphTrainer {

    private final GraphNetwork network;
    private final ParameterLayout layout;
    private final GraphSession session;

    /** In single precision. */
    public SameDiffTrainer(GraphNetwork network) {
        this.network = network;
        layout = network.parameters(Form.TRAINING);
        session = new GraphSession(network, Form.TRAINING, DataType.FLOAT);
    }

    @Override
    public double step(float[] parameters, float[] pictures, float[] targets, int count, float[] found) {
        try (INDArray flat = Nd4j.createFromArray(parameters);
                INDArray input = Nd4j.createFromArray(pictures);
                INDArray wanted = Nd4j.createFromArray(targets)) {
            GraphSession.StepResult result = session.step(flat, input, wanted.reshape(count, network.outputs()));
            for (ParameterLayout.Slot slot : layout.slots()) {
                INDArray array = slot.parameter().trainable()
                        ? result.gradients().get(slot.name())
                        : result.statistics().get(slot.name());
                if (array != null) {
                    System.arraycopy(array.reshape(-1).toFloatVector(), 0, found, slot.offset(), slot.length());
                }
            }
            return result.loss();
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
