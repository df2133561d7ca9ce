package org.inrzoo.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.inrzoo.point.Range;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A multiplicative filter, y = x ⊙ g(v), Fathony et al. 2021, eq. 3: each feature is multiplied by a sinusoid of the
 * coordinates v, g = sin(vΩ + φ), or by a Gabor filter, that sinusoid times exp(-½γ‖v - μ‖²).
 *
 * @param dimensions coordinates per point, d
 * @param range the interval of the coordinates v
 * @param frequency initialiser of Ω, [d, features], radians per unit of v
 * @param trainFrequency false keeps Ω at its first values, as BACON does
 * @param envelope of a Gabor filter; empty for a sinusoid alone
 */
public record Filter(
        int dimensions, Range range, Initializer frequency, boolean trainFrequency, Optional<Envelope> envelope)
        implements Layer {

    /**
     * The bell of a Gabor filter.
     *
     * @param sharpness initialiser of γ, [features]
     * @param center initialiser of μ, [d, features]
     */
    public record Envelope(Initializer sharpness, Initializer center) {}

    private static final Initializer PHASE = new Initializer.Uniform(Math.PI);

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public List<Parameter> parameters(int inputs) {
        Parameter waves = tensor("frequency", List.of(dimensions, inputs), frequency);
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(trainFrequency ? waves : waves.frozen());
        parameters.add(tensor("phase", List.of(inputs), PHASE));
        envelope.ifPresent(bell -> {
            parameters.add(tensor("sharpness", List.of(inputs), bell.sharpness));
            parameters.add(tensor("centre", List.of(dimensions, inputs), bell.center));
        });
        return parameters;
    }

    private Parameter tensor(String name, List<Integer> shape, Initializer initializer) {
        return new Parameter(name, shape, initializer, dimensions, shape.get(shape.size() - 1), true);
    }

    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        SDVariable v = Encoding.inRange(graph.points(), range); // [N, d]
        SDVariable phase = v.mmul(graph.parameter("frequency")).add(graph.parameter("phase"));
        SDVariable wave = graph.sd().math().sin(phase); // [N, features]
        return x.mul(envelope.isPresent() ? wave.mul(bell(graph, v)) : wave);
    }

    /** exp(-½γ‖v - μ‖²) with ‖v - μ‖² = ‖v‖² - 2vμ + ‖μ‖². */
    private SDVariable bell(LayerGraph graph, SDVariable v) {
        SDVariable center = graph.parameter("centre"); // [d, features]
        SDVariable ones = graph.sd().constant(Nd4j.ones(v.dataType(), dimensions, 1));
        SDVariable lengths = graph.sd().math().square(v).mmul(ones); // [N, 1]
        SDVariable shift = graph.sd().transpose(ones).mmul(graph.sd().math().square(center)); // [1, features]
        SDVariable distance = v.mmul(center).mul(-2).add(lengths).add(shift);
        return graph.sd().math().exp(distance.mul(graph.parameter("sharpness")).mul(-0.5));
    }

    /** Of the sinusoid's argument, and of the bell's. */
    @Override
    public long macs(int inputs) {
        return (long) dimensions * inputs * (envelope.isPresent() ? 2 : 1);
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return Optional.empty();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet x) {
        Jet v = Encoding.inRange(x.coordinates(graph.points()), range);
        Jet wave = v.linear(graph.parameter("frequency"), graph.inputs())
                .plus(graph.parameter("phase"))
                .sin();
        return x.times(envelope.isPresent() ? wave.times(bell(graph, v)) : wave);
    }

    private Jet bell(LayerGraph graph, Jet v) {
        SDVariable center = graph.parameter("centre"); // [d, features]
        SDVariable ones = graph.sd().constant(Nd4j.ones(center.dataType(), dimensions, 1));
        SDVariable shift = graph.sd().transpose(ones).mmul(graph.sd().math().square(center)); // [1, features]
        Jet distance = v.linear(center, graph.inputs())
                .times(-2)
                .plus(v.square().linear(ones, 1))
                .plus(shift);
        return distance.times(graph.parameter("sharpness")).times(-0.5).exp();
    }
}
