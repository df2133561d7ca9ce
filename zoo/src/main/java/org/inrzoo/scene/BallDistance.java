package org.inrzoo.scene;

/**
 * The signed distance that a network tells by its difference from that to a ball, so that it begins as nearly a ball.
 *
 * <pre>d(p) = |p| - b/2 + b o(p)</pre>
 *
 * @param bound b, half the side of the cube around the scene
 */
public record BallDistance(double bound) {

    /** How soft the surface is at the end of a fit, as a part of b. */
    public static final double SHARPEST = 0.01;

    private static final double SHORT = 1e-9;

    /** The distance at a place, by the network's output there. */
    public double distance(Vector place, double output) {
        return place.length() - bound / 2 + bound * output;
    }

    /** The slope of the distance by the scene's x, y and z, by that of the output. */
    public Vector slope(Vector place, Vector outputSlope) {
        return place.times(1 / Math.max(SHORT, place.length())).plus(outputSlope.times(bound));
    }

    /**
     * The place of a point.
     *
     * @param points in [0,1]³, each as z, y, x, row-major
     * @param at where the point's z is
     */
    public Vector place(float[] points, int at) {
        return new Vector(scene(points[at + 2]), scene(points[at + 1]), scene(points[at]));
    }

    private double scene(double part) {
        return bound * (2 * part - 1);
    }
}
