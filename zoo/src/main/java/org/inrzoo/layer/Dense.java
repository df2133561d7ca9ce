package org.inrzoo.layer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The plain linear layer y = xW + b.
 *
 * @param width features that leave
 * @param weight initialiser of W, [inputs, width]
 * @param bias initialiser of b, [width]
 */
public record Dense(int width, Initializer weight, Initializer bias) implements Layer {

    @Override
    public int outputs(int inputs) {
        return width;
    }

    @Override
    public List<Parameter> parameters(int inputs) {
        return List.of(Parameter.weight(inputs, width, weight), Parameter.bias(inputs, width, bias));
    }

    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        return x.mmul(graph.parameter("weight")).add(graph.parameter("bias")); // [N, width]
    }

    @Override
    public Optional<Map<String, float[]>> folded(Map<String, float[]> values, ChannelLine line) {
        return Optional.of(Map.of("weight", line.scaled(values.get("weight")), "bias", line.of(values.get("bias"))));
    }

    @Override
    public long macs(int inputs) {
        return (long) inputs * width;
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return Optional.empty();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet x) {
        return x.linear(graph.parameter("weight"), width).plus(graph.parameter("bias"));
    }
}
