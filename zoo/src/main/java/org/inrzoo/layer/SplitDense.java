package org.inrzoo.layer;

import java.util.List;
import java.util.Optional;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The product of n linear layers, y = ⊙_k (xW_k + b_k), Split-layer, Cai et al. 2026: a polynomial of degree n in x.
 *
 * @param width features that leave
 * @param branches linear layers, n
 * @param weight initialiser of each W_k, as of a plain layer
 * @param bias initialiser of each b_k
 */
public record SplitDense(int width, int branches, Initializer weight, Initializer bias) implements Layer {

    @Override
    public int outputs(int inputs) {
        return width;
    }

    /** The branches' weights [branches, inputs, width] and biases [branches, width]. */
    @Override
    public List<Parameter> parameters(int inputs) {
        return List.of(
                new Parameter("weight", List.of(branches, inputs, width), weight, inputs, width, true),
                new Parameter("bias", List.of(branches, width), bias, inputs, width, true));
    }

    /** One product for all branches, so that x is used once. */
    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        SDVariable sums =
                graph.sd().reshape(x.mmul(matrix(graph)), -1, branches, width).add(graph.parameter("bias"));
        SDVariable product = null;
        for (SDVariable branch : graph.sd().unstack(sums, 1, branches)) { // each [N, width]
            product = product == null ? branch : product.mul(branch);
        }
        return product;
    }

    /** The branches' matrices side by side, [inputs, branches · width]. */
    private SDVariable matrix(LayerGraph graph) {
        SDVariable weights = graph.parameter("weight");
        long inputs = weights.getShape()[1];
        return graph.sd().reshape(graph.sd().permute(weights, 1, 0, 2), inputs, (long) branches * width);
    }

    @Override
    public long macs(int inputs) {
        return (long) branches * inputs * width;
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return Optional.empty();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet x) {
        SDVariable bias = graph.sd().reshape(graph.parameter("bias"), 1, (long) branches * width);
        return x.linear(matrix(graph), branches * width).plus(bias).parts(branches).stream()
                .reduce(Jet::times)
                .orElseThrow();
    }
}
