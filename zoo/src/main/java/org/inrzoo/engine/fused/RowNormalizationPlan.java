package org.inrzoo.engine.fused;

import java.util.List;
import org.inrzoo.layer.Normalization;
import org.inrzoo.layer.Normalization.Kind;
import org.inrzoo.network.ParameterLayout;

/** Layer normalisation: the statistics are a point's own. */
final class RowNormalizationPlan extends NormalizationPlan {

    private final Normalizers normalizers;

    RowNormalizationPlan(Kernels kernels, int features, List<ParameterLayout.Slot> slots) {
        super(Kind.LAYER, 0, features, slots);
        this.normalizers = kernels.normalizers();
    }

    @Override
    void useStatistics(double[] means, double[] variances, long count) {
        throw new IllegalStateException("layer normalisation needs no statistics of the batch");
    }

    @Override
    void useSums(double[] sums) {
        throw new IllegalStateException("layer normalisation needs no sums over the batch");
    }

    @Override
    public NormalizationStage stage(Arena arena, Block block) {
        float[] means = new float[block.capacity()];
        float[] scales = new float[block.capacity()];
        return new NormalizationStage() {
            @Override
            public void forward(Rows x, Rows y, boolean training) {
                normalizers.rowMoments(x, block.count(), features(), ones(), means, scales);
                normalizers.inverseRoots(scales, block.count(), features(), (float) Normalization.EPSILON);
                normalizers.rowLine(x, y, block.count(), features(), means, scales, gain(), shift());
            }

            @Override
            public void sum(Rows x, Rows dy, float[] sums, int at) {
                normalizers.rowLineSums(x, dy, block.count(), features(), means, scales, sums, at, stride());
            }

            @Override
            public void complete(Rows x, Rows dy) {
                normalizers.rowLineGradient(x, dy, block.count(), features(), means, scales, gain());
            }
        };
    }
}
