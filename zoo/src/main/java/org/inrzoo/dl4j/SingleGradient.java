package org.inrzoo.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.samediff.SameDiffLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Deeplearning4j's layer of a SameDiff graph with the right gradient.
 *
 * <p>That of M2.1 counts the gradient that comes from the layer behind twice, for its parameters and for the layer in
 * front; here it is given half of it.
 */
final class SingleGradient extends SameDiffLayer {

    private static final long serialVersionUID = 1L;

    SingleGradient(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        return super.backpropGradient(epsilon.mul(0.5), workspaceMgr);
    }
}
