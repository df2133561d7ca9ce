package org.inrzoo.engine.fused.layers;

import java.util.Arrays;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.EncodingStage;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.layer.ConstantEncoding;

/** Ones as features. */
public final class ConstantEncodingKernel implements LayerKernel<ConstantEncoding> {

    @Override
    public Class<ConstantEncoding> layer() {
        return ConstantEncoding.class;
    }

    @Override
    public LayerPlan plan(ConstantEncoding layer, LayerSite site) {
        return new Plan(layer.features());
    }

    private record Plan(int features) implements LayerPlan {

        @Override
        public LayerStage stage(Arena arena, Block block) {
            return (EncodingStage) y -> Arrays.fill(y.data(), y.offset(), y.panel(Rows.panels(features)), 1);
        }
    }
}
