package org.inrzoo.engine;

import org.inrzoo.network.Architecture;
import org.inrzoo.point.AxisScales;
import org.inrzoo.point.Points;

/** What every engine asks of the arrays it is given. */
public final class EngineArguments {

    private EngineArguments() {}

    /**
     * Checks the arrays of {@link Engine#forward}.
     *
     * @param parameters all parameters of the network; may be longer
     * @param values length of the array of outputs
     * @throws IllegalArgumentException when one is too short, or the points are not of the network's dimension
     */
    public static void check(Architecture architecture, float[] parameters, Points points, int values) {
        if (points.dimensions() != architecture.dimensions()) {
            throw new IllegalArgumentException("the network takes " + architecture.dimensions()
                    + "-dimensional points, not " + points.dimensions() + "-dimensional ones");
        }
        int size = architecture.parameters().size();
        if (parameters.length < size) {
            throw new IllegalArgumentException("the network has " + size + " parameters, not " + parameters.length);
        }
        long outputs = (long) points.size() * architecture.outputs();
        if (values < outputs) {
            throw new IllegalArgumentException(points.size() + " points have " + outputs + " values, not " + values);
        }
    }

    /**
     * Checks that a network that looks at neighbours is given all points of a grid.
     *
     * @throws EngineException when it is not
     */
    public static void requireGrid(Architecture architecture, Points points) {
        if (architecture.reach() > 0 && points.sizes().isEmpty()) {
            throw new EngineException(architecture.wholeGridOnly());
        }
    }

    /**
     * Checks the units of derivatives.
     *
     * @throws IllegalArgumentException when they are not of the network's dimension
     */
    public static void check(Architecture architecture, AxisScales scales) {
        if (scales.dimensions() != architecture.dimensions()) {
            throw new IllegalArgumentException("the network has " + architecture.dimensions() + " axes, and there are "
                    + scales.dimensions() + " scales");
        }
    }

    /**
     * Checks the arrays of {@link Engine#backward} and {@link Engine#squaredError}.
     *
     * @param parameters all parameters of the network; may be longer
     * @param values length of the array of targets or of dL/dy
     * @param gradient room for dL/d(trainable parameters); may be longer
     * @throws IllegalArgumentException when one is too short, or the points are not of the network's dimension
     * @throws EngineException when the network looks at neighbours and the points are no whole grid
     */
    public static void check(
            Architecture architecture, float[] parameters, Points points, int values, float[] gradient) {
        check(architecture, parameters, points, values);
        requireGrid(architecture, points);
        int trainable = architecture.parameters().trainable();
        if (gradient.length < trainable) {
            throw new IllegalArgumentException(
                    "the network has " + trainable + " trainable parameters, not " + gradient.length);
        }
    }
}
