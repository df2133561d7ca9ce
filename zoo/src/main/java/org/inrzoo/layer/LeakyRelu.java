package org.inrzoo.layer;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.controlflow.compat.StopGradient;

/**
 * z where z is positive, slope·z elsewhere.
 *
 * @param slope the slope of the negative side
 */
public record LeakyRelu(double slope) implements Activation {

    @Override
    public SDVariable define(LayerGraph graph, SDVariable z) {
        return graph.sd().nn().leakyRelu(z, slope);
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return order == DerivativeOrder.LAPLACIAN ? Optional.of(KINK) : Optional.empty();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet z) {
        SDVariable slopes = positive(graph.sd(), z.value().neg()).mul(slope - 1).add(1); // 1 at 0, as backward
        return z.through(graph.sd().nn().leakyRelu(z.value(), slope), slopes, () -> slopes.mul(0));
    }

    /** 1 where z is positive, 0 elsewhere, as a constant of the backward pass. */
    static SDVariable positive(SameDiff sd, SDVariable z) {
        return new StopGradient(sd, sd.nn().relu(sd.math().sign(z), 0)).outputVariable();
    }
}
