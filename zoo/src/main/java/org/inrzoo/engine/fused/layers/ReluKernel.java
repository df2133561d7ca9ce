package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.spi.ActivationPlan;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.Relu;

/** max(0, z). */
public final class ReluKernel implements LayerKernel<Relu> {

    @Override
    public Class<Relu> layer() {
        return Relu.class;
    }

    @Override
    public boolean differentiates(Relu layer, DerivativeOrder order) {
        return true;
    }

    @Override
    public LayerPlan plan(Relu layer, LayerSite site) {
        return ActivationPlan.of(
                        site,
                        (z, zOffset, y, yOffset, d, dOffset, count, columns) -> site.kernels()
                                .functions()
                                .rectify(z, zOffset, y, yOffset, d, dOffset, count, columns, 0, 0))
                .with(ActivationPlan.HigherPanelFunction.STRAIGHT);
    }
}
