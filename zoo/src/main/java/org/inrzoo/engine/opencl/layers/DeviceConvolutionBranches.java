package org.inrzoo.engine.opencl.layers;

import org.inrzoo.layer.ConvolutionBranches;

/** Convolutions side by side, computed as one with a kernel of all. */
public final class DeviceConvolutionBranches extends GeneratedWeightsOnDevice<ConvolutionBranches> {

    @Override
    public Class<ConvolutionBranches> layer() {
        return ConvolutionBranches.class;
    }
}
