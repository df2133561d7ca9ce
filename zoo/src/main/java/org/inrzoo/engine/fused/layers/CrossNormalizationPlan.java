package org.inrzoo.engine.fused.layers;

import java.util.Arrays;
import org.inrzoo.engine.fused.kernels.NormalizationKernels;
import org.inrzoo.engine.fused.kernels.NormalizationKernels.Columns;
import org.inrzoo.engine.fused.kernels.NormalizationRule;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.BatchStatisticsStage;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.Normalization;
import org.inrzoo.layer.Normalization.Kind;

/** Cross normalisation, or the same with frozen columns: the row's statistics are always a point's own. */
final class CrossNormalizationPlan extends NormalizationPlan {

    private final NormalizationKernels normalizations;
    private final float[] p;
    private final float[] q;
    private final float[] offsets;
    private Columns columns;
    private long count;

    CrossNormalizationPlan(int frozenPoints, LayerSite site) {
        super(Kind.CROSS, frozenPoints, site);
        this.normalizations = site.kernels().normalizations();
        p = new float[stride()];
        q = new float[stride()];
        offsets = new float[stride()];
    }

    @Override
    void useStatistics(double[] means, double[] variances, long count) {
        float[] columnMeans = new float[stride()];
        float[] columnVariances = new float[stride()];
        Arrays.fill(columnVariances, 1); // in the padding too, where it is divided by
        for (int j = 0; j < features(); j++) {
            columnMeans[j] = (float) means[j];
            offsets[j] = (float) (means[j] * count / (count + features()));
            columnVariances[j] = (float) (variances[j] + Normalization.EPSILON);
        }
        columns = new Columns(count, columnMeans, columnVariances);
        this.count = count;
    }

    /** x - u = ((N + C + 1) x - C row mean - N column mean) / (N + C), u as {@link Normalization.Kind#CROSS} has it. */
    @Override
    NormalizationRule.Formula formula() {
        double all = (double) count + features();
        return new NormalizationRule.Formula(
                (float) ((all + 1) / all),
                (float) (features() / all),
                1f / Math.max(1, features() - 1),
                offsets,
                columns.variances(),
                gain(),
                shift(),
                ones());
    }

    @Override
    public void useSums(double[] sums) {
        for (int j = 0; j < features(); j++) {
            p[j] = (float) sums[2 * stride() + j];
            q[j] = (float) (sums[3 * stride() + j] * 2 / Math.max(1, count - 1));
        }
    }

    @Override
    public int gradientSize() {
        return 4 * stride();
    }

    @Override
    public BatchStatisticsStage stage(Arena arena, Block block) {
        float[] means = new float[block.capacity()];
        float[] variances = new float[block.capacity()];
        Rows scales = Rows.allocate(arena, features(), block.capacity());
        return new BatchStatisticsStage() {
            private void measure(Rows x) {
                normalizations.rowMoments(x, block.count(), features(), ones(), means, variances);
                for (int point = 0; point < block.count(); point++) {
                    variances[point] /= Math.max(1, features() - 1);
                }
                normalizations.crossScales(scales, block.count(), features(), columns.variances(), variances);
            }

            @Override
            public void forward(Rows x, Rows y, boolean training) {
                measure(x);
                normalizations.cross(x, y, scales, block.count(), features(), columns, means, gain(), shift());
            }

            @Override
            public void sum(Rows x, Rows dy, float[] sums, int offset) {
                normalizations.crossSums(
                        x, dy, scales, block.count(), features(), columns, means, gain(), sums, offset, stride());
            }

            /** The block's points have passed forward here only where the layer is frozen. */
            @Override
            public void complete(Rows x, Rows dy) {
                measure(x);
                normalizations.crossGradient(
                        x, dy, scales, block.count(), features(), columns, means, gain(), ones(), p, q);
            }
        };
    }
}
