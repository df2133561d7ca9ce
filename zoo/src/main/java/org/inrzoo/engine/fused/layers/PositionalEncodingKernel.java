package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.PositionalEncoding;

/** A positional encoding, as waves. */
public final class PositionalEncodingKernel implements LayerKernel<PositionalEncoding> {

    @Override
    public Class<PositionalEncoding> layer() {
        return PositionalEncoding.class;
    }

    @Override
    public boolean differentiates(PositionalEncoding layer, DerivativeOrder order) {
        return true;
    }

    @Override
    public LayerPlan plan(PositionalEncoding layer, LayerSite site) {
        return WavePlan.of(layer, site);
    }
}
