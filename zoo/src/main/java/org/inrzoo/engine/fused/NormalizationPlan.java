package org.inrzoo.engine.fused;

import java.util.Arrays;
import java.util.List;
import org.inrzoo.layer.ChannelMoments;
import org.inrzoo.layer.Normalization.Kind;
import org.inrzoo.network.ParameterLayout;

/**
 * A normalisation, of which this class knows gain and shift, and its subclasses the statistics.
 *
 * <p>A sum of its gradients begins with Σ dy and Σ dy x̂, the gradients of shift and gain, {@link #stride()} apart.
 */
abstract class NormalizationPlan implements LayerPlan {

    private final Kind kind;
    private final int frozenAt;
    private final int features;
    private final int stride;
    private final List<ParameterLayout.Slot> slots;
    private final ParameterLayout.Slot gainSlot;
    private final ParameterLayout.Slot shiftSlot;
    private final float[] gain;
    private final float[] shift;
    private final float[] ones;

    /**
     * A plan for one layer.
     *
     * @param frozenAt points whose statistics the layer keeps as parameters; 0 where it takes those of the batch
     */
    NormalizationPlan(Kind kind, int frozenAt, int features, List<ParameterLayout.Slot> slots) {
        this.kind = kind;
        this.frozenAt = frozenAt;
        this.slots = slots;
        this.features = features;
        this.stride = Rows.panels(features) * Rows.WIDTH;
        gainSlot = LinearPlan.named(slots, "gain");
        shiftSlot = LinearPlan.named(slots, "shift");
        gain = new float[stride];
        shift = new float[stride];
        ones = new float[stride];
        Arrays.fill(ones, 0, features, 1);
    }

    /** Takes over the statistics of all points' inputs; called before any point goes on, where the layer is coupled. */
    void useStatistics(ChannelMoments moments) {
        useStatistics(moments.means(kind), moments.variances(kind), moments.count());
    }

    /** Takes over a mean and a variance for every feature, those of {@code count} points. */
    abstract void useStatistics(double[] means, double[] variances, long count);

    /**
     * Takes over the sums of all points; called before any of their gradients is completed, where the layer is coupled.
     *
     * @param sums the {@link #gradientSize()} numbers that {@link NormalizationStage#sum} has added up
     */
    abstract void useSums(double[] sums);

    @Override
    public abstract NormalizationStage stage(Arena arena, Block block);

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
        if (frozenAt > 0) {
            useStatistics(doubles(parameters, "mean"), doubles(parameters, "variance"), frozenAt);
        }
    }

    private double[] doubles(float[] parameters, String name) {
        int offset = LinearPlan.named(slots, name).offset();
        double[] values = new double[features];
        Arrays.setAll(values, j -> parameters[offset + j]);
        return values;
    }

    @Override
    public int gradientSize() {
        return 2 * stride;
    }

    @Override
    public void collect(float[] sums, int at, float[] gradient) {
        System.arraycopy(sums, at, gradient, shiftSlot.offset(), features);
        System.arraycopy(sums, at + stride, gradient, gainSlot.offset(), features);
    }

    @Override
    public boolean keepsInput() {
        return true;
    }
}
