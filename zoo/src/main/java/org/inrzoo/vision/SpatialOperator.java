package org.inrzoo.vision;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.graph.GraphBuilder.Branch;
import org.inrzoo.graph.Kernel;
import org.inrzoo.option.Word;

/**
 * What looks beyond a pixel in a light block, channel by channel. RepSO, FalconNet, Cai and Shen 2023, has several parallel
 * branches in training; which ones could not be read, so these are the zoo's.
 */
public enum SpatialOperator {
    /** Nothing: a pixel sees itself alone. */
    IDENTITY,
    /** norm(depthwise 3×3). */
    DEPTHWISE,
    /**
     * Three times norm(depthwise 3×3), norm(depthwise 1×1) and norm(x), summed; one depthwise 3×3 convolution with bias once
     * deployed.
     */
    @Word("rep-so")
    REP_SO;

    private static final int SIDE = 3;
    private static final int WIDE_BRANCHES = 3;

    /** Puts it and a ReLU behind a feature map; parameters are called {@code name/…}. */
    FeatureMap apply(GraphBuilder graph, String name, FeatureMap x) {
        return switch (this) {
            case IDENTITY -> x;
            case DEPTHWISE -> graph.relu(graph.normalizedDepthwise(name, x, Kernel.PLAIN, SIDE, 1));
            case REP_SO ->
                graph.relu(graph.normalizedSum(name, x, branches(), Kernel.Shape.depthwise(SIDE, x.channels()), 1));
        };
    }

    private static List<Branch> branches() {
        List<Branch> branches = new ArrayList<>();
        for (int i = 1; i <= WIDE_BRANCHES; i++) {
            branches.add(Branch.of("wide" + i, SIDE, Kernel.PLAIN));
        }
        branches.add(Branch.of("point", 1, Kernel.PLAIN));
        branches.add(Branch.identity("same"));
        return branches;
    }
}
