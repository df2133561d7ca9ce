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

    /**
     * How far along a ray the surface is first met, up to {@code farthest}; infinite where it is not.
     *
     * @param direction of length 1
     */
    @Override
    public double meet(Vector origin, Vector direction, double farthest) {
        return meet(origin, direction, 0, farthest);
    }

    /** The same of a ray that meets nothing up to {@code from}. */
    double meet(Vector origin, Vector direction, double from, double farthest) {
        double t = from;
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

    /**
     * How far, at least, a bundle of rays from one place goes without meeting the surface: to where a ball that the distance leaves free
     * hardly holds the bundle any more, or beyond {@code farthest}.
     *
     * <pre>step = (d(o + t m) - t s) / (1 + s),  since |o + r u - (o + t m)| ≤ r s + (r - t) of a ray u, t ≤ r ≤ t + step</pre>
     *
     * @param middle m, a unit vector
     * @param spread s, the most by which a ray's unit vector differs from m, as the length of the difference
     */
    double clear(Vector origin, Vector middle, double spread, double farthest) {
        double t = 0;
        for (int i = 0; i < MOST_STEPS && t < farthest; i++) {
            Vector p = origin.plus(middle.times(t));
            double step = (distance.at(p.x(), p.y(), p.z()) - NEAR - t * spread) / (1 + spread);
            if (step < NEAR || step < t * spread / 2) {
                return t;
            }
            t += step;
        }
        return t;
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
