package org.inrzoo.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.layer.Normalization.Kind;
import org.inrzoo.parameter.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A {@link Normalization} whose statistics over the batch are kept at those of one batch, so that a point's outputs
 * depend on that point alone. On that batch it gives what the normalisation gave.
 *
 * <pre>y_j = gain_j (x_j - mean_j) / √(variance_j + ε) + shift_j     of batch and global normalisation, ε = 1e-5</pre>
 *
 * <p>For batch and global normalisation this is a fixed line per channel. Of cross normalisation the columns' means and
 * variances are kept, the row is the point's own.
 *
 * @param kind batch, global or cross
 * @param points points of the batch the statistics are of, N
 */
public record FrozenNormalization(Kind kind, int points) implements Layer {

    public FrozenNormalization {
        if (kind == Kind.LAYER || points < 1) {
            throw new IllegalArgumentException("statistics of " + kind + " over " + points + " points cannot be kept");
        }
    }

    /** Of batch and global normalisation: a = gain / √(variance + ε), c = shift - a mean. */
    @Override
    public Optional<ChannelLine> channelLine(Map<String, float[]> values) {
        if (kind == Kind.CROSS) {
            return Optional.empty();
        }
        float[] gain = values.get("gain");
        double[] slopes = new double[gain.length];
        double[] offsets = new double[gain.length];
        for (int j = 0; j < gain.length; j++) {
            slopes[j] = gain[j] / Math.sqrt(values.get("variance")[j] + Normalization.EPSILON);
            offsets[j] = values.get("shift")[j] - slopes[j] * values.get("mean")[j];
        }
        return Optional.of(new ChannelLine(slopes, offsets));
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    /** Gain and shift, then the batch's mean and variance of every channel, [C] each, which are not trained. */
    @Override
    public List<Parameter> parameters(int inputs) {
        List<Parameter> parameters = new ArrayList<>(new Normalization(kind).parameters(inputs));
        parameters.add(Normalization.perChannel("mean", inputs, 0, false));
        parameters.add(Normalization.perChannel("variance", inputs, 1, false));
        return List.copyOf(parameters);
    }

    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        SDVariable centered = x.sub(graph.parameter("mean"));
        SDVariable variance = graph.parameter("variance");
        SDVariable normalized = kind == Kind.CROSS
                ? Normalization.cross(graph, x, centered, variance, count(graph))
                : Normalization.scaled(graph, centered, variance);
        return Normalization.affine(graph, normalized);
    }

    private SDVariable count(LayerGraph graph) {
        return graph.sd().constant((double) points).castTo(graph.points().dataType());
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return Optional.empty();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet x) {
        Jet column = x.plus(graph.parameter("mean").neg());
        SDVariable variance = graph.parameter("variance");
        Jet normalized = kind == Kind.CROSS
                ? cross(graph, x, column, variance)
                : column.times(graph.sd().math().rsqrt(variance.add(Normalization.EPSILON)));
        return Normalization.affine(graph, normalized);
    }

    /** x - u = (N column + C row + x) / (N + C), of which the row's part is the point's own. */
    private Jet cross(LayerGraph graph, Jet x, Jet column, SDVariable variance) {
        int channels = graph.inputs();
        Jet row = x.minus(x.mean());
        Jet rowVariance = row.square().mean().times((double) channels / Math.max(1, channels - 1));
        Jet centered = x.plus(column.times(points)).plus(row.times(channels)).times(1.0 / (points + channels));
        Jet whole = centered.times(0).plus(variance).plus(rowVariance);
        return Normalization.scaled(centered, whole);
    }
}
