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
import org.inrzoo.layer.DerivativeOrder;

/** Ones as features. */
public final class ConstantEncodingKernel implements LayerKernel<ConstantEncoding> {

    @Override
    public Class<ConstantEncoding> layer() {
        return ConstantEncoding.class;
    }

    @Override
    public boolean differentiates(ConstantEncoding layer, DerivativeOrder order) {
        return true;
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

        @Override
        public LayerStage derivativeStage(Arena arena, Block block) {
            return (EncodingStage) y -> {
                for (int panel = 0; panel < Rows.panels(features); panel++) {
                    int derivatives = y.panel(panel) + block.count() * Rows.WIDTH;
                    Arrays.fill(y.data(), y.panel(panel), derivatives, 1);
                    Arrays.fill(y.data(), derivatives, y.panel(panel) + block.rows() * Rows.WIDTH, 0);
                }
            };
        }
    }
}
