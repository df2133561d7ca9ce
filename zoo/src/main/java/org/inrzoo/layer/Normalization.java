package org.inrzoo.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Shifts and scales the features of a batch by their own statistics: Cai et al., "Batch Normalization Alleviates the
 * Spectral Bias in Coordinate Networks", CVPR 2024, and arXiv 2407.17834, as the authors' code has it.
 *
 * <pre>y_ij = gain_j (x_ij - u_ij) / √(v_ij + ε) + shift_j     point i of N, channel j of C, ε = 1e-5</pre>
 *
 * A biased variance divides by the number of its values, an unbiased one by one less; that of a single value is 0.
 *
 * @param kind which values share their statistics u and v
 */
public record Normalization(Kind kind) implements Layer {

    /** What is added to every variance, ε. */
    public static final double EPSILON = 1e-5;

    /** Which values share their statistics. */
    public enum Kind {
        /** A channel's, over the batch: u_j their mean, v_j their biased variance. */
        BATCH,
        /** A point's, over its channels: u_i their mean, v_i their biased variance. */
        LAYER,
        /** All of the batch: one mean u and one unbiased variance v. Not what is known as group normalisation. */
        GLOBAL,
        /**
         * A point's and a channel's: u_ij = (row sum_i + column sum_j - x_ij) / (N + C), and v_ij is the sum of the
         * unbiased variances of column j and of row i, each about its own mean.
         */
        CROSS
    }

    /** The mean that it takes of every channel, where it takes any over the batch. */
    public double[] means(ChannelMoments batch) {
        double[] means = batch.means();
        if (kind == Kind.GLOBAL) {
            Arrays.fill(means, batch.meanOfAll());
        }
        return means;
    }

    /**
     * The variance that it takes of every channel.
     *
     * @throws IllegalStateException for layer normalisation, which takes none over the batch
     */
    public double[] variances(ChannelMoments batch) {
        double[] variances = batch.squares();
        long count = batch.count();
        long values = count * variances.length;
        switch (kind) {
            case BATCH -> Arrays.setAll(variances, j -> variances[j] / count);
            case CROSS -> Arrays.setAll(variances, j -> variances[j] / Math.max(1, count - 1));
            case GLOBAL -> Arrays.fill(variances, batch.squaresOfAll() / Math.max(1, values - 1));
            case LAYER -> throw new IllegalStateException("layer normalisation has no statistics over the batch");
        }
        return variances;
    }

    @Override
    public Optional<Layer> frozen(int points) {
        return Optional.of(usesBatchStatistics() ? new FrozenNormalization(kind, points) : this);
    }

    @Override
    public Map<String, float[]> frozenParameters(ChannelMoments inputs) {
        return Map.of("mean", floats(means(inputs)), "variance", floats(variances(inputs)));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    @Override
    public boolean usesBatchStatistics() {
        return kind != Kind.LAYER;
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    /** A gain, at first 1, and a shift, at first 0, for every channel. */
    @Override
    public List<Parameter> parameters(int inputs) {
        return List.of(perChannel("gain", inputs, 1, true), perChannel("shift", inputs, 0, true));
    }

    /** A parameter [channels] that begins with one value everywhere. */
    static Parameter perChannel(String name, int channels, double first, boolean trainable) {
        return new Parameter(name, List.of(channels), new Initializer.Constant(first), channels, channels, trainable);
    }

    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        // ND4J M2.1: features are used more than once, and its session then walks every path through the graph, unless
        // each
        // operation names the shorter way to such a feature first: x.sub(mean of x), not mean of x .rsub(x).
        SDVariable normalized =
                switch (kind) {
                    case BATCH -> byMean(graph, x, 0);
                    case LAYER -> byMean(graph, x, 1);
                    case GLOBAL -> global(graph, x);
                    case CROSS -> {
                        SDVariable column = x.sub(mean(graph, x, 0)); // [N, C]
                        yield cross(
                                graph,
                                x,
                                column,
                                unbiased(graph, variance(graph, column, 0), points(graph)),
                                points(graph));
                    }
                };
        return affine(graph, normalized);
    }

    private static SDVariable byMean(LayerGraph graph, SDVariable x, int axis) {
        SDVariable centered = x.sub(mean(graph, x, axis));
        return scaled(graph, centered, variance(graph, centered, axis));
    }

    private static SDVariable global(LayerGraph graph, SDVariable x) {
        SDVariable centered = x.sub(mean(graph, mean(graph, x, 0), 1));
        SDVariable variance = mean(graph, variance(graph, centered, 0), 1); // [1, 1]
        return scaled(graph, centered, unbiased(graph, variance, points(graph).mul(channels(graph))));
    }

    /**
     * Cross normalisation, given a column's part: x - u = (N column + C row + x) / (N + C), where column and row are x
     * less the means of its column and of its row.
     *
     * @param column [N, C]
     * @param variance unbiased variances of the columns, [1, C] or [C]
     * @param points N, a scalar
     */
    static SDVariable cross(LayerGraph graph, SDVariable x, SDVariable column, SDVariable variance, SDVariable points) {
        int channels = channels(graph);
        SDVariable row = x.sub(mean(graph, x, 1)); // [N, C]
        SDVariable rowVariance = variance(graph, row, 1).mul((double) channels / Math.max(1, channels - 1)); // [N, 1]
        SDVariable centered = x.add(column.mul(points)).add(row.mul(channels)).div(points.add(channels)); // [N, C]
        return scaled(graph, centered, rowVariance.add(variance));
    }

    /** What is centred, divided by its deviation. */
    static SDVariable scaled(LayerGraph graph, SDVariable centered, SDVariable variance) {
        // ND4J M2.1: the gradient of a division by a single value is wrong, that of a product with its reciprocal
        // right.
        return centered.mul(graph.sd().math().rsqrt(variance.add(EPSILON)));
    }

    /** The normalised features times gain plus shift. */
    static SDVariable affine(LayerGraph graph, SDVariable normalized) {
        return normalized.mul(graph.parameter("gain")).add(graph.parameter("shift")); // [N, C]
    }

    /** The mean over the points (axis 0), [1, C], or over the channels (axis 1), [N, 1]. */
    private static SDVariable mean(LayerGraph graph, SDVariable x, int axis) {
        // ND4J M2.1: a matrix cannot be reduced along an axis of length 1, a cube can.
        SDVariable cube = graph.sd().reshape(x, -1, channels(graph), 1).mean(true, axis);
        return axis == 0 ? graph.sd().reshape(cube, 1, -1) : graph.sd().reshape(cube, -1, 1);
    }

    private static SDVariable variance(LayerGraph graph, SDVariable centered, int axis) {
        return mean(graph, graph.sd().math().square(centered), axis);
    }

    /** A biased variance over {@code count} values times count / (count - 1). */
    private static SDVariable unbiased(LayerGraph graph, SDVariable biased, SDVariable count) {
        SDVariable one = graph.sd().constant(1).castTo(graph.points().dataType());
        return biased.mul(count.div(graph.sd().math().max(count.sub(1), one)));
    }

    /** The points of the batch, N, as a scalar of the graph's type. */
    private static SDVariable points(LayerGraph graph) {
        return graph.sd().sizeAt(graph.points(), 0).castTo(graph.points().dataType());
    }

    private static int channels(LayerGraph graph) {
        return (int) graph.parameter("gain").getShape()[0];
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return order == DerivativeOrder.VALUES || kind == Kind.LAYER
                ? Optional.empty()
                : Optional.of(
                        "its statistics are those of a batch, which have no derivative by one point's coordinates: freeze"
                                + " them first (BatchStatistics.freeze)");
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet x) {
        if (kind != Kind.LAYER) {
            return Layer.super.differentiate(graph, x);
        }
        Jet centered = x.minus(x.mean());
        return affine(graph, scaled(centered, centered.square().mean()));
    }

    /** What is centred, divided by its deviation, with derivatives. */
    static Jet scaled(Jet centered, Jet variance) {
        return centered.times(variance.plus(EPSILON).reciprocalRoot());
    }

    /** The normalised features times gain plus shift, with derivatives. */
    static Jet affine(LayerGraph graph, Jet normalized) {
        return normalized.times(graph.parameter("gain")).plus(graph.parameter("shift"));
    }
}
