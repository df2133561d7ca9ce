package org.inrzoo.engine.fused.layers;

import java.util.Arrays;
import org.inrzoo.engine.fused.kernels.NormalizationKernels;
import org.inrzoo.engine.fused.kernels.NormalizationRule;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.BatchStatisticsStage;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.Normalization;
import org.inrzoo.layer.Normalization.Kind;

/** Layer normalisation: the statistics are a point's own. */
final class RowNormalizationPlan extends NormalizationPlan {

    private final NormalizationKernels normalizations;
    private final float[] epsilons;
    private final float[] zeros;

    RowNormalizationPlan(LayerSite site) {
        super(Kind.LAYER, 0, site);
        this.normalizations = site.kernels().normalizations();
        epsilons = new float[stride()];
        zeros = new float[stride()];
        Arrays.fill(epsilons, (float) Normalization.EPSILON);
    }

    @Override
    void useStatistics(double[] means, double[] variances, long count) {
        throw new IllegalStateException("layer normalisation needs no statistics of the batch");
    }

    @Override
    public void useSums(double[] sums) {
        throw new IllegalStateException("layer normalisation needs no sums over the batch");
    }

    @Override
    NormalizationRule.Formula formula() {
        return new NormalizationRule.Formula(1, 1, 1f / features(), zeros, epsilons, gain(), shift(), ones());
    }

    @Override
    public BatchStatisticsStage stage(Arena arena, Block block) {
        float[] means = new float[block.capacity()];
        float[] scales = new float[block.capacity()];
        return new BatchStatisticsStage() {
            @Override
            public void forward(Rows x, Rows y, boolean training) {
                normalizations.rowMoments(x, block.count(), features(), ones(), means, scales);
                normalizations.inverseRoots(scales, block.count(), features(), (float) Normalization.EPSILON);
                normalizations.rowLine(x, y, block.count(), features(), means, scales, gain(), shift());
            }

            @Override
            public void sum(Rows x, Rows dy, float[] sums, int offset) {
                normalizations.rowLineSums(x, dy, block.count(), features(), means, scales, sums, offset, stride());
            }

            @Override
            public void complete(Rows x, Rows dy) {
                normalizations.rowLineGradient(x, dy, block.count(), features(), means, scales, gain());
            }
        };
    }
}
