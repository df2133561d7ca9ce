package org.inrzoo.layer;

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
}
