package org.inrzoo.engine.fused.layers;

import org.inrzoo.layer.ConvolutionBranches;

/** Convolutions side by side, computed as one with a kernel of all. */
public final class ConvolutionBranchesKernel extends GeneratedWeightsKernel<ConvolutionBranches> {

    @Override
    public Class<ConvolutionBranches> layer() {
        return ConvolutionBranches.class;
    }
}
