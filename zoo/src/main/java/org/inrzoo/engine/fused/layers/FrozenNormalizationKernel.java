package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.FrozenNormalization;

/** A normalisation by statistics that are kept. */
public final class FrozenNormalizationKernel implements LayerKernel<FrozenNormalization> {

    @Override
    public Class<FrozenNormalization> layer() {
        return FrozenNormalization.class;
    }

    @Override
    public boolean differentiates(FrozenNormalization layer, DerivativeOrder order) {
        return true;
    }

    @Override
    public LayerPlan plan(FrozenNormalization layer, LayerSite site) {
        return NormalizationPlan.of(layer.kind(), layer.points(), site);
    }
}
