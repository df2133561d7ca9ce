package org.inrzoo.layer;

import java.util.Map;
import java.util.Optional;

/**
 * A layer whose weights are generated from other parameters while it is trained: afterwards it is a plain layer with these weights.
 *
 * <p>How they are generated is said twice: as operations of a graph in {@link #define}, and here as numbers, for engines and for folding.
 */
public interface GeneratedWeights extends Layer {

    /**
     * The layer that it is once its weights are fixed.
     *
     * @param inputs the number of features that enter
     */
    Layer plain(int inputs);

    /**
     * The generated weights.
     *
     * @param values this layer's parameters, row-major, by name; not modified
     * @return the plain layer's parameters, row-major, by name
     */
    Map<String, float[]> generated(int inputs, Map<String, float[]> values);

    /**
     * The gradient by this layer's parameters, given that by the plain layer's.
     *
     * @param values this layer's parameters; not modified
     * @param gradient by the plain layer's parameters; not modified
     * @return by this layer's trained parameters, row-major, by name
     */
    Map<String, float[]> pulledBack(int inputs, Map<String, float[]> values, Map<String, float[]> gradient);

    @Override
    default int outputs(int inputs) {
        return plain(inputs).outputs(inputs);
    }

    @Override
    default int reach() {
        return plain(1).reach();
    }

    /** Those of the plain layer: weights are generated once for all points. */
    @Override
    default long macs(int inputs) {
        return plain(inputs).macs(inputs);
    }

    /** As of the plain layer; a layer that has a derivative says itself how it is differentiated. */
    @Override
    default Optional<String> withoutDerivative(DerivativeOrder order) {
        return plain(1).withoutDerivative(order);
    }
}
