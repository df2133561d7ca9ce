package org.inrzoo.engine.fused.layers;

import org.inrzoo.layer.RefocusedConvolution;

/** A convolution with a refocused kernel. */
public final class RefocusedConvolutionKernel extends GeneratedWeightsKernel<RefocusedConvolution> {

    @Override
    public Class<RefocusedConvolution> layer() {
        return RefocusedConvolution.class;
    }
}
