package org.inrzoo.graph;

import java.util.List;

/**
 * Is told the layers of a network in their order while its graph is built, for what computes or translates it without the graph.
 * Maps and rows are known by the names of their variables. What a definition puts into the graph by itself is not told: what it
 * leaves has a name that no layer here has made.
 */
public interface LayerListener {

    /** Hears nothing. */
    LayerListener NONE = new LayerListener() {};

    /**
     * y is the convolution of x without bias; zeros, (k-1)/2 wide, lie around x.
     *
     * @param weight the kernel's variable: a parameter's where the kernel is trained itself
     */
    default void convolution(FeatureMap x, FeatureMap y, String weight, Kernel.Shape shape, int stride) {}

    /** y is x and a term for every channel, the parameter of this name. */
    default void bias(FeatureMap x, FeatureMap y, String bias) {}

    /** y is the batch norm of x; its parameters are {@code name/gain}, {@code shift}, {@code mean} and {@code variance}. */
    default void norm(FeatureMap x, FeatureMap y, String name) {}

    /** y is the sum of two maps. */
    default void sum(FeatureMap a, FeatureMap b, FeatureMap y) {}

    /** y is max(x, 0). */
    default void relu(FeatureMap x, FeatureMap y) {}

    /** y is max(-x, 0) = positive - x. */
    default void negative(FeatureMap x, FeatureMap positive, FeatureMap y) {}

    /** y is the largest of every 2×2 pixels of x. */
    default void halved(FeatureMap x, FeatureMap y) {}

    /** y, [pictures, channels], is the mean of x over all pixels. */
    default void average(FeatureMap x, String y) {}

    /** y is the maps of one, then those of the other, on the same pixels. */
    default void joined(FeatureMap a, FeatureMap b, FeatureMap y) {}

    /**
     * y is x times a factor for every channel.
     *
     * @param factor the variable, [channels]: a parameter's where it is trained itself
     */
    default void scaled(FeatureMap x, FeatureMap y, String factor) {}

    /**
     * y is the sum of some rows of numbers, each times its weight.
     *
     * @param rows their variables, [pictures, out]
     * @param weights the variable, [1, rows]: a parameter's where the weights are themselves
     */
    default void weighted(List<String> rows, String y, String weights, int out) {}

    /** y, [pictures, out], is the linear layer of x, [pictures, in], by {@code name/weight} and {@code name/bias}. */
    default void linear(String x, String y, String name, int in, int out) {}
}
