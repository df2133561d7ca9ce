package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.LevelsOfExperts;

/** A linear layer with a matrix for every expert of a tiling. */
public final class LevelsOfExpertsKernel implements LayerKernel<LevelsOfExperts> {

    @Override
    public Class<LevelsOfExperts> layer() {
        return LevelsOfExperts.class;
    }

    @Override
    public LayerPlan plan(LevelsOfExperts layer, LayerSite site) {
        return LinearPlan.of(site, layer.tiling(), layer.width());
    }
}
