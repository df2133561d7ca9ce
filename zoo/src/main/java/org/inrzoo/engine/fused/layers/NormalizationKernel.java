package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.Normalization;

/** A normalisation by the statistics of the batch, or by a point's own. */
public final class NormalizationKernel implements LayerKernel<Normalization> {

    @Override
    public Class<Normalization> layer() {
        return Normalization.class;
    }

    @Override
    public boolean differentiates(Normalization layer, DerivativeOrder order) {
        return order == DerivativeOrder.VALUES || layer.kind() == Normalization.Kind.LAYER;
    }

    @Override
    public LayerPlan plan(Normalization layer, LayerSite site) {
        return NormalizationPlan.of(layer.kind(), 0, site);
    }
}
