package org.inrzoo.layer;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * z where z is positive, slope·z elsewhere.
 *
 * @param slope the slope of the negative side
 */
public record LeakyRelu(double slope) implements Activation {

    @Override
    public SDVariable define(LayerGraph graph, SDVariable z) {
        return graph.sd().nn().leakyRelu(z, slope);
    }
}
