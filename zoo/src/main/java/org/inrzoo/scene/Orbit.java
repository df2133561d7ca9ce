package org.inrzoo.scene;

import java.util.List;
import java.util.stream.IntStream;

/** Cameras on a sphere that look at its middle. */
public final class Orbit {

    private static final double GOLDEN_TURN = Math.PI * (3 - Math.sqrt(5));
    private static final double LOWEST = -0.15;
    private static final double HIGHEST = 0.9;

    private Orbit() {}

    /**
     * Cameras spread evenly, a little below the horizon to nearly the top, in a spiral by the golden angle.
     *
     * @param count how many
     * @param turn where the spiral begins, in its own steps: other halves give other views
     * @param radius of the sphere
     * @param size pixels per side
     * @param angle of view, radians
     */
    public static List<Camera> spiral(int count, double turn, double radius, int size, double angle) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    double height = LOWEST + (HIGHEST - LOWEST) * (i + 0.5) / count;
                    return at(GOLDEN_TURN * (i + turn), height, radius, size, angle);
                })
                .toList();
    }

    /**
     * Cameras on one turn at one height, for a turntable.
     *
     * @param height sine of the elevation
     */
    public static List<Camera> turntable(int count, double height, double radius, int size, double angle) {
        return IntStream.range(0, count)
                .mapToObj(i -> at(2 * Math.PI * i / count, height, radius, size, angle))
                .toList();
    }

    private static Camera at(double azimuth, double height, double radius, int size, double angle) {
        double across = Math.sqrt(1 - height * height);
        Vector position = new Vector(across * Math.cos(azimuth), across * Math.sin(azimuth), height).times(radius);
        return Camera.lookingAt(position, new Vector(0, 0, 0), size, size, angle);
    }
}
