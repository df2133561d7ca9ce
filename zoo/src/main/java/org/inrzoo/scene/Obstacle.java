package org.inrzoo.scene;

import java.util.stream.IntStream;

/** What rays end at. */
@FunctionalInterface
public interface Obstacle {

    /**
     * How far along a ray it is first met; infinite where it is not.
     *
     * @param direction of length 1
     * @param farthest how far to look
     */
    double meet(Vector origin, Vector direction, double farthest);

    /**
     * How far each pixel's centre sees along the optical axis.
     *
     * @param farthest how far to look along a ray
     * @return [rows, columns]; infinite where it sees nothing
     */
    default double[] depth(Camera camera, double farthest) {
        return IntStream.range(0, camera.width() * camera.height())
                .parallel()
                .mapToDouble(pixel -> {
                    Vector direction = camera.direction(pixel % camera.width(), pixel / camera.width());
                    return meet(camera.position(), direction, farthest) * direction.dot(camera.ahead());
                })
                .toArray();
    }
}
