package org.inrzoo.layer;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Features with their derivatives by the coordinates p in the {@linkplain org.inrzoo.point.AxisScales axes' units}, ∂_k = s_k ∂/∂p_k,
 * as variables of a SameDiff graph: what a layer makes of them is itself a graph, so that ordinary differentiation gives the gradient
 * by the parameters of a loss of derivatives.
 *
 * <p>Every operation follows the chain rule forward. For y = f(x), feature by feature, and for y = ab:
 *
 * <pre>
 * ∂_k y = f'(x) ∂_k x,              Δy = f'(x) Δx + f''(x) Σ_k (∂_k x)²
 * ∂_k y = a ∂_k b + b ∂_k a,        Δy = a Δb + 2 Σ_k ∂_k a ∂_k b + b Δa
 * </pre>
 *
 * @param sd the graph
 * @param dimensions coordinates per point, d
 * @param scales s, [1, 1, d]
 * @param features features per point, F
 * @param value x, [points, F]
 * @param gradient ∂_k x, [points, d, F]
 * @param laplacian Δx = Σ_k ∂_k² x, [points, F]; empty where only the gradient is wanted
 */
public record Jet(
        SameDiff sd,
        int dimensions,
        SDVariable scales,
        int features,
        SDVariable value,
        SDVariable gradient,
        Optional<SDVariable> laplacian) {

    /**
     * The coordinates themselves: ∂_k p_i is s_k where i = k and else zero, as is their Laplacian.
     *
     * @param points [points, d]
     * @param scales s, [1, 1, d]
     * @param order GRADIENT or LAPLACIAN
     */
    public static Jet coordinates(SameDiff sd, SDVariable points, SDVariable scales, DerivativeOrder order) {
        int d = (int) points.getShape()[1];
        SDVariable nothing = points.mul(0); // [N, d]
        SDVariable identity = sd.constant(Nd4j.eye(d).reshape(1, d, d).dup('c').castTo(points.dataType()));
        return new Jet(
                sd,
                d,
                scales,
                d,
                points,
                sd.reshape(nothing, -1, 1, d).add(identity.mul(scales)),
                order.holds(DerivativeOrder.LAPLACIAN) ? Optional.of(nothing) : Optional.empty());
    }

    /** The coordinates of the same graph, to the same order. */
    public Jet coordinates(SDVariable points) {
        return coordinates(sd, points, scales, order());
    }

    /** The derivatives that are there. */
    public DerivativeOrder order() {
        return laplacian.isPresent() ? DerivativeOrder.LAPLACIAN : DerivativeOrder.GRADIENT;
    }

    /**
     * The product with a matrix that does not depend on the point, x W.
     *
     * @param matrix W, [F, width]
     * @param width features that leave
     */
    public Jet linear(SDVariable matrix, int width) {
        SDVariable slopes = sd.reshape(gradient, -1, features).mmul(matrix); // [N d, width]
        return new Jet(
                sd,
                dimensions,
                scales,
                width,
                value.mmul(matrix),
                sd.reshape(slopes, -1, dimensions, width),
                laplacian.map(l -> l.mmul(matrix)));
    }

    /** The same change of the value and of all derivatives, one that is linear and does not depend on the point. */
    private Jet each(Function<SDVariable, SDVariable> change) {
        return new Jet(
                sd, dimensions, scales, features, change.apply(value), change.apply(gradient), laplacian.map(change));
    }

    /** x + c, where c does not depend on the point. */
    public Jet plus(SDVariable constant) {
        return new Jet(sd, dimensions, scales, features, value.add(constant), gradient, laplacian);
    }

    /** x + c. */
    public Jet plus(double constant) {
        return new Jet(sd, dimensions, scales, features, value.add(constant), gradient, laplacian);
    }

    /** a x. */
    public Jet times(double factor) {
        return each(part -> part.mul(factor));
    }

    /** a ⊙ x, where a does not depend on the point. */
    public Jet times(SDVariable factors) {
        return each(part -> part.mul(factors));
    }

    /** The sum of two of as many features; of one feature and many, that with each. */
    public Jet plus(Jet other) {
        return new Jet(
                sd,
                dimensions,
                scales,
                Math.max(features, other.features),
                value.add(other.value),
                gradient.add(other.gradient),
                laplacian.map(l -> l.add(other.laplacian.orElseThrow())));
    }

    /** The difference of two of as many features; of many and one feature, of each and that. */
    public Jet minus(Jet other) {
        return new Jet(
                sd,
                dimensions,
                scales,
                Math.max(features, other.features),
                value.sub(other.value),
                gradient.sub(other.gradient),
                laplacian.map(l -> l.sub(other.laplacian.orElseThrow())));
    }

    /** The product of two of as many features, feature by feature; of one feature and many, of that with each. */
    public Jet times(Jet other) {
        SDVariable slopes = gradient.mul(other.beside()).add(other.gradient.mul(beside()));
        return new Jet(
                sd,
                dimensions,
                scales,
                Math.max(features, other.features),
                value.mul(other.value),
                slopes,
                laplacian.map(l -> l.mul(other.value)
                        .add(other.laplacian.orElseThrow().mul(value))
                        .add(gradient.mul(other.gradient).sum(false, 1).mul(2))));
    }

    /** The value, to be multiplied with a gradient, [N, 1, F]. */
    private SDVariable beside() {
        return beside(value);
    }

    private SDVariable beside(SDVariable perPoint) {
        return sd.reshape(perPoint, -1, 1, features);
    }

    /**
     * A function of every feature by itself.
     *
     * @param y f(x), [N, F]
     * @param slope f'(x)
     * @param curvature f''(x); asked for where the Laplacian is wanted
     */
    public Jet through(SDVariable y, SDVariable slope, Supplier<SDVariable> curvature) {
        return new Jet(
                sd,
                dimensions,
                scales,
                features,
                y,
                gradient.mul(beside(slope)),
                laplacian.map(l -> l.mul(slope)
                        .add(sd.math().square(gradient).sum(false, 1).mul(curvature.get()))));
    }

    /** The mean over the features, of one feature. */
    public Jet mean() {
        return new Jet(
                sd,
                dimensions,
                scales,
                1,
                mean(value),
                sd.reshape(sd.reshape(gradient, -1, features, 1).mean(true, 1), -1, dimensions, 1),
                laplacian.map(l -> mean(l)));
    }

    private SDVariable mean(SDVariable x) {
        // ND4J M2.1: a matrix cannot be reduced along an axis of length 1, a cube can.
        return sd.reshape(sd.reshape(x, -1, features, 1).mean(true, 1), -1, 1);
    }

    /** x². */
    public Jet square() {
        return through(sd.math().square(value), value.mul(2), () -> value.mul(0).add(2));
    }

    /** sin x. */
    public Jet sin() {
        SDVariable y = sd.math().sin(value);
        return through(y, sd.math().cos(value), y::neg);
    }

    /** cos x. */
    public Jet cos() {
        SDVariable y = sd.math().cos(value);
        return through(y, sd.math().sin(value).neg(), y::neg);
    }

    /** e^x. */
    public Jet exp() {
        SDVariable y = sd.math().exp(value);
        return through(y, y, () -> y);
    }

    /** 1/√x. */
    public Jet reciprocalRoot() {
        SDVariable y = sd.math().rsqrt(value);
        SDVariable cube = sd.math().square(y).mul(y);
        return through(y, cube.mul(-0.5), () -> cube.mul(sd.math().square(y)).mul(0.75));
    }

    /** The features of several side by side. */
    public static Jet concat(List<Jet> jets) {
        if (jets.size() == 1) {
            return jets.get(0);
        }
        Jet first = jets.get(0);
        return new Jet(
                first.sd,
                first.dimensions,
                first.scales,
                jets.stream().mapToInt(Jet::features).sum(),
                concat(first.sd, 1, jets, Jet::value),
                concat(first.sd, 2, jets, Jet::gradient),
                first.laplacian.map(l -> concat(first.sd, 1, jets, jet -> jet.laplacian.orElseThrow())));
    }

    private static SDVariable concat(SameDiff sd, int axis, List<Jet> jets, Function<Jet, SDVariable> part) {
        return sd.concat(axis, jets.stream().map(part).toArray(SDVariable[]::new));
    }

    /**
     * The features cut into {@code count} equal parts; of F = count · w, part i are the features i w … (i+1) w - 1.
     */
    public List<Jet> parts(int count) {
        return split(count, false);
    }

    /** Feature i of every {@code count} neighbouring ones, for i = 0 … count-1. */
    public List<Jet> interleaved(int count) {
        return split(count, true);
    }

    private List<Jet> split(int count, boolean neighbors) {
        if (count == 1) {
            return List.of(this);
        }
        int width = features / count;
        SDVariable[] values = split(value, count, width, neighbors);
        SDVariable[] gradients = split(gradient, count, width, neighbors);
        Optional<SDVariable[]> laplacians = laplacian.map(l -> split(l, count, width, neighbors));
        return IntStream.range(0, count)
                .mapToObj(i -> new Jet(
                        sd,
                        dimensions,
                        scales,
                        width,
                        sd.reshape(values[i], -1, width),
                        sd.reshape(gradients[i], -1, dimensions, width),
                        laplacians.map(parts -> sd.reshape(parts[i], -1, width))))
                .toList();
    }

    private SDVariable[] split(SDVariable x, int count, int width, boolean neighbors) {
        SDVariable apart = neighbors ? sd.reshape(x, -1, width, count) : sd.reshape(x, -1, count, width);
        return sd.split(apart, count, neighbors ? 2 : 1);
    }

    /** Two of as many features in turn: feature i of this one, feature i of the other, … */
    public Jet alternating(Jet other) {
        return new Jet(
                sd,
                dimensions,
                scales,
                2 * features,
                sd.reshape(sd.stack(2, value, other.value), -1, 2L * features),
                sd.reshape(sd.stack(3, gradient, other.gradient), -1, dimensions, 2L * features),
                laplacian.map(l -> sd.reshape(sd.stack(2, l, other.laplacian.orElseThrow()), -1, 2L * features)));
    }

    /**
     * Every feature with each of the weights of its point, [w_0 x, w_1 x, …].
     *
     * @param weights w, whose own Laplacian counts
     */
    public Jet outer(Jet weights) {
        int count = weights.features;
        SDVariable x = sd.reshape(value, -1, 1, features);
        SDVariable w = sd.reshape(weights.value, -1, count, 1);
        SDVariable dx = sd.reshape(gradient, -1, dimensions, 1, features);
        SDVariable dw = sd.reshape(weights.gradient, -1, dimensions, count, 1);
        int all = Math.multiplyExact(count, features);
        SDVariable slopes = dx.mul(sd.reshape(w, -1, 1, count, 1)).add(dw.mul(sd.reshape(x, -1, 1, 1, features)));
        return new Jet(
                sd,
                dimensions,
                scales,
                all,
                sd.reshape(x.mul(w), -1, all),
                sd.reshape(slopes, -1, dimensions, all),
                laplacian.map(l -> sd.reshape(
                        sd.reshape(l, -1, 1, features)
                                .mul(w)
                                .add(x.mul(sd.reshape(weights.laplacian.orElseThrow(), -1, count, 1)))
                                .add(dx.mul(dw).sum(false, 1).mul(2)),
                        -1,
                        all)));
    }

    /**
     * Every feature with each of the weights of its point, where these do not change around the point.
     *
     * @param weights w, [N, count]
     */
    public Jet outer(SDVariable weights, int count) {
        int all = Math.multiplyExact(count, features);
        SDVariable w = sd.reshape(weights, -1, count, 1);
        Function<SDVariable, SDVariable> spread =
                part -> sd.reshape(sd.reshape(part, -1, 1, features).mul(w), -1, all);
        SDVariable slopes = sd.reshape(gradient, -1, dimensions, 1, features).mul(sd.reshape(w, -1, 1, count, 1));
        return new Jet(
                sd,
                dimensions,
                scales,
                all,
                spread.apply(value),
                sd.reshape(slopes, -1, dimensions, all),
                laplacian.map(spread));
    }

    /** The same derivatives of an equal value that is computed, and differentiated by the parameters, in another way. */
    Jet withValue(SDVariable other) {
        return new Jet(sd, dimensions, scales, features, other, gradient, laplacian);
    }
}
