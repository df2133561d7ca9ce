package org.inrzoo.scene;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.datasets.shape.Implicit;
import org.inrzoo.datasets.shape.Solids;

/**
 * Scenes by name, all within [-1, 1]³: {@code blocks}, matte solids on a chequered plate; {@code glossy}, the same with highlights that
 * move with the eye; {@code lattice}, thin bars.
 */
public final class BuiltInScenes {

    private static final Vector SUN = new Vector(0.4, -0.5, 0.77).unit();
    private static final double AMBIENT = 0.35;
    private static final double SHININESS = 24;

    private static final Map<String, Surface> BY_NAME = new LinkedHashMap<>();

    static {
        Implicit blocks = blocks();
        BY_NAME.put("blocks", new Surface(blocks, BuiltInScenes::matte));
        BY_NAME.put("glossy", new Surface(blocks, BuiltInScenes::glossy));
        BY_NAME.put("lattice", new Surface(lattice(), BuiltInScenes::matte));
    }

    private BuiltInScenes() {}

    /** The names. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /**
     * A scene by its name.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Surface named(String name) {
        Surface surface = BY_NAME.get(name);
        if (surface == null) {
            throw new IllegalArgumentException(
                    "there is no scene named '" + name + "'; there are: " + String.join(", ", BY_NAME.keySet()));
        }
        return surface;
    }

    /** One function, not a union of moved solids: it is asked some million times for a scene's pictures. */
    private static Implicit blocks() {
        return (x, y, z) -> {
            double plate = Solids.toBox(x, y, z + 0.75, 0.85, 0.85, 0.06);
            double ball = Solids.toSphere(x + 0.4, y - 0.3, z + 0.35, 0.34);
            double tower = Solids.toBox(x - 0.42, y - 0.35, z + 0.19, 0.24, 0.24, 0.5);
            double ring = Solids.toTorus(x - 0.3, y + 0.42, z + 0.59, 0.3, 0.1);
            double column = Solids.toCylinder(x + 0.45, y + 0.45, z + 0.33, 0.16, 0.36);
            return Math.min(plate, Math.min(Math.min(ball, tower), Math.min(ring, column)));
        };
    }

    private static Implicit lattice() {
        Implicit bars = (x, y, z) -> {
            double u = fold(x) * fold(x);
            double v = fold(y) * fold(y);
            double w = fold(z) * fold(z);
            return Math.sqrt(Math.min(u + v, Math.min(v + w, u + w))) - 0.045;
        };
        return bars.intersection(Solids.box(0.75, 0.75, 0.75));
    }

    /** The distance to the nearest of the planes that are 0.48 apart. */
    private static double fold(double x) {
        return Math.abs(x - 0.48 * Math.rint(x / 0.48));
    }

    private static Vector paint(Vector p, Vector normal) {
        boolean plate = p.z() < -0.68 && normal.z() > 0.9;
        if (plate) {
            boolean dark = ((int) Math.floor(4 * (p.x() + 2)) + (int) Math.floor(4 * (p.y() + 2))) % 2 == 0;
            return dark ? new Vector(0.25, 0.27, 0.32) : new Vector(0.9, 0.88, 0.82);
        }
        return new Vector(0.55 + 0.4 * p.x(), 0.5 + 0.35 * Math.sin(5 * p.z()), 0.5 - 0.4 * p.y());
    }

    private static Vector matte(Vector place, Vector normal, Vector towards) {
        double light = AMBIENT + (1 - AMBIENT) * Math.max(0, normal.dot(SUN));
        return paint(place, normal).times(light);
    }

    private static Vector glossy(Vector place, Vector normal, Vector towards) {
        Vector mirrored = normal.times(2 * normal.dot(SUN)).minus(SUN);
        double shine = 0.6 * Math.pow(Math.max(0, mirrored.dot(towards)), SHININESS);
        return matte(place, normal, towards).plus(new Vector(shine, shine, shine));
    }
}
