package org.inrzoo.engine.opencl.layers;

import org.inrzoo.layer.SemanticWeights;

/** A layer whose weight is made of a vector that describes the signal. */
public final class DeviceSemanticWeights extends GeneratedWeightsOnDevice<SemanticWeights> {

    @Override
    public Class<SemanticWeights> layer() {
        return SemanticWeights.class;
    }
}
