package org.inrzoo.vision;

import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.graph.Kernel;
import org.inrzoo.graph.MapAxis;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * An MLP-Mixer, Tolstikhin et al. 2021: patches become vectors, then a two-layer network over all patches, channel by channel,
 * and one over the channels, patch by patch, take turns; batch norms in place of layer norms.
 */
public record TokenMixer(
        @Option(value = "channels as a part of the usual 24", min = 0.05, max = 16)
        double width,

        @Option(value = "blocks", min = 1, max = 64) int depth,

        @Option(value = "rows and columns of a patch, which divide the picture's", min = 1, max = 64)
        int patch)
        implements PictureFamily {

    private static final int CHANNELS = 24;

    @Override
    public SDVariable logits(GraphBuilder graph, FeatureMap pictures, int classes) {
        if (pictures.height() % patch != 0 || pictures.width() % patch != 0) {
            throw new OptionException("option 'patch' cannot be '" + patch + "'; pictures of " + pictures.width() + "x"
                    + pictures.height() + " cannot be cut into patches of it");
        }
        FeatureMap x = patches(graph, pictures);
        for (int block = 1; block <= depth; block++) {
            x = mixed(graph, "block" + block + "/patches", x, MapAxis.COLUMNS);
            x = mixed(graph, "block" + block + "/channels", x, MapAxis.CHANNELS);
        }
        return graph.linear("classes", graph.average(graph.normalized("last", x)), x.channels(), classes);
    }

    /** [pictures, channels, 1, patches]. */
    private FeatureMap patches(GraphBuilder graph, FeatureMap pictures) {
        int rows = pictures.height() / patch;
        int columns = pictures.width() / patch;
        int c = pictures.channels();
        SDVariable parts = graph.sd().reshape(pictures.value(), -1, c, rows, patch, columns, patch);
        SDVariable values = graph.sd().permute(parts, 0, 1, 3, 5, 2, 4); // a patch's values before the patches
        int length = c * patch * patch;
        FeatureMap flat = new FeatureMap(
                graph.sd().reshape(values, -1, length, 1, (long) rows * columns), length, 1, rows * columns);
        return graph.convolution("patches", flat, Kernel.PLAIN, Widths.scaled(CHANNELS, width), 1, 1);
    }

    private static FeatureMap mixed(GraphBuilder graph, String name, FeatureMap x, MapAxis axis) {
        FeatureMap y = graph.normalized(name, x);
        y = graph.gelu(graph.along(name + "/in", y, axis, axis.length(x)));
        y = graph.along(name + "/out", y, axis, axis.length(x));
        return x.with(x.value().add(y.value()));
    }
}
