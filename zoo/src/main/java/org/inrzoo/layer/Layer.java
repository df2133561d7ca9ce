package org.inrzoo.layer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.parameter.Parameter;
import org.inrzoo.point.Range;
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

    /**
     * Why the layer has no derivative by the coordinates of this order, in a few words that can follow "layer 2, Relu[]: ";
     * empty where {@link #differentiate} gives it. A derivative is that at the point: where the layer's outputs jump from cell to
     * cell, that inside the point's cell. A layer whose slope jumps has a gradient but no Laplacian, of which the larger part
     * would lie in the jumps.
     */
    default Optional<String> withoutDerivative(DerivativeOrder order) {
        return order == DerivativeOrder.VALUES
                ? Optional.empty()
                : Optional.of("it does not say how it is differentiated by the coordinates (Layer.differentiate)");
    }

    /**
     * The layer's meaning as SameDiff operations, with the derivatives of all features by the coordinates.
     *
     * @param graph as for {@link #define}, but the points are any points, without routing
     * @param x the features that enter and their derivatives; for the first layer the points
     * @return what leaves, to the same order; its value is what define gives
     * @throws IllegalStateException where there is {@linkplain #withoutDerivative no such derivative}
     */
    default Jet differentiate(LayerGraph graph, Jet x) {
        throw new IllegalStateException(this + " has no " + x.order() + ": "
                + withoutDerivative(x.order()).orElse("it does not define one"));
    }

    /**
     * Whether a point's outputs depend on the other points of its batch; such a layer also says how it is
     * {@link #frozen}.
     */
    default boolean usesBatchStatistics() {
        return false;
    }

    /**
     * How many rows and columns away the points lie, at most, that a point's outputs depend on; 0 where the points are looked at one by
     * one. Such a layer is for all points of an image's grid at once, in row-major order, see {@link LayerGraph#neighborhoods}.
     */
    default int reach() {
        return 0;
    }

    /**
     * The layer that looks at every point by itself and gives on one batch what this one gives: what this one takes
     * of the batch it holds as parameters, which are not trained.
     *
     * @param points points of that batch
     * @return this layer where it does not use batch statistics; empty where it does but cannot be frozen, so that its
     *     network cannot be asked point by point
     */
    default Optional<Layer> frozen(int points) {
        return usesBatchStatistics() ? Optional.empty() : Optional.of(this);
    }

    /**
     * The values of those parameters that the {@link #frozen} layer has beyond this one's.
     *
     * @param inputs of the features that entered, over the whole batch
     * @return by the parameters' names
     */
    default Map<String, float[]> frozenParameters(ChannelMoments inputs) {
        return Map.of();
    }

    /**
     * What the layer does, where that is no more than a fixed line for every channel.
     *
     * @param values its parameters' values by name
     */
    default Optional<ChannelLine> channelLine(Map<String, float[]> values) {
        return Optional.empty();
    }

    /**
     * The values of this layer's parameters with which it gives what it gives now followed by a line; empty where
     * there are none.
     *
     * @param values its parameters' values by name; not modified
     * @param line of every channel that leaves
     */
    default Optional<Map<String, float[]>> folded(Map<String, float[]> values, ChannelLine line) {
        return Optional.empty();
    }

    /**
     * The layer that gives what this one gives with branches of its outputs added up; empty where there is none of the same kind.
     *
     * @param values its parameters' values by name; not modified
     * @param sum how they are added up
     */
    default Optional<Valued> folded(Map<String, float[]> values, BranchSum sum) {
        return Optional.empty();
    }

    /**
     * A layer and the values of its parameters.
     *
     * @param values row-major, by name
     */
    record Valued(Layer layer, Map<String, float[]> values) {}

    /** The interval that its outputs cannot leave, as those of a sigmoid; empty where there is none. */
    default Optional<Range> outputRange() {
        return Optional.empty();
    }

    /** Multiply-accumulates per point; functions of one feature count as none. */
    default long macs(int inputs) {
        return 0;
    }
}
