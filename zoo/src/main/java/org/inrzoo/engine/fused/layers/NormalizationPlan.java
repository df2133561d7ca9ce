package org.inrzoo.engine.fused.layers;

import java.util.Arrays;
import org.inrzoo.engine.fused.kernels.NormalizationRule;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.BatchStatisticsPlan;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.layer.ChannelMoments;
import org.inrzoo.layer.Normalization;
import org.inrzoo.layer.Normalization.Kind;
import org.inrzoo.network.ParameterLayout;

/**
 * A normalisation, of which this class knows gain and shift, and its subclasses the statistics.
 *
 * <p>A sum of its gradients begins with Σ dy and Σ dy x̂, the gradients of shift and gain, {@link #stride()} apart.
 */
abstract class NormalizationPlan implements BatchStatisticsPlan {

    private final Kind kind;
    private final int frozenPoints;
    private final int features;
    private final int stride;
    private final LayerSite site;
    private final ParameterLayout.Slot gainSlot;
    private final ParameterLayout.Slot shiftSlot;
    private final float[] gain;
    private final float[] shift;
    private final float[] ones;

    /**
     * The plan of a normalisation of one kind.
     *
     * @param frozenPoints points whose statistics the layer keeps as parameters; 0 where it takes those of the batch
     */
    static NormalizationPlan of(Kind kind, int frozenPoints, LayerSite site) {
        return switch (kind) {
            case BATCH, GLOBAL -> new ColumnNormalizationPlan(kind, frozenPoints, site);
            case LAYER -> new RowNormalizationPlan(site);
            case CROSS -> new CrossNormalizationPlan(frozenPoints, site);
        };
    }

    /**
     * A plan for one layer.
     *
     * @param frozenPoints points whose statistics the layer keeps as parameters; 0 where it takes those of the batch
     */
    NormalizationPlan(Kind kind, int frozenPoints, LayerSite site) {
        this.kind = kind;
        this.frozenPoints = frozenPoints;
        this.site = site;
        features = site.inputs();
        this.stride = Rows.panels(features) * Rows.WIDTH;
        gainSlot = site.slot("gain");
        shiftSlot = site.slot("shift");
        gain = new float[stride];
        shift = new float[stride];
        ones = new float[stride];
        Arrays.fill(ones, 0, features, 1);
    }

    @Override
    public void useStatistics(ChannelMoments moments) {
        Normalization normalization = new Normalization(kind);
        useStatistics(normalization.means(moments), normalization.variances(moments), moments.count());
    }

    /** Takes over a mean and a variance for every feature, those of {@code count} points. */
    abstract void useStatistics(double[] means, double[] variances, long count);

    /** What it computes of points that carry their derivatives, by the parameters and statistics that were taken over last. */
    abstract NormalizationRule.Formula formula();

    @Override
    public LayerStage derivativeStage(Arena arena, Block block) {
        return new NormalizationDerivativeStage(this, site.kernels().normalizationRule(), block);
    }

    Kind kind() {
        return kind;
    }

    int features() {
        return features;
    }

    /** The features, padded to whole panels. */
    int stride() {
        return stride;
    }

    /** As all arrays of one number per feature, 0 in the padding. */
    float[] gain() {
        return gain;
    }

    float[] shift() {
        return shift;
    }

    /** 1 for every feature. */
    float[] ones() {
        return ones;
    }

    @Override
    public void prepare(float[] parameters) {
        System.arraycopy(parameters, gainSlot.offset(), gain, 0, features);
        System.arraycopy(parameters, shiftSlot.offset(), shift, 0, features);
        if (frozenPoints > 0) {
            useStatistics(doubles(parameters, "mean"), doubles(parameters, "variance"), frozenPoints);
        }
    }

    private double[] doubles(float[] parameters, String name) {
        int offset = site.slot(name).offset();
        double[] values = new double[features];
        Arrays.setAll(values, j -> parameters[offset + j]);
        return values;
    }

    @Override
    public int gradientSize() {
        return 2 * stride;
    }

    @Override
    public void collect(float[] sums, int offset, float[] gradient) {
        System.arraycopy(sums, offset, gradient, shiftSlot.offset(), features);
        System.arraycopy(sums, offset + stride, gradient, gainSlot.offset(), features);
    }
}
