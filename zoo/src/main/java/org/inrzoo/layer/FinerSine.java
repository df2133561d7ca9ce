package org.inrzoo.layer;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.controlflow.compat.StopGradient;

/**
 * sin(ω₀(|z| + 1)z), the sine of variable period of Liu et al. 2024 (FINER), eq. 5.
 *
 * @param omega0 the frequency factor ω₀, in radians per unit of z at z = 0
 * @param detached whether the backward pass takes the factor |z| + 1 for a constant, as the authors' code does
 */
public record FinerSine(double omega0, boolean detached) implements Activation {

    @Override
    public SDVariable define(LayerGraph graph, SDVariable z) {
        SDVariable factor = graph.sd().math().abs(z).add(1);
        SDVariable scale = detached ? new StopGradient(graph.sd(), factor).outputVariable() : factor;
        return graph.sd().math().sin(z.mul(scale).mul(omega0));
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return Optional.empty();
    }

    /**
     * Of u = ω₀(|z| + 1)z the slope is ω₀(2|z| + 1) and the curvature 2ω₀ sign z. The derivatives are the function's own even
     * where the backward pass through its value takes the factor for a constant.
     */
    @Override
    public Jet differentiate(LayerGraph graph, Jet z) {
        SDVariable size = graph.sd().math().abs(z.value());
        Jet stretched = z.through(
                z.value().mul(size.add(1)).mul(omega0),
                size.mul(2).add(1).mul(omega0),
                () -> new StopGradient(graph.sd(), graph.sd().math().sign(z.value()))
                        .outputVariable()
                        .mul(2 * omega0));
        Jet y = stretched.sin();
        return detached ? y.withValue(define(graph, z.value())) : y;
    }
}
