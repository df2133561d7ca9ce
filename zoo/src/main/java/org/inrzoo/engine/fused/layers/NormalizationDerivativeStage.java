package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.kernels.NormalizationRule;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.layer.DerivativeOrder;

/** A normalisation whose outputs at a point depend on that point alone, of points that carry their derivatives by the coordinates. */
final class NormalizationDerivativeStage implements LayerStage {

    private final NormalizationPlan plan;
    private final NormalizationRule rule;
    private final Block block;
    private final float[] means;
    private final float[] variances;

    NormalizationDerivativeStage(NormalizationPlan plan, NormalizationRule rule, Block block) {
        this.plan = plan;
        this.rule = rule;
        this.block = block;
        means = new float[block.capacity()];
        variances = new float[block.capacity()];
    }

    private NormalizationRule.PointRows points() {
        return new NormalizationRule.PointRows(
                block.count(), plan.features(), block.dimensions(), block.order() == DerivativeOrder.LAPLACIAN);
    }

    @Override
    public void forward(Rows x, Rows y, boolean training) {
        rule.forward(x, y, points(), plan.formula(), means, variances);
    }

    @Override
    public Rows backward(Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
        rule.backward(x, dy, points(), plan.formula(), means, variances, sums, offset, plan.stride());
        return dy;
    }
}
