package org.inrzoo.vision;

import java.util.List;
import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.graph.Kernel;
import org.inrzoo.option.Option;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * LightNet, FalconNet, Cai and Shen 2023, made small: a stem, stages of Meta Light Blocks with C channels, between them a 2×2
 * convolution with stride 2 that makes two channels of each, a 1×1 convolution, the mean over all pixels, a linear layer.
 *
 * <pre>block(x) = x + CO₂(SO(max(CO₁(x), 0)))       CO₁: C → λC channels, CO₂: λC → C, each with a batch norm</pre>
 *
 * <p>The published network has 3, 3, 9 and 3 blocks of 32, 64, 128 and 256 channels, and a stem that quarters the picture; this
 * one has 1, 1 and 2 blocks of 16, 32 and 64, and a stem that halves it.
 */
public record LightNetwork(
        @Option(
                value = "channels as a part of the usual 16, 32, 64 of the stages and 128 behind them",
                min = 0.05,
                max = 16)
        double width,

        @Option(value = "channels inside a block as a multiple of those outside, λ", min = 1, max = 16)
        int expansion,

        @Option("what looks beyond a pixel") SpatialOperator spatial,

        @Option("what mixes a pixel's channels") ChannelOperator channel)
        implements PictureFamily {

    private static final List<Integer> CHANNELS = List.of(16, 32, 64);
    private static final List<Integer> BLOCKS = List.of(1, 1, 2);
    private static final int HEAD = 128;

    @Override
    public SDVariable logits(GraphBuilder graph, FeatureMap pictures, int classes) {
        int channels = Widths.scaled(CHANNELS.get(0), width);
        FeatureMap x = stem(graph, pictures, channels);
        for (int stage = 0; stage < CHANNELS.size(); stage++) {
            if (stage > 0) {
                Kernel.Shape halving = new Kernel.Shape(2, channels, 2 * channels, channels);
                x = graph.normalizedConvolution("halving" + stage, x, Kernel.PLAIN, halving, 2);
                channels = 2 * channels;
            }
            for (int block = 1; block <= BLOCKS.get(stage); block++) {
                x = block(graph, "stage" + (stage + 1) + "/block" + block, x);
            }
        }
        x = graph.relu(graph.normalizedConvolution("head", x, Kernel.PLAIN, Widths.scaled(HEAD, width), 1, 1));
        return graph.linear("classes", graph.average(x), x.channels(), classes);
    }

    /** A 3×3 convolution with stride 2, and around a depthwise and a 1×1 one a shortcut. */
    private static FeatureMap stem(GraphBuilder graph, FeatureMap pictures, int channels) {
        FeatureMap x = graph.relu(graph.normalizedConvolution("stem/full", pictures, Kernel.PLAIN, channels, 3, 2));
        FeatureMap y = graph.relu(graph.normalizedDepthwise("stem/depthwise", x, Kernel.PLAIN, 3, 1));
        y = graph.relu(graph.normalizedConvolution("stem/pointwise", y, Kernel.PLAIN, channels, 1, 1));
        return graph.sum(x, y);
    }

    private FeatureMap block(GraphBuilder graph, String name, FeatureMap x) {
        FeatureMap inside = graph.relu(channel.apply(graph, name + "/expand", x, expansion * x.channels()));
        inside = spatial.apply(graph, name + "/spatial", inside);
        FeatureMap y = channel.apply(graph, name + "/reduce", inside, x.channels());
        return graph.sum(x, y);
    }
}
