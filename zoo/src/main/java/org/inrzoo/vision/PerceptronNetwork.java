package org.inrzoo.vision;

import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.graph.Kernel;
import org.inrzoo.option.Option;
import org.nd4j.autodiff.samediff.SDVariable;

/** Linear layers with batch norm and ReLU between on all values of a picture, and one for the classes. */
public record PerceptronNetwork(
        @Option(value = "features of a layer as a part of the usual 22", min = 0.05, max = 64)
        double width,

        @Option(value = "layers before that of the classes", min = 1, max = 64)
        int depth)
        implements PictureFamily {

    private static final int FEATURES = 22;

    @Override
    public SDVariable logits(GraphBuilder graph, FeatureMap pictures, int classes) {
        int values = pictures.channels() * pictures.pixels();
        FeatureMap x = new FeatureMap(graph.sd().reshape(pictures.value(), -1, values, 1, 1), values, 1, 1);
        for (int layer = 1; layer <= depth; layer++) {
            int features = Widths.scaled(FEATURES, width);
            x = graph.relu(graph.normalizedConvolution("layer" + layer, x, Kernel.PLAIN, features, 1, 1));
        }
        return graph.linear("classes", graph.average(x), x.channels(), classes);
    }
}
