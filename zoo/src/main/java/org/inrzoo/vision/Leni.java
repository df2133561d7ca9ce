package org.inrzoo.vision;

import java.util.List;
import java.util.Set;
import org.inrzoo.family.Source;

/** LENI, Cai, Peng and Shen 2023: what a ReLU cuts off is kept; see {@link Rectification}. */
public final class Leni implements VisionProvider {

    private static final Source SOURCE = new Source(
            "Learn to Enhance the Negative Information in Convolutional Neural Network, Cai, Peng and Shen, arXiv 2306.10536",
            "abstract; a summary of others has two branches, joined and compressed",
            Set.of(),
            "Reconstruction: the paper's body could not be read. The transformation of the negative part, how it is joined, the"
                    + " network and the recipe are all chosen here.");

    private static final List<String> CONTROLS = List.of(
            "cnn: the same with ReLU",
            "cnn-wide: ReLU with more channels",
            "cnn-positive-only: as many layers without the negative part");

    @Override
    public List<VisionModel> models() {
        return List.of(
                model(
                        "leni-pair",
                        "cnn with a depthwise convolution of each ReLU's negative part, added channel by channel",
                        Rectification.LENI_PAIR),
                model(
                        "leni-dense",
                        "cnn with a 1x1 convolution of each ReLU's negative part, joined by another",
                        Rectification.LENI_DENSE));
    }

    private static VisionModel model(String name, String summary, Rectification activation) {
        return new VisionModel(name, summary, new ConvolutionNetwork(1, activation, Refocus.NONE), SOURCE, CONTROLS);
    }
}
