package org.inrzoo.vision;

import java.util.Optional;
import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.GraphBuilder;
import org.nd4j.autodiff.samediff.SDVariable;

/** A family of networks for pictures: implemented by a public record whose components are its options. */
public interface PictureFamily {

    /**
     * The classes' scores, before the soft-max.
     *
     * @param graph under construction, in any {@link org.inrzoo.graph.Form}
     * @param pictures of any size that the family takes
     * @param classes how many there are
     * @return [pictures, classes]
     */
    SDVariable logits(GraphBuilder graph, FeatureMap pictures, int classes);

    /**
     * The means over the pixels of the last maps of every stage, [pictures, channels of all stages], of the same parameters as
     * {@link #logits} less those of the classes; nothing where a network has no stages.
     *
     * @param graph under construction, in any {@link org.inrzoo.graph.Form}
     * @param pictures of any size that the family takes
     */
    default Optional<SDVariable> stages(GraphBuilder graph, FeatureMap pictures) {
        return Optional.empty();
    }
}
