package org.inrzoo.vision;

import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.graph.Kernel;

/**
 * What mixes the channels of a pixel in a light block. FalconNet, Cai and Shen 2023, asks that the receptive range of an output,
 * the inputs that it depends on, stays whole where the operator is made sparse (RefCO); the paper's factorisation could not be
 * read, so this is the zoo's.
 */
public enum ChannelOperator {
    /** A 1×1 convolution. */
    DENSE,
    /**
     * A grouped 1×1 convolution, a shuffle of channels and another grouped one, with {@link #groups} groups: about 2/g of the
     * dense one's values, and every output still depends on every input.
     */
    REFCO;

    /** norm(channels mixed), without an activation; parameters are called {@code name/…}. */
    FeatureMap apply(GraphBuilder graph, String name, FeatureMap x, int out) {
        int between = Math.min(x.channels(), out);
        int groups = this == DENSE ? 1 : groups(x.channels(), out);
        if (groups == 1) {
            return graph.normalizedConvolution(name, x, Kernel.PLAIN, out, 1, 1);
        }
        Kernel.Shape first = new Kernel.Shape(1, x.channels(), between, groups);
        FeatureMap inGroups = graph.convolve(x, Kernel.PLAIN.define(graph, name + "/groups", first), first, 1);
        return graph.normalizedConvolution(
                name, graph.shuffled(inGroups, groups), Kernel.PLAIN, new Kernel.Shape(1, between, out, groups), 1);
    }

    /**
     * The most groups under which the receptive range stays whole. Each group of the second convolution sees n/g of the n channels
     * between the two, and these come from all g groups of the first where n/g ≥ g.
     */
    static int groups(int in, int out) {
        int between = Math.min(in, out);
        int best = 1;
        for (int groups = 2; groups * groups <= between; groups++) {
            best = in % groups == 0 && out % groups == 0 ? groups : best;
        }
        return best;
    }
}
