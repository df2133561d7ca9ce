package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.DerivativeOrder;

/** A plain linear layer, by the plan that is the faster for its number of outputs. */
public final class DenseKernel implements LayerKernel<Dense> {

    @Override
    public Class<Dense> layer() {
        return Dense.class;
    }

    @Override
    public boolean differentiates(Dense layer, DerivativeOrder order) {
        return true;
    }

    @Override
    public LayerPlan plan(Dense layer, LayerSite site) {
        return layer.width() <= SmallOutputPlan.LARGEST
                ? new SmallOutputPlan(site, layer.width())
                : LinearPlan.of(site, LinearPlan.plain(), layer.width());
    }
}
