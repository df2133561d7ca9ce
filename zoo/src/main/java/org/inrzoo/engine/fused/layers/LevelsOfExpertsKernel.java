package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.Blending;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.LevelsOfExperts;

/** A linear layer with a matrix for every expert of a tiling. */
public final class LevelsOfExpertsKernel implements LayerKernel<LevelsOfExperts> {

    @Override
    public Class<LevelsOfExperts> layer() {
        return LevelsOfExperts.class;
    }

    @Override
    public boolean differentiates(LevelsOfExperts layer, DerivativeOrder order) {
        return layer.tiling().blending() == Blending.NEAREST || order != DerivativeOrder.LAPLACIAN;
    }

    @Override
    public LayerPlan plan(LevelsOfExperts layer, LayerSite site) {
        return LinearPlan.of(site, layer.tiling(), layer.width());
    }
}
