package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.spi.ActivationPlan;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.Sigmoid;

/** 1/(1 + e^-z). */
public final class SigmoidKernel implements LayerKernel<Sigmoid> {

    @Override
    public Class<Sigmoid> layer() {
        return Sigmoid.class;
    }

    @Override
    public boolean differentiates(Sigmoid layer, DerivativeOrder order) {
        return true;
    }

    @Override
    public LayerPlan plan(Sigmoid layer, LayerSite site) {
        return ActivationPlan.of(site, site.kernels().functions()::sigmoid)
                .with((z, zOffset, y, yOffset, d, dOffset, second, secondOffset, third, thirdOffset, count, columns) ->
                        site.kernels()
                                .higherDerivatives()
                                .sigmoid(
                                        y,
                                        yOffset,
                                        d,
                                        dOffset,
                                        second,
                                        secondOffset,
                                        third,
                                        thirdOffset,
                                        count,
                                        columns));
    }
}
