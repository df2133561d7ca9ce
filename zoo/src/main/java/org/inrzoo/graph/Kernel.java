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
     * @param groups parts into which both are cut, each of which sees its own alone; 1 for a dense kernel
     */
    record Shape(int side, int in, int out, int groups) {

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException when channels cannot be cut into so many groups
         */
        public Shape {
            if (in % groups != 0 || out % groups != 0) {
                throw new IllegalArgumentException(
                        in + " and " + out + " channels cannot be cut into " + groups + " groups");
            }
        }

        /** A kernel in which every output sees every channel. */
        public static Shape dense(int side, int in, int out) {
            return new Shape(side, in, out, 1);
        }

        /** A kernel of one plane for every channel, which sees that channel alone. */
        public static Shape depthwise(int side, int channels) {
            return new Shape(side, channels, channels, channels);
        }

        /**
         * Extents: [k, k, in/groups, out], the groups' outputs one after the other; of one input each, as ND4J has it,
         * [k, k, in, out/in], which is the same in memory.
         */
        public int[] extents() {
            return groups == in && groups > 1
                    ? new int[] {side, side, in, out / in}
                    : new int[] {side, side, in / groups, out};
        }

        /** Values that one output is a sum of. */
        public int fanIn() {
            return side * side * (in / groups);
        }

        /** Outputs that one input reaches. */
        public int fanOut() {
            return side * side * (out / groups);
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
