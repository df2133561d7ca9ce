package org.inrzoo.scene;

import java.util.stream.IntStream;
import org.inrzoo.datasets.Image;

/**
 * Draws surfaces as cameras see them, by sphere tracing (Hart 1996), on a white background, with several rays a pixel. A pixel's rays are
 * followed as one bundle as far as all of them meet nothing, and each by itself from there.
 *
 * @param surface the scene
 * @param perSide rays a pixel along each of its sides
 */
public record RayTracer(Surface surface, int perSide) {

    /** From the middle of the cube that holds all surfaces to its corners. */
    private static final double REACH = Math.sqrt(3);

    private static final Vector WHITE = new Vector(1, 1, 1);

    /** The picture that a camera sees. */
    public Image picture(Camera camera) {
        float[] values = new float[3 * camera.width() * camera.height()];
        Camera finer = camera.resized(camera.width() * perSide, camera.height() * perSide);
        IntStream.range(0, camera.height()).parallel().forEach(row -> {
            Vector[] rays = new Vector[perSide * perSide];
            for (int column = 0; column < camera.width(); column++) {
                for (int i = 0; i < rays.length; i++) {
                    rays[i] = finer.direction(column * perSide + i % perSide, row * perSide + i / perSide);
                }
                Vector colour = mean(camera.position(), camera.direction(column, row), rays);
                write(colour, values, 3 * (row * camera.width() + column));
            }
        });
        return new Image(camera.width(), camera.height(), 3, values);
    }

    private Vector mean(Vector origin, Vector middle, Vector[] rays) {
        double spread = 0;
        for (Vector ray : rays) {
            spread = Math.max(spread, ray.minus(middle).length());
        }
        double farthest = farthest(origin);
        double clear = surface.clear(origin, middle, spread, farthest);
        Vector sum = new Vector(0, 0, 0);
        for (Vector ray : rays) {
            sum = sum.plus(colour(origin, ray, surface.meet(origin, ray, clear, farthest)));
        }
        return sum.times(1.0 / rays.length);
    }

    /** Where a ray has left the cube, whichever way it goes. */
    private static double farthest(Vector origin) {
        return origin.length() + REACH;
    }

    private Vector colour(Vector origin, Vector direction, double t) {
        if (Double.isInfinite(t)) {
            return WHITE;
        }
        Vector place = origin.plus(direction.times(t));
        return surface.light().colour(place, surface.normal(place), direction.times(-1));
    }

    private static void write(Vector colour, float[] values, int at) {
        values[at] = (float) Math.max(0, Math.min(1, colour.x()));
        values[at + 1] = (float) Math.max(0, Math.min(1, colour.y()));
        values[at + 2] = (float) Math.max(0, Math.min(1, colour.z()));
    }

    /**
     * How far each pixel's centre sees along the optical axis.
     *
     * @return [rows, columns]; infinite where it sees nothing
     */
    public double[] depth(Camera camera) {
        return IntStream.range(0, camera.width() * camera.height())
                .parallel()
                .mapToDouble(pixel -> {
                    Vector direction = camera.direction(pixel % camera.width(), pixel / camera.width());
                    return surface.meet(camera.position(), direction, farthest(camera.position()))
                            * direction.dot(camera.ahead());
                })
                .toArray();
    }
}
