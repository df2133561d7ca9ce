package org.inrzoo.peer;

import ai.djl.ndarray.NDArray;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.inrzoo.layer.Layer;

/**
 * One kind of layer in libtorch's operations.
 *
 * @param layer the class of the layers, exactly this one
 * @param body the operations
 */
public record Translation<L extends Layer>(Class<L> layer, Body<L> body) {

    /** A layer's operations. */
    @FunctionalInterface
    public interface Body<L extends Layer> {

        /**
         * The features that leave, [n, outputs].
         *
         * @param x the features that enter, [n, inputs]; the coordinates in [0,1] where the layer is an encoding
         */
        NDArray apply(L layer, NDArray x, Site site);
    }

    /**
     * Where a layer stands.
     *
     * @param size pixels of the square image's side
     * @param count the number of points, n
     * @param pixels from a point's place to its number along the Z-order curve; the numbers rise, but in a network that looks at
     *     neighbours, whose points are all pixels row by row
     * @param run the largest power of four such that the pixels come in runs of so many along the curve, each from a multiple
     *     of it on
     * @param parameters the layer's parameter of a name
     */
    public record Site(int size, int count, IntUnaryOperator pixels, int run, Function<String, NDArray> parameters) {

        /** The layer's parameter of this name, in its own shape. */
        public NDArray parameter(String name) {
            return parameters.apply(name);
        }
    }

    NDArray apply(Layer any, NDArray x, Site site) {
        return body.apply(layer.cast(any), x, site);
    }
}
