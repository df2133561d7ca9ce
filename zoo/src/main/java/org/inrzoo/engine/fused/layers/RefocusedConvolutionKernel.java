package org.inrzoo.engine.fused.layers;

import org.inrzoo.layer.RefocusedConvolution;

/** A convolution with a refocused kernel. */
public final class RefocusedConvolutionKernel extends MadeWeightsKernel<RefocusedConvolution> {

    @Override
    public Class<RefocusedConvolution> layer() {
        return RefocusedConvolution.class;
    }
}
