package org.inrzoo.vision;

import java.util.List;
import java.util.Set;
import org.inrzoo.family.Source;

/** Interflow, Cai 2021: every stage says the classes; see {@link StagedNetwork}. */
public final class Interflow implements VisionProvider {

    private static final Source SOURCE = new Source(
            "Interflow: Aggregating Multi-layer Feature Mappings with Attention Mechanism, Cai, arXiv 2106.14073",
            "abstract; a reader's note has VGG-16 in four stages and a 1xn convolution over their scores",
            Set.of("fusion"),
            "Reconstruction: the paper's body could not be read. Four stages and their weighted sum are as noted; where the stages"
                    + " end, their channels, the one loss of the sum and the recipe are chosen here.");

    @Override
    public List<VisionModel> models() {
        return List.of(
                model("interflow-8", "vgg-8 whose four stages' scores are summed by trained weights", false, "vgg-8"),
                model(
                        "interflow-8-norm",
                        "vgg-8-norm whose four stages' scores are summed by trained weights",
                        true,
                        "vgg-8-norm"));
    }

    private static VisionModel model(String name, String summary, boolean norm, String plain) {
        return new VisionModel(
                name,
                summary,
                new StagedNetwork(8, 1, norm, Fusion.SOFT),
                SOURCE,
                List.of(plain + ": the last stage alone", "--set fusion=hard: equal weights that stay"));
    }
}
