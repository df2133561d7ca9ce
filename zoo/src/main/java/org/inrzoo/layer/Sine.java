package org.inrzoo.layer;

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
}
