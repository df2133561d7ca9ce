package org.inrzoo.compress;

import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;

/**
 * How many bits the values of a tensor have. A frequency that is a little wrong is far off at the other end of a long axis, so
 * weights of coordinates have some more than there are bits in a sample's number; there are few of them.
 *
 * @param bits of a value of a matrix or table, from {@value TensorCode#LEAST_BITS} to {@value TensorCode#MOST_BITS}
 * @param ofCoordinates bits of a weight of a coordinate, from {@code bits} to {@value TensorCode#MOST_BITS}
 * @param layer whose weights are of coordinates; -1 where coordinates are encoded before there are weights
 */
record Precision(int bits, int ofCoordinates, int layer) {

    /** Vectors, such as biases, have so many bits more. */
    static final int MORE_FOR_VECTORS = 4;

    private static final int MORE_FOR_COORDINATES = 2;

    /**
     * That of a network.
     *
     * @param bits of a weight
     * @param samples along the longest axis
     */
    static Precision of(Architecture architecture, int bits, int samples) {
        int whole = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, samples - 1));
        int fine = Math.max(bits, Math.min(TensorCode.MOST_BITS, whole + MORE_FOR_COORDINATES));
        return new Precision(bits, fine, layerOfCoordinates(architecture));
    }

    private static int layerOfCoordinates(Architecture architecture) {
        return architecture.parameters().slots().stream()
                .mapToInt(ParameterLayout.Slot::layer)
                .limit(1)
                .filter(first -> architecture.inputs(first) == architecture.dimensions())
                .findFirst()
                .orElse(-1);
    }

    /** The bits of a tensor's values. */
    int of(ParameterLayout.Slot slot) {
        if (slot.parameter().shape().size() == 1) {
            return Math.min(TensorCode.MOST_BITS, bits + MORE_FOR_VECTORS);
        }
        return slot.layer() == layer ? ofCoordinates : bits;
    }
}
