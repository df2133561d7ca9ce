package org.inrzoo.layer;

import java.util.List;
import org.inrzoo.parameter.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;

/** One step of a coordinate network, from {@code inputs} features per point to {@code outputs(inputs)}. */
public interface Layer {

    /** The number of features that leave the layer when {@code inputs} enter. */
    int outputs(int inputs);

    /** The layer's parameters, trainable and fixed, when {@code inputs} features enter. */
    default List<Parameter> parameters(int inputs) {
        return List.of();
    }

    /**
     * The layer's meaning as SameDiff operations.
     *
     * @param graph the graph under construction: the points, and this layer's parameters by name
     * @param x the features that enter, [points, inputs]
     * @return the features that leave, [points, outputs(inputs)]
     */
    SDVariable define(LayerGraph graph, SDVariable x);

    /** Whether a point's outputs depend on the other points of its batch. */
    default boolean usesBatchStatistics() {
        return false;
    }

    /** Multiply-accumulates per point; functions of one feature count as none. */
    default long macs(int inputs) {
        return 0;
    }
}
