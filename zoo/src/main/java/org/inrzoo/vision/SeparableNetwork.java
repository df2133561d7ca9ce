package org.inrzoo.vision;

import java.math.BigInteger;
import java.util.List;
import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.graph.Kernel;
import org.inrzoo.option.Option;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A 3×3 convolution with stride 2, then four times a depthwise or grouped 3×3 and a 1×1 convolution, batch norm and ReLU behind
 * each, the mean over all pixels, a linear layer.
 */
public record SeparableNetwork(
        @Option(value = "channels as a part of the usual 32, 32, 48, 64, 64", min = 0.05, max = 16)
        double width,

        @Option(
                value =
                        "groups of channels in the pairs' 3x3 convolutions, fewer where they do not divide these; 0 for depthwise",
                min = 0,
                max = 1024,
                before = "0")
        int groups,

        @Option("how the 3x3 kernels are trained: themselves, or by refocusing those of a network trained before")
        Refocus refocus)
        implements PictureFamily {

    private static final int STEM = 32;
    private static final List<Integer> CHANNELS = List.of(32, 48, 64, 64);
    private static final List<Integer> STRIDES = List.of(1, 1, 2, 1);

    @Override
    public SDVariable logits(GraphBuilder graph, FeatureMap pictures, int classes) {
        Kernel kernel = refocus.kernel();
        FeatureMap x =
                graph.relu(graph.normalizedConvolution("stem", pictures, kernel, Widths.scaled(STEM, width), 3, 2));
        for (int i = 0; i < CHANNELS.size(); i++) {
            String name = (groups == 0 ? "depthwise" : "grouped") + (i + 1);
            x = graph.relu(graph.normalizedConvolution(name, x, kernel, shape(x.channels()), STRIDES.get(i)));
            int channels = Widths.scaled(CHANNELS.get(i), width);
            x = graph.relu(graph.normalizedConvolution("pointwise" + (i + 1), x, Kernel.PLAIN, channels, 1, 1));
        }
        return graph.linear("classes", graph.average(x), x.channels(), classes);
    }

    private Kernel.Shape shape(int channels) {
        int parts = groups == 0
                ? channels
                : BigInteger.valueOf(groups).gcd(BigInteger.valueOf(channels)).intValue();
        return new Kernel.Shape(3, channels, channels, parts);
    }
}
