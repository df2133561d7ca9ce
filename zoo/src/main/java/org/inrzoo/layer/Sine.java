package org.inrzoo.layer;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * sin(ω₀z), Sitzmann et al. 2020, §3.2.
 *
 * @param omega0 the frequency factor ω₀, in radians per unit of z
 */
public record Sine(double omega0) implements Activation {

    @Override
    public SDVariable define(LayerGraph graph, SDVariable z) {
        return graph.sd().math().sin(omega0 == 1 ? z : z.mul(omega0));
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return Optional.empty();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet z) {
        return z.times(omega0).sin();
    }
}
