package org.inrzoo.vision;

import java.util.List;
import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.option.Option;
import org.nd4j.autodiff.samediff.SDVariable;

/** Five 3×3 convolutions with batch norm, the second and fourth with stride 2, the mean over all pixels, a linear layer. */
public record ConvolutionNetwork(
        @Option(value = "channels as a part of the usual 16, 24, 24, 32, 32", min = 0.05, max = 16)
        double width,

        @Option("what stands behind each convolution") Rectification activation,

        @Option("how kernels are trained: themselves, or by refocusing those of a network trained before")
        Refocus refocus)
        implements PictureFamily {

    private static final List<Integer> CHANNELS = List.of(16, 24, 24, 32, 32);
    private static final List<Integer> STRIDES = List.of(1, 2, 1, 2, 1);

    @Override
    public SDVariable logits(GraphBuilder graph, FeatureMap pictures, int classes) {
        FeatureMap x = pictures;
        for (int i = 0; i < CHANNELS.size(); i++) {
            String name = "layer" + (i + 1);
            int channels = Widths.scaled(CHANNELS.get(i), width);
            x = graph.normalizedConvolution(name, x, refocus.kernel(), channels, 3, STRIDES.get(i));
            x = activation.apply(graph, name, x);
        }
        return graph.linear("classes", graph.average(x), x.channels(), classes);
    }
}
