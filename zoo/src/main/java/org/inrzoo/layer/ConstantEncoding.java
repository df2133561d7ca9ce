package org.inrzoo.layer;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * No information about the point: every feature is 1, so that all the network knows of a point comes from layers that
 * look at the coordinates themselves.
 *
 * @param features features that leave
 */
public record ConstantEncoding(int features) implements Encoding {

    @Override
    public int outputs(int inputs) {
        return features;
    }

    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        SDVariable nothing = graph.sd().constant(Nd4j.zeros(x.dataType(), graph.dimensions(), features));
        return x.mmul(nothing).add(1); // [N, features]
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return Optional.empty();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet x) {
        SDVariable nothing = graph.sd().constant(Nd4j.zeros(x.value().dataType(), graph.dimensions(), features));
        return x.linear(nothing, features).plus(1);
    }
}
