package org.inrzoo.scene;

import org.inrzoo.datasets.shape.Implicit;

/**
 * A scene of opaque surfaces with exact truth: where they are, and what light leaves them to each side.
 *
 * @param distance at most the distance to the surface outside, negative inside; within the cube [-1, 1]³
 * @param light leaves a point of the surface
 */
public record Surface(Implicit distance, Light light) implements Obstacle {

    private static final int MOST_STEPS = 400;
    private static final double NEAR = 1e-5;
    private static final double SLOPE_STEP = 1e-4;

    /** The colour that leaves a surface. */
    @FunctionalInterface
    public interface Light {

        /**
         * Red, green and blue from 0 to 1.
         *
         * @param place on the surface
         * @param normal outwards, of length 1
         * @param towards the camera, of length 1
         */
        Vector colour(Vector place, Vector normal, Vector towards);
    }

    /** How far along a ray the surface is first met, up to {@code farthest}; infinite where it is not. */
    @Override
    public double meet(Vector origin, Vector direction, double farthest) {
        double t = 0;
        for (int i = 0; i < MOST_STEPS && t < farthest; i++) {
            Vector p = origin.plus(direction.times(t));
            double free = distance.at(p.x(), p.y(), p.z());
            if (free < NEAR) {
                return t;
            }
            t += free;
        }
        return Double.POSITIVE_INFINITY;
    }

    /** The normal at a point of the surface, by central differences. */
    public Vector normal(Vector p) {
        double h = SLOPE_STEP;
        return new Vector(
                        distance.at(p.x() + h, p.y(), p.z()) - distance.at(p.x() - h, p.y(), p.z()),
                        distance.at(p.x(), p.y() + h, p.z()) - distance.at(p.x(), p.y() - h, p.z()),
                        distance.at(p.x(), p.y(), p.z() + h) - distance.at(p.x(), p.y(), p.z() - h))
                .unit();
    }
}
