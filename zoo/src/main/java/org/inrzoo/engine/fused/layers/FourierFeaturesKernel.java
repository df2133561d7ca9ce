package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.FourierFeatures;

/** Random Fourier features, as waves. */
public final class FourierFeaturesKernel implements LayerKernel<FourierFeatures> {

    @Override
    public Class<FourierFeatures> layer() {
        return FourierFeatures.class;
    }

    @Override
    public boolean differentiates(FourierFeatures layer, DerivativeOrder order) {
        return true;
    }

    @Override
    public LayerPlan plan(FourierFeatures layer, LayerSite site) {
        return WavePlan.of(layer, site);
    }
}
