package org.inrzoo.layer;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * exp(-(sz)²), Ramasinghe and Lucey 2022.
 *
 * @param scale s, the bell's sharpness
 */
public record Gaussian(double scale) implements Activation {

    @Override
    public SDVariable define(LayerGraph graph, SDVariable z) {
        return graph.sd().math().exp(graph.sd().math().square(z.mul(scale)).neg());
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return Optional.empty();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet z) {
        return z.times(scale).square().times(-1).exp();
    }
}
