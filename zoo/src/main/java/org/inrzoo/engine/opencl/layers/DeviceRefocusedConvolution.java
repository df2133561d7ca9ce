package org.inrzoo.engine.opencl.layers;

import org.inrzoo.layer.RefocusedConvolution;

/** A convolution with a refocused kernel. */
public final class DeviceRefocusedConvolution extends GeneratedWeightsOnDevice<RefocusedConvolution> {

    @Override
    public Class<RefocusedConvolution> layer() {
        return RefocusedConvolution.class;
    }
}
