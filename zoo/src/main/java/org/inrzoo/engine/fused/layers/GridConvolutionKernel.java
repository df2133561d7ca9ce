package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.GridConvolution;

/** A convolution over the points of a grid; one of a single row and column is a linear layer. */
public final class GridConvolutionKernel implements LayerKernel<GridConvolution> {

    @Override
    public Class<GridConvolution> layer() {
        return GridConvolution.class;
    }

    @Override
    public LayerPlan plan(GridConvolution layer, LayerSite site) {
        return layer.side() == 1
                ? LinearPlan.of(site, LinearPlan.plain(), layer.width())
                : new ConvolutionPlan(site, layer.side(), layer.width());
    }
}
