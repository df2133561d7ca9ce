package org.inrzoo.layer;

import java.util.Optional;
import org.inrzoo.point.Range;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * No encoding: the features are the coordinates themselves.
 *
 * @param range the interval the coordinates are given in
 */
public record Identity(Range range) implements Encoding {

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        return Encoding.inRange(x, range);
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return Optional.empty();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet x) {
        return Encoding.inRange(x, range);
    }
}
