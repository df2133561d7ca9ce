package org.inrzoo.graph;

import org.inrzoo.parameter.Initializer;
import org.nd4j.autodiff.samediff.SDVariable;

/** Where a convolution's kernel comes from while it is trained; a deployed one is always a plain tensor. */
@FunctionalInterface
public interface Kernel {

    /**
     * What a convolution asks of its kernel.
     *
     * @param side rows and columns, k
     * @param in channels that come in
     * @param out channels of the result
     * @param depthwise whether every channel has a plane of its own, which sees that channel alone
     */
    record Shape(int side, int in, int out, boolean depthwise) {

        /** Extents as ND4J has them: [k, k, in, out], of a depthwise one [k, k, channels, 1]. */
        public int[] extents() {
            return new int[] {side, side, in, depthwise ? 1 : out};
        }

        /** Values that one output is a sum of. */
        public int fanIn() {
            return side * side * (depthwise ? 1 : in);
        }

        /** Outputs that one input reaches. */
        public int fanOut() {
            return side * side * (depthwise ? 1 : out);
        }

        /** Normal with variance 2/fanIn, He et al. 2015. */
        public Initializer he() {
            return new Initializer.Normal(StrictMath.sqrt(2.0 / fanIn()));
        }
    }

    /**
     * The kernel's values.
     *
     * @param name the convolution's; its parameters are called {@code name/…}
     * @return of {@link Shape#extents}
     */
    SDVariable define(GraphBuilder graph, String name, Shape shape);

    /** A tensor {@code name/weight} that is trained itself. */
    Kernel PLAIN = (graph, name, shape) ->
            graph.trained(name + "/weight", shape.he(), shape.fanIn(), shape.fanOut(), shape.extents());
}
