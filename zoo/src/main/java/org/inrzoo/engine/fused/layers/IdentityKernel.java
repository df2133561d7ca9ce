package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.EncodingStage;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.Identity;
import org.inrzoo.point.Range;

/**
 * The coordinates as features.
 */
public final class IdentityKernel implements LayerKernel<Identity> {

    @Override
    public Class<Identity> layer() {
        return Identity.class;
    }

    @Override
    public boolean differentiates(Identity layer, DerivativeOrder order) {
        return true;
    }

    @Override
    public LayerPlan plan(Identity layer, LayerSite site) {
        return new Plan(layer.range());
    }

    /**
     * The plan.
     *
     * @param range the interval they are mapped to
     */
    private record Plan(Range range) implements LayerPlan {

        @Override
        public LayerStage stage(Arena arena, Block block) {
            return (EncodingStage) y -> {
                for (int axis = 0; axis < block.dimensions(); axis++) {
                    int offset = y.index(0, axis);
                    for (int point = 0; point < block.count(); point++) {
                        y.data()[offset + point * Rows.WIDTH] = range.fromUnit(block.coordinate(point, axis));
                    }
                }
            };
        }

        @Override
        public LayerStage derivativeStage(Arena arena, Block block) {
            LayerStage values = stage(arena, block);
            return (EncodingStage) y -> {
                values.forward(null, y, false);
                for (int axis = 0; axis < block.dimensions(); axis++) {
                    float slope = (float) (range.length() * block.scale(axis));
                    for (int row = block.count(); row < block.rows(); row++) {
                        y.data()[y.index(row, axis)] = row / block.count() == axis + 1 ? slope : 0;
                    }
                }
            };
        }
    }
}
