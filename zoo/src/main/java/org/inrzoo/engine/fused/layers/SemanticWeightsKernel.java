package org.inrzoo.engine.fused.layers;

import org.inrzoo.layer.SemanticWeights;

/** A layer whose weight is made of a vector that describes the signal. */
public final class SemanticWeightsKernel extends GeneratedWeightsKernel<SemanticWeights> {

    @Override
    public Class<SemanticWeights> layer() {
        return SemanticWeights.class;
    }
}
