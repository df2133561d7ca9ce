package org.inrzoo.engine.fused;

import java.util.Arrays;
import java.util.List;
import org.inrzoo.engine.fused.Normalizers.Columns;
import org.inrzoo.layer.Normalization;
import org.inrzoo.layer.Normalization.Kind;
import org.inrzoo.network.ParameterLayout;

/** Cross normalisation, or the same with frozen columns: the row's statistics are always a point's own. */
final class CrossNormalizationPlan extends NormalizationPlan {

    private final Normalizers normalizers;
    private final float[] p;
    private final float[] q;
    private Columns columns;
    private long count;

    CrossNormalizationPlan(Kernels kernels, int frozenAt, int features, List<ParameterLayout.Slot> slots) {
        super(Kind.CROSS, frozenAt, features, slots);
        this.normalizers = kernels.normalizers();
        p = new float[stride()];
        q = new float[stride()];
    }

    @Override
    void useStatistics(double[] means, double[] variances, long count) {
        float[] columnMeans = new float[stride()];
        float[] columnVariances = new float[stride()];
        Arrays.fill(columnVariances, 1); // in the padding too, where it is divided by
        for (int j = 0; j < features(); j++) {
            columnMeans[j] = (float) means[j];
            columnVariances[j] = (float) (variances[j] + Normalization.EPSILON);
        }
        columns = new Columns(count, columnMeans, columnVariances);
        this.count = count;
    }

    @Override
    void useSums(double[] sums) {
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
    public NormalizationStage stage(Arena arena, Block block) {
        float[] means = new float[block.capacity()];
        float[] variances = new float[block.capacity()];
        Rows scales = Rows.allocate(arena, features(), block.capacity());
        return new NormalizationStage() {
            private void measure(Rows x) {
                normalizers.rowMoments(x, block.count(), features(), ones(), means, variances);
                for (int point = 0; point < block.count(); point++) {
                    variances[point] /= Math.max(1, features() - 1);
                }
                normalizers.crossScales(scales, block.count(), features(), columns.variances(), variances);
            }

            @Override
            public void forward(Rows x, Rows y, boolean training) {
                measure(x);
                normalizers.cross(x, y, scales, block.count(), features(), columns, means, gain(), shift());
            }

            @Override
            public void sum(Rows x, Rows dy, float[] sums, int at) {
                normalizers.crossSums(
                        x, dy, scales, block.count(), features(), columns, means, gain(), sums, at, stride());
            }

            /** The block's points have passed forward here only where the layer is frozen. */
            @Override
            public void complete(Rows x, Rows dy) {
                measure(x);
                normalizers.crossGradient(
                        x, dy, scales, block.count(), features(), columns, means, gain(), ones(), p, q);
            }
        };
    }
}
