package org.inrzoo.layer;

import java.util.Optional;
import org.inrzoo.point.Range;
import org.nd4j.autodiff.samediff.SDVariable;

/** 1/(1 + e^-z): keeps an output inside [0,1]. */
public record Sigmoid() implements Activation {

    @Override
    public SDVariable define(LayerGraph graph, SDVariable z) {
        return graph.sd().nn().sigmoid(z);
    }

    @Override
    public Optional<Range> outputRange() {
        return Optional.of(Range.UNIT);
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return Optional.empty();
    }

    /** f' = f(1 - f), f'' = f'(1 - 2f). */
    @Override
    public Jet differentiate(LayerGraph graph, Jet z) {
        SDVariable y = graph.sd().nn().sigmoid(z.value());
        SDVariable slope = y.mul(y.rsub(1));
        return z.through(y, slope, () -> slope.mul(y.mul(-2).add(1)));
    }
}
