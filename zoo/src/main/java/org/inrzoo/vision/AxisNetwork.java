package org.inrzoo.vision;

import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.graph.MapAxis;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * X-MLP, Wang, Cai and Peng 2023: linear layers alone, each along one axis of the features, [channels, rows, columns], without
 * patches, convolutions or attention.
 *
 * <pre>block(x): x = x + MLP_columns(norm(x));  x = x + MLP_rows(norm(x));  x = x + MLP_channels(norm(x))
 * MLP_axis(x) = M₂ gelu(M₁ x + b₁) + b₂                                            M: as many in as out</pre>
 *
 * <p>Before the blocks stand a linear layer of each pixel's channels and, halving the picture, one of the columns and one of the
 * rows; half way through them the same two halve it again. The paper's depth, norms and sizes could not be read; these are the
 * zoo's.
 */
public record AxisNetwork(
        @Option(value = "channels as a part of the usual 32", min = 0.05, max = 16)
        double width,

        @Option(value = "blocks, an even number", min = 2, max = 64)
        int depth)
        implements PictureFamily {

    private static final int CHANNELS = 32;

    /**
     * Checks the depth.
     *
     * @throws OptionException if it is odd
     */
    public AxisNetwork {
        if (depth % 2 != 0) {
            throw new OptionException("option 'depth' cannot be '" + depth + "'; it is an even number");
        }
    }

    @Override
    public SDVariable logits(GraphBuilder graph, FeatureMap pictures, int classes) {
        FeatureMap x = features(graph, pictures, true);
        return graph.linear("classes", graph.average(graph.normalized("last", x)), x.channels(), classes);
    }

    /**
     * What the last norm gets.
     *
     * @param whole false to leave out the norms, the activations and what mixes channels in the blocks, so that it is linear
     */
    FeatureMap features(GraphBuilder graph, FeatureMap pictures, boolean whole) {
        FeatureMap x = graph.along("first/channels", pictures, MapAxis.CHANNELS, Widths.scaled(CHANNELS, width));
        x = halved(graph, "first", x);
        x = whole ? graph.relu(graph.normalized("first", x)) : x;
        for (int block = 1; block <= depth; block++) {
            x = block == depth / 2 + 1 ? halved(graph, "middle", x) : x;
            for (MapAxis axis : new MapAxis[] {MapAxis.COLUMNS, MapAxis.ROWS, MapAxis.CHANNELS}) {
                if (whole || axis != MapAxis.CHANNELS) {
                    x = mixed(graph, "block" + block + "/" + axis.word(), x, axis, whole);
                }
            }
        }
        return x;
    }

    private static FeatureMap halved(GraphBuilder graph, String name, FeatureMap x) {
        FeatureMap narrow = graph.along(name + "/columns", x, MapAxis.COLUMNS, Math.max(1, x.width() / 2));
        return graph.along(name + "/rows", narrow, MapAxis.ROWS, Math.max(1, x.height() / 2));
    }

    private static FeatureMap mixed(GraphBuilder graph, String name, FeatureMap x, MapAxis axis, boolean whole) {
        FeatureMap y = whole ? graph.normalized(name, x) : x;
        y = graph.along(name + "/in", y, axis, axis.length(x));
        y = graph.along(name + "/out", whole ? graph.gelu(y) : y, axis, axis.length(x));
        return x.with(x.value().add(y.value()));
    }
}
