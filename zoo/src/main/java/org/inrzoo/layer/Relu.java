package org.inrzoo.layer;

import org.nd4j.autodiff.samediff.SDVariable;

/** max(0, z). */
public record Relu() implements Activation {

    @Override
    public SDVariable define(LayerGraph graph, SDVariable z) {
        return graph.sd().nn().relu(z, 0);
    }
}
