package org.inrzoo.vision;

import java.util.List;
import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.graph.Kernel;
import org.inrzoo.option.Option;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Two 3×3 convolutions with stride 2, then three blocks of one {@link EvolutionKernel} and a 1×1 convolution, each with batch norm,
 * ReLU and a shortcut, the mean over all pixels, a linear layer.
 */
public record EvolutionNetwork(
        @Option(value = "channels as a part of the usual 16 and 32", min = 0.05, max = 16)
        double width,

        @Option("what makes the first block's kernel") EvolutionFunction first,

        @Option("what makes the second block's") EvolutionFunction second,

        @Option("what makes the third block's") EvolutionFunction third)
        implements PictureFamily {

    private static final List<Integer> STEM = List.of(16, 32);

    @Override
    public SDVariable logits(GraphBuilder graph, FeatureMap pictures, int classes) {
        FeatureMap x = pictures;
        for (int i = 0; i < STEM.size(); i++) {
            int channels = Widths.scaled(STEM.get(i), width);
            x = graph.relu(graph.normalizedConvolution("stem" + (i + 1), x, Kernel.PLAIN, channels, 3, 2));
        }
        int block = 0;
        for (EvolutionFunction function : List.of(first, second, third)) {
            String name = "block" + ++block;
            FeatureMap evolved = function.kernel(graph, name + "/kernel", x).apply(graph, x);
            x = plus(x, graph.relu(graph.normalized(name, evolved)));
            x = plus(
                    x,
                    graph.relu(graph.normalizedConvolution(name + "/channels", x, Kernel.PLAIN, x.channels(), 1, 1)));
        }
        return graph.linear("classes", graph.average(x), x.channels(), classes);
    }

    private static FeatureMap plus(FeatureMap x, FeatureMap y) {
        return x.with(x.value().add(y.value()));
    }
}
