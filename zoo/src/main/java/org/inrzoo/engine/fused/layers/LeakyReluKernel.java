package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.spi.ActivationPlan;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.LeakyRelu;

/** max(z, slope · z), whose derivative at 0 is 1. */
public final class LeakyReluKernel implements LayerKernel<LeakyRelu> {

    @Override
    public Class<LeakyRelu> layer() {
        return LeakyRelu.class;
    }

    @Override
    public boolean differentiates(LeakyRelu layer, DerivativeOrder order) {
        return true;
    }

    @Override
    public LayerPlan plan(LeakyRelu layer, LayerSite site) {
        float slope = (float) layer.slope();
        return ActivationPlan.of(
                        site,
                        (z, zOffset, y, yOffset, d, dOffset, count, columns) -> site.kernels()
                                .functions()
                                .rectify(z, zOffset, y, yOffset, d, dOffset, count, columns, slope, -Float.MIN_VALUE))
                .with(ActivationPlan.HigherPanelFunction.STRAIGHT);
    }
}
