package org.inrzoo.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well the places that rays are said to meet a surface at agree with those where they do: multi-view stereo's measures.
 *
 * <p>A ray that meets nothing, or is said to, has no place. Distances are parts of the side of the cube about the scene.
 *
 * @param depth mean error along the rays that meet the surface; a ray that is said to meet nothing is as wrong as it is long
 * @param accuracy part of the places said that have a true one within {@value #NEAR}
 * @param completeness part of the true places that have one said within {@value #NEAR}
 * @param chamfer mean of the mean distances to the nearest, from the places said to the true ones and back
 */
public record StereoScores(double depth, double accuracy, double completeness, double chamfer) {

    /** Near enough, as a part of the cube's side. */
    public static final double NEAR = 0.02;

    /** More places than these are thinned out, evenly. */
    private static final int MOST = 10_000;

    /** Asks where a ray is said to meet the surface. */
    @FunctionalInterface
    public interface Said {
        /** How far along the ray's way through the cube; infinite where it meets nothing. */
        double way(int ray);
    }

    /** The scores of some rays of cameras around a surface. */
    public static StereoScores of(SceneRays rays, Obstacle surface, Said said) {
        double side = 2 * rays.bound();
        double error = 0;
        int met = 0;
        List<Vector> truth = new ArrayList<>();
        List<Vector> found = new ArrayList<>();
        for (int ray = 0; ray < rays.count(); ray++) {
            double real = surface.meet(rays.place(ray, 0), rays.direction(ray), rays.length(ray));
            double told = said.way(ray);
            if (Double.isFinite(told)) {
                found.add(rays.place(ray, told));
            }
            if (Double.isFinite(real)) {
                truth.add(rays.place(ray, real));
                error += Double.isFinite(told) ? Math.abs(told - real) : rays.length(ray);
                met++;
            }
        }
        double[] there = nearest(found, thinned(truth), side);
        double[] back = nearest(truth, thinned(found), side);
        return new StereoScores(
                error / Math.max(1, met) / side, near(there), near(back), (mean(there) + mean(back)) / 2);
    }

    /** The scores of a surface as the rays meet it. */
    public static StereoScores of(SceneRays rays, Obstacle surface, Obstacle found) {
        return of(rays, surface, ray -> found.meet(rays.place(ray, 0), rays.direction(ray), rays.length(ray)));
    }

    private static List<Vector> thinned(List<Vector> places) {
        int step = (places.size() + MOST - 1) / MOST;
        return step <= 1
                ? places
                : IntStream.range(0, places.size() / step)
                        .mapToObj(i -> places.get(i * step))
                        .toList();
    }

    /** From each place to the nearest of others, in sides; 1 where there is none. */
    private static double[] nearest(List<Vector> places, List<Vector> others, double side) {
        return thinned(places).stream()
                .parallel()
                .mapToDouble(place -> {
                    double least = side * side;
                    for (Vector other : others) {
                        Vector between = place.minus(other);
                        least = Math.min(least, between.dot(between));
                    }
                    return Math.sqrt(least) / side;
                })
                .toArray();
    }

    private static double near(double[] distances) {
        int count = 0;
        for (double distance : distances) {
            count += distance <= NEAR ? 1 : 0;
        }
        return (double) count / Math.max(1, distances.length);
    }

    private static double mean(double[] distances) {
        double sum = 0;
        for (double distance : distances) {
            sum += distance;
        }
        return distances.length == 0 ? 1 : sum / distances.length;
    }
}
