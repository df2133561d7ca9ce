package org.inrzoo.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.samediff.SameDiffLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.inrzoo.engine.samediff.Chatter;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Deeplearning4j's layer of a SameDiff graph with the right gradient.
 *
 * <p>ND4J M2.1: it counts the gradient that comes from the layer behind twice, for its parameters and for the layer in
 * front; here it is given half of it. The first pass differentiates the graph, which ND4J would tell on standard output.
 */
final class SingleGradient extends SameDiffLayer {

    private static final long serialVersionUID = 1L;

    private transient boolean differentiated;

    SingleGradient(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        INDArray half = epsilon.mul(0.5);
        if (differentiated) {
            return super.backpropGradient(half, workspaceMgr);
        }
        differentiated = true;
        return Chatter.without(() -> super.backpropGradient(half, workspaceMgr));
    }
}
