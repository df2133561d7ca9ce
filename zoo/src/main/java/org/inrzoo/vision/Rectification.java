package org.inrzoo.vision;

import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.graph.Kernel;
import org.inrzoo.option.Word;
import org.inrzoo.parameter.Initializer;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * What stands behind a convolution. LENI, Cai, Peng and Shen 2023, keeps what a ReLU cuts off: a trained transformation T of
 * the negative part N = max(-x, 0) is joined to the positive part P = max(x, 0). The paper's T and its way of joining could not
 * be read; these are the zoo's.
 */
public enum Rectification {
    /** P. */
    RELU,
    /** a_c P + b_c T(N) for every channel c, T = max(norm(depthwise 3×3), 0); a is 1 and b small at first. */
    @Word("leni-pair")
    LENI_PAIR,
    /** norm(1×1 of P and T(N) side by side), T = max(norm(1×1), 0). */
    @Word("leni-dense")
    LENI_DENSE,
    /** norm(1×1 of P): the size of what LENI adds without the negative part, to compare with. */
    @Word("positive-only")
    POSITIVE_ONLY;

    private static final double SMALL = 0.05;

    /** Puts it behind a feature map; parameters are called {@code name/…}. */
    FeatureMap apply(GraphBuilder graph, String name, FeatureMap x) {
        FeatureMap positive = graph.relu(x);
        int c = x.channels();
        return switch (this) {
            case RELU -> positive;
            case POSITIVE_ONLY -> graph.normalizedConvolution(name + "/mix", positive, Kernel.PLAIN, c, 1, 1);
            case LENI_PAIR -> {
                FeatureMap transformed = graph.relu(
                        graph.normalizedDepthwise(name + "/negative", graph.negative(x, positive), Kernel.PLAIN, 3, 1));
                SDVariable a = graph.trained(name + "/positiveFactor", new Initializer.Constant(1), c, c, c);
                SDVariable b = graph.trained(name + "/negativeFactor", new Initializer.Normal(SMALL), c, c, c);
                yield graph.sum(graph.scaled(positive, a), graph.scaled(transformed, b));
            }
            case LENI_DENSE -> {
                FeatureMap transformed = graph.relu(graph.normalizedConvolution(
                        name + "/negative", graph.negative(x, positive), Kernel.PLAIN, c, 1, 1));
                FeatureMap sides = graph.joined(positive, transformed);
                yield graph.normalizedConvolution(name + "/mix", sides, Kernel.PLAIN, c, 1, 1);
            }
        };
    }
}
