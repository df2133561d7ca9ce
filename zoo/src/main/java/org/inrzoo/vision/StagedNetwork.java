package org.inrzoo.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.graph.Kernel;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;
import org.inrzoo.parameter.Initializer;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * 3×3 convolutions with ReLUs in four stages, halved by 2×2 maxima between them, as of VGG; Interflow, Cai 2021, lets every
 * stage say the classes, by the mean over its pixels and a linear layer, and joins what they say.
 */
public record StagedNetwork(
        @Option(value = "convolutions, a multiple of 4: as many in every stage", min = 4, max = 64)
        int depth,

        @Option(value = "channels as a part of the usual 16, 16, 24, 24", min = 0.05, max = 16)
        double width,

        @Option("whether a batch norm stands behind each convolution")
        boolean norm,

        @Option("how the stages' scores are joined") Fusion fusion)
        implements PictureFamily {

    private static final List<Integer> CHANNELS = List.of(16, 16, 24, 24);

    /** Without batch norms, kernels uniform on ±1/√fanIn at first, under which deep plain networks stand still. */
    private static final Kernel UNIFORM = (graph, name, shape) -> graph.trained(
            name + "/weight", new Initializer.FanInUniform(1), shape.fanIn(), shape.fanOut(), shape.extents());

    /**
     * Checks the depth.
     *
     * @throws OptionException if it is no multiple of four
     */
    public StagedNetwork {
        if (depth % CHANNELS.size() != 0) {
            throw new OptionException("option 'depth' cannot be '" + depth + "'; it is a multiple of 4");
        }
    }

    /** Is given what leaves a stage, counted from 0. */
    private interface StageEnd {
        void at(int stage, FeatureMap map);
    }

    @Override
    public SDVariable logits(GraphBuilder graph, FeatureMap pictures, int classes) {
        List<SDVariable> scores = new ArrayList<>();
        pass(graph, pictures, (stage, map) -> {
            if (fusion != Fusion.NONE || stage == CHANNELS.size() - 1) {
                scores.add(graph.linear("classes" + (stage + 1), graph.average(map), map.channels(), classes));
            }
        });
        return scores.size() == 1 ? scores.get(0) : graph.weighted(scores, weights(graph, scores.size()), classes);
    }

    @Override
    public Optional<SDVariable> stages(GraphBuilder graph, FeatureMap pictures) {
        List<SDVariable> means = new ArrayList<>();
        pass(graph, pictures, (stage, map) -> means.add(graph.average(map)));
        return Optional.of(graph.sd().concat(1, means.toArray(SDVariable[]::new)));
    }

    private void pass(GraphBuilder graph, FeatureMap pictures, StageEnd end) {
        FeatureMap x = pictures;
        int number = 0;
        for (int stage = 0; stage < CHANNELS.size(); stage++) {
            if (stage > 0) {
                x = graph.halved(x);
            }
            int channels = Widths.scaled(CHANNELS.get(stage), width);
            for (int i = 0; i < depth / CHANNELS.size(); i++) {
                String name = "layer" + ++number;
                x = graph.relu(
                        norm
                                ? graph.normalizedConvolution(name, x, Kernel.PLAIN, channels, 3, 1)
                                : graph.convolution(name, x, UNIFORM, channels, 3, 1));
            }
            end.at(stage, x);
        }
    }

    private SDVariable weights(GraphBuilder graph, int n) {
        Initializer equal = new Initializer.Constant(1.0 / n);
        return switch (fusion) {
            case SOFTMAX -> graph.sd().nn().softmax(graph.trained("fusion/weight", Initializer.zeros(), n, 1, 1, n));
            case HARD -> graph.kept("fusion/weight", equal, n, 1, 1, n);
            case SOFT, NONE -> graph.trained("fusion/weight", equal, n, 1, 1, n);
        };
    }
}
