package org.inrzoo.graph;

import org.nd4j.autodiff.samediff.SDVariable;

/** What a network of feature maps is; asked once for every {@link Form}. */
@FunctionalInterface
public interface GraphDefinition {

    /**
     * Builds the network.
     *
     * @param graph gives parameters and layers; its {@linkplain GraphBuilder#form form} is its own concern
     * @param pictures what comes in
     * @return [pictures, outputs]
     */
    SDVariable define(GraphBuilder graph, FeatureMap pictures);
}
