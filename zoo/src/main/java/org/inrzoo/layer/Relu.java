package org.inrzoo.layer;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;

/** max(0, z). */
public record Relu() implements Activation {

    @Override
    public SDVariable define(LayerGraph graph, SDVariable z) {
        return graph.sd().nn().relu(z, 0);
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return order == DerivativeOrder.LAPLACIAN ? Optional.of(KINK) : Optional.empty();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet z) {
        SDVariable slope = LeakyRelu.positive(graph.sd(), z.value());
        return z.through(graph.sd().nn().relu(z.value(), 0), slope, () -> slope.mul(0));
    }
}
