package org.inrzoo.parameter;

import java.util.List;

/**
 * One parameter tensor of a layer.
 *
 * @param name short name within the layer, such as {@code weight}
 * @param shape extents, row-major
 * @param initializer how its first values are drawn
 * @param fanIn features that one output sums over
 * @param fanOut outputs that one input reaches
 * @param trainable false for tensors that are drawn once and kept, such as random frequencies
 */
public record Parameter(
        String name, List<Integer> shape, Initializer initializer, int fanIn, int fanOut, boolean trainable) {

    /** Number of values. */
    public int length() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /**
     * The weight matrices, of fanIn × fanOut, that the tensor holds one after the other: as many as a layer has experts.
     * 0 where its last two extents are not these, as of biases, tables and statistics.
     */
    public int matrices() {
        int last = shape.size() - 1;
        boolean holds = last >= 1 && shape.get(last - 1) == fanIn && shape.get(last) == fanOut;
        return holds ? length() / Math.multiplyExact(fanIn, fanOut) : 0;
    }

    /** The same tensor under another name. */
    public Parameter named(String other) {
        return new Parameter(other, shape, initializer, fanIn, fanOut, trainable);
    }

    /** The same tensor, kept at its first values. */
    public Parameter frozen() {
        return new Parameter(name, shape, initializer, fanIn, fanOut, false);
    }

    /** A weight matrix, [fanIn, fanOut]. */
    public static Parameter weight(int fanIn, int fanOut, Initializer initializer) {
        return new Parameter("weight", List.of(fanIn, fanOut), initializer, fanIn, fanOut, true);
    }

    /** A bias vector, [fanOut], of a layer that sums over {@code fanIn} features. */
    public static Parameter bias(int fanIn, int fanOut, Initializer initializer) {
        return new Parameter("bias", List.of(fanOut), initializer, fanIn, fanOut, true);
    }
}
