package org.inrzoo.layer;

import org.nd4j.autodiff.samediff.SDVariable;

/** 1/(1 + e^-z): keeps an output inside [0,1]. */
public record Sigmoid() implements Activation {

    @Override
    public SDVariable define(LayerGraph graph, SDVariable z) {
        return graph.sd().nn().sigmoid(z);
    }
}
