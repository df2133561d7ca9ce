package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.kernels.ActivationTerms;
import org.inrzoo.engine.fused.spi.ActivationPlan;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.Gaussian;

/** e^-(sz)². */
public final class GaussianKernel implements LayerKernel<Gaussian> {

    @Override
    public Class<Gaussian> layer() {
        return Gaussian.class;
    }

    @Override
    public boolean differentiates(Gaussian layer, DerivativeOrder order) {
        return true;
    }

    @Override
    public LayerPlan plan(Gaussian layer, LayerSite site) {
        ActivationTerms terms = site.kernels().terms();
        float scale = (float) layer.scale();
        return ActivationPlan.of(site, (z, zOffset, y, yOffset, d, dOffset, count, columns) -> {
                    terms.bell(z, zOffset, y, yOffset, count, columns, scale);
                    terms.exp(y, yOffset, y, yOffset, count, columns);
                    if (d != null) {
                        terms.bellSlope(z, zOffset, y, yOffset, d, dOffset, count, columns, scale);
                    }
                })
                .with((z, zOffset, y, yOffset, d, dOffset, second, secondOffset, third, thirdOffset, count, columns) ->
                        site.kernels()
                                .higherDerivatives()
                                .bell(
                                        z,
                                        zOffset,
                                        y,
                                        yOffset,
                                        second,
                                        secondOffset,
                                        third,
                                        thirdOffset,
                                        count,
                                        columns,
                                        scale));
    }
}
