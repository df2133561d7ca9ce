package org.inrzoo.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A linear layer whose weights depend on position: Hao et al. 2022, "Implicit Neural Representations with
 * Levels-of-Experts", eq. 2 to 5.
 *
 * <pre>y = x W(p) + b,   W(p) = Σ_e B_e(αp + β) W_e</pre>
 *
 * An expert's coefficient B_e is the product over the axes of a hat function, max(0, 1 - δ), of the circular distance δ
 * in cells between the point and the expert's own cell. Experts are numbered row-major over the axes of the tiling; all
 * share one bias.
 *
 * @param width features that leave
 * @param tiling which expert serves which part of the domain
 * @param weight initialiser of each W_e, as of a plain layer of its own
 * @param bias initialiser of b, [width]
 * @param trainBias false keeps b at its first values
 */
public record LevelsOfExperts(int width, ExpertTiling tiling, Initializer weight, Initializer bias, boolean trainBias)
        implements Layer {

    /** Slope below zero of the leaky ReLU that follows such a layer. */
    public static final double NEGATIVE_SLOPE = 0.2;

    @Override
    public int outputs(int inputs) {
        return width;
    }

    /** The experts' weights [experts, inputs, width] and the shared bias [width]. */
    @Override
    public List<Parameter> parameters(int inputs) {
        Parameter weights =
                new Parameter("weight", List.of(tiling.count(), inputs, width), weight, inputs, width, true);
        Parameter shared = Parameter.bias(inputs, width, bias);
        return List.of(weights, trainBias ? shared : shared.frozen());
    }

    /** By the graph's {@link ExpertRouting} where the points allow it, else by masks. */
    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        SDVariable weights = graph.parameter("weight"); // [E, inputs, width]
        SDVariable y = graph.routing()
                .products(graph.sd(), tiling, x, weights, tiling.count(), graph.inputs(), width)
                .orElseGet(() -> blend(graph, x, weights));
        return y.add(graph.parameter("bias")); // [N, width]
    }

    /**
     * Σ_e (B_e x) W_e for any points, as one product: [B_0 x, B_1 x, …] times the experts stacked upon each other.
     *
     */
    private SDVariable blend(LayerGraph graph, SDVariable x, SDVariable weights) {
        SameDiff sd = graph.sd();
        long experts = tiling.count();
        long inputs = graph.inputs();
        SDVariable[] coefficients = coefficients(graph).toArray(new SDVariable[0]); // B_e, each [N, 1]
        SDVariable b = sd.reshape(sd.concat(1, coefficients), -1, experts, 1); // [N, E, 1]
        // ND4J M2.1: its session walks every path through the graph, so that x is used once, by a broadcast; one use
        // for each
        // B_e would cost E^layers steps before the first operation.
        SDVariable scaled = sd.reshape(x, -1, 1, inputs).mul(b); // [N, E, inputs]
        SDVariable stacked = sd.reshape(weights, experts * inputs, width); // [E · inputs, width]
        return sd.reshape(scaled, -1, experts * inputs).mmul(stacked);
    }

    /** B_e of every expert, each [N, 1]. */
    private List<SDVariable> coefficients(LayerGraph graph) {
        List<SDVariable> products = List.of();
        List<SDVariable> axes = axes(graph, directed(graph));
        for (int axis = 0; axis < axes.size(); axis++) {
            List<SDVariable> hats =
                    hats(graph.sd(), axes.get(axis).mul(tiling.alpha(axis)).add(tiling.beta()));
            List<SDVariable> longer = new ArrayList<>();
            for (SDVariable product : products) {
                hats.forEach(hat -> longer.add(product.mul(hat)));
            }
            products = products.isEmpty() ? hats : longer;
        }
        return products;
    }

    /** The N hat functions of one axis at q = αp + β, each [N, 1]. */
    private List<SDVariable> hats(SameDiff sd, SDVariable q) {
        int experts = tiling.experts();
        SDVariable cell = tiling.blending() == Blending.NEAREST ? sd.math().floor(q) : q;
        List<SDVariable> hats = new ArrayList<>();
        for (int j = 0; j < experts; j++) {
            SDVariable ahead = modulo(sd, cell.sub(j), experts); // cells from expert j's, in [0, N)
            SDVariable distance = sd.math().min(ahead, ahead.rsub(experts)); // the shorter way round
            hats.add(sd.nn().relu(distance.rsub(1), 0));
        }
        return hats;
    }

    private static SDVariable modulo(SameDiff sd, SDVariable value, int divisor) {
        return value.sub(sd.math().floor(value.div(divisor)).mul(divisor));
    }

    /** The points' coordinates along the tiling's own axes, [N, d]. */
    private SDVariable directed(LayerGraph graph) {
        return tiling.isTurned() ? graph.points().mmul(columns(graph)) : graph.points();
    }

    /** The directions of the tiling's axes as columns, [d, d]. */
    private SDVariable columns(LayerGraph graph) {
        double[] rows =
                tiling.rotation().stream().mapToDouble(Double::doubleValue).toArray();
        INDArray rotation = Nd4j.createFromArray(rows).reshape(tiling.dimensions(), tiling.dimensions());
        return graph.sd()
                .constant(rotation.transpose().dup('c').castTo(graph.points().dataType()));
    }

    private List<SDVariable> axes(LayerGraph graph, SDVariable points) {
        return tiling.dimensions() == 1 ? List.of(points) : List.of(graph.sd().split(points, tiling.dimensions(), 1));
    }

    @Override
    public Optional<Map<String, float[]>> folded(Map<String, float[]> values, ChannelLine line) {
        return Optional.of(Map.of("weight", line.scaled(values.get("weight")), "bias", line.of(values.get("bias"))));
    }

    @Override
    public long macs(int inputs) {
        int blended = tiling.blending() == Blending.NEAREST ? 1 : 1 << tiling.dimensions();
        return (long) blended * inputs * width;
    }

    /**
     * Nearest experts: the derivatives inside a point's cell, at whose edges the outputs jump. Blended ones have a gradient that
     * jumps there.
     */
    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return order == DerivativeOrder.LAPLACIAN && tiling.blending() == Blending.LINEAR
                ? Optional.of(
                        "its experts are blended linearly, so that its gradient jumps at the cells' edges, where most of a"
                                + " Laplacian would lie: take a smooth network, such as siren or gauss")
                : Optional.empty();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet x) {
        SDVariable weights = graph.parameter("weight"); // [E, inputs, width]
        int rows = Math.multiplyExact(tiling.count(), graph.inputs());
        SDVariable stacked = graph.sd().reshape(weights, rows, width);
        Jet weighted = tiling.blending() == Blending.NEAREST
                ? x.outer(graph.sd().concat(1, coefficients(graph).toArray(SDVariable[]::new)), tiling.count())
                : x.outer(coefficients(graph, x));
        return weighted.linear(stacked, width).plus(graph.parameter("bias"));
    }

    /** B_e of every blended expert and how it changes with the point. */
    private Jet coefficients(LayerGraph graph, Jet x) {
        Jet points = x.coordinates(graph.points());
        Jet directed = tiling.isTurned() ? points.linear(columns(graph), tiling.dimensions()) : points;
        List<Jet> products = List.of();
        List<Jet> axes = directed.parts(tiling.dimensions());
        for (int axis = 0; axis < axes.size(); axis++) {
            List<Jet> hats = hats(axes.get(axis).times(tiling.alpha(axis)).plus(tiling.beta()));
            products = products.isEmpty()
                    ? hats
                    : products.stream()
                            .flatMap(product -> hats.stream().map(product::times))
                            .toList();
        }
        return Jet.concat(products);
    }

    /** The slope of a hat is -1 on the side where the point is ahead of the expert's cell and 1 on the other, 0 beyond. */
    private List<Jet> hats(Jet q) {
        SameDiff sd = q.sd();
        List<SDVariable> values = hats(sd, q.value());
        List<Jet> hats = new ArrayList<>();
        for (int j = 0; j < values.size(); j++) {
            SDVariable hat = values.get(j);
            SDVariable side = sd.math()
                    .sign(modulo(sd, q.value().sub(j), tiling.experts()).sub(tiling.experts() / 2.0));
            hats.add(q.through(hat, side.mul(sd.math().sign(hat)), () -> hat.mul(0)));
        }
        return hats;
    }
}
