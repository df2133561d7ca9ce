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

/**
 * Batch or global normalisation, or either with frozen statistics: every feature has one mean and one scale
 * r = 1/√(variance + ε), and x̂ = r (x - mean).
 *
 * <pre>
 *   batch:  dx = r gain (dy - E/N - x̂ S/N),            E = Σ dy,      S = Σ dy x̂        over the points
 *   global: dx = r (gain dy - E/(NC) - x̂ S/(NC - 1)),  E = Σ gain dy, S = Σ gain dy x̂   over points and channels
 *   frozen: dx = r gain dy
 * </pre>
 */
final class ColumnNormalizationPlan extends NormalizationPlan {

    private final NormalizationKernels normalizations;
    private final float[] mean;
    private final float[] variance;
    private final float[] scale;
    private final float[] slope;
    private final float[] ofDeviation;
    private final float[] constant;
    private long count;

    ColumnNormalizationPlan(Kind kind, int frozenPoints, LayerSite site) {
        super(kind, frozenPoints, site);
        this.normalizations = site.kernels().normalizations();
        mean = new float[stride()];
        variance = new float[stride()];
        Arrays.fill(variance, 1); // in the padding too, where it is divided by
        scale = new float[stride()];
        slope = new float[stride()];
        ofDeviation = new float[stride()];
        constant = new float[stride()];
    }

    @Override
    void useStatistics(double[] means, double[] variances, long count) {
        this.count = count;
        for (int j = 0; j < features(); j++) {
            double exact = 1 / Math.sqrt(variances[j] + Normalization.EPSILON);
            mean[j] = (float) means[j];
            variance[j] = (float) (variances[j] + Normalization.EPSILON);
            scale[j] = (float) exact;
            slope[j] = (float) (gain()[j] * exact);
        }
    }

    @Override
    public void useSums(double[] sums) {
        double all = (double) count * features();
        double gradients = 0;
        double products = 0;
        for (int j = 0; j < features(); j++) {
            gradients += gain()[j] * sums[j];
            products += gain()[j] * sums[stride() + j];
        }
        for (int j = 0; j < features(); j++) {
            double gradient = kind() == Kind.BATCH ? gain()[j] * sums[j] / count : gradients / all;
            double product =
                    kind() == Kind.BATCH ? gain()[j] * sums[stride() + j] / count : products / Math.max(1, all - 1);
            ofDeviation[j] = (float) (-scale[j] * scale[j] * product);
            constant[j] = (float) (-scale[j] * gradient);
        }
    }

    @Override
    NormalizationRule.Formula formula() {
        return new NormalizationRule.Formula(1, 0, 0, mean, variance, gain(), shift(), ones());
    }

    @Override
    public BatchStatisticsStage stage(Arena arena, Block block) {
        return new BatchStatisticsStage() {
            @Override
            public void forward(Rows x, Rows y, boolean training) {
                normalizations.line(x, y, block.count(), features(), mean, slope, shift());
            }

            @Override
            public void sum(Rows x, Rows dy, float[] sums, int offset) {
                normalizations.lineSums(x, dy, block.count(), features(), mean, scale, sums, offset, stride());
            }

            @Override
            public void complete(Rows x, Rows dy) {
                normalizations.lineGradient(x, dy, block.count(), features(), mean, slope, ofDeviation, constant);
            }
        };
    }
}
