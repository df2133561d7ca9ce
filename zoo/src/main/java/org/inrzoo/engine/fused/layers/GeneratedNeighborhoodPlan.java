package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.NeighborhoodPlan;
import org.inrzoo.engine.fused.spi.NeighborhoodStage;
import org.inrzoo.layer.GeneratedWeights;

/** The same of a layer that looks at neighbouring points. */
final class GeneratedNeighborhoodPlan extends GeneratedWeightsPlan implements NeighborhoodPlan {

    private final NeighborhoodPlan plain;

    GeneratedNeighborhoodPlan(GeneratedWeights layer, LayerSite site, LayerSite plainSite, NeighborhoodPlan plain) {
        super(layer, site, plainSite, plain);
        this.plain = plain;
    }

    @Override
    public int reach() {
        return plain.reach();
    }

    @Override
    public NeighborhoodStage stage(Arena arena, Block block) {
        return plain.stage(arena, block);
    }
}
