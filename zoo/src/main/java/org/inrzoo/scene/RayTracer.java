package org.inrzoo.scene;

import java.util.stream.IntStream;
import org.inrzoo.datasets.Image;

/**
 * Draws surfaces as cameras see them, by sphere tracing (Hart 1996), on a white background, with several rays a pixel.
 *
 * @param surface the scene
 * @param perSide rays a pixel along each of its sides
 */
public record RayTracer(Surface surface, int perSide) {

    private static final double FARTHEST = 20;
    private static final Vector WHITE = new Vector(1, 1, 1);

    /** The picture that a camera sees. */
    public Image picture(Camera camera) {
        float[] values = new float[3 * camera.width() * camera.height()];
        IntStream.range(0, camera.height()).parallel().forEach(row -> {
            for (int column = 0; column < camera.width(); column++) {
                write(mean(camera, column, row), values, 3 * (row * camera.width() + column));
            }
        });
        return new Image(camera.width(), camera.height(), 3, values);
    }

    private Vector mean(Camera camera, int column, int row) {
        Camera finer = camera.resized(camera.width() * perSide, camera.height() * perSide);
        Vector sum = new Vector(0, 0, 0);
        for (int i = 0; i < perSide * perSide; i++) {
            sum = sum.plus(colour(
                    camera.position(), finer.direction(column * perSide + i % perSide, row * perSide + i / perSide)));
        }
        return sum.times(1.0 / (perSide * perSide));
    }

    private Vector colour(Vector origin, Vector direction) {
        double t = surface.meet(origin, direction, FARTHEST);
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
                    return surface.meet(camera.position(), direction, FARTHEST) * direction.dot(camera.ahead());
                })
                .toArray();
    }
}
