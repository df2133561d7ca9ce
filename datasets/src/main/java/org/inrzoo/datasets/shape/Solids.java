package org.inrzoo.datasets.shape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Exact solids by name, all within [-1, 1]³ with z upwards: {@code sphere}, {@code torus}, {@code part} (a machined block: box,
 * boss, bores), {@code gyroid} (a shell along Schoen's surface, cut to a ball), {@code menger} (the sponge of three steps) and
 * {@code lathe} (a turned goblet).
 *
 * <p>The functions of sphere, torus and lathe are signed distances; the others have the right sign everywhere and no more than
 * the distance as their value.
 */
public final class Solids {

    /** Of the sphere. */
    static final double RADIUS = 0.8;

    /** Of the torus: its circle's, and its tube's. */
    static final double RING = 0.6;

    static final double TUBE = 0.25;

    /** Half a side of the sponge. */
    static final double SPONGE = 0.9;

    static final int STEPS = 3;

    /** The goblet's outline from the axis at its foot round to the axis in its bowl: radius, height. */
    private static final double[][] GOBLET = {
        {0, -0.9}, {0.5, -0.9}, {0.5, -0.82}, {0.16, -0.72}, {0.1, -0.55}, {0.14, -0.42}, {0.1, -0.3}, {0.1, -0.12},
        {0.32, 0.02}, {0.5, 0.24}, {0.58, 0.55}, {0.56, 0.85}, {0.5, 0.85}, {0.51, 0.55}, {0.43, 0.28}, {0.26, 0.1},
        {0, 0.02}
    };

    private static final Map<String, Implicit> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("sphere", sphere(RADIUS));
        BY_NAME.put("torus", torus(RING, TUBE));
        BY_NAME.put("part", part());
        BY_NAME.put("gyroid", gyroid(9, 0.45).intersection(sphere(0.9)));
        BY_NAME.put("menger", menger(SPONGE, STEPS));
        BY_NAME.put("lathe", turned(GOBLET));
    }

    private Solids() {}

    /** The names. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /**
     * A solid by its name.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Implicit named(String name) {
        Implicit solid = BY_NAME.get(name);
        if (solid == null) {
            throw new IllegalArgumentException(
                    "there is no solid named '" + name + "'; there are: " + String.join(", ", BY_NAME.keySet()));
        }
        return solid;
    }

    /** A ball about 0: a signed distance. */
    public static Implicit sphere(double radius) {
        return (x, y, z) -> toSphere(x, y, z, radius);
    }

    /** A ring about the z axis: a signed distance. */
    public static Implicit torus(double ring, double tube) {
        return (x, y, z) -> toTorus(x, y, z, ring, tube);
    }

    /** A box about 0 by half its sides: a signed distance. */
    public static Implicit box(double a, double b, double c) {
        return (x, y, z) -> toBox(x, y, z, a, b, c);
    }

    /** Of places within a few units, where no square overflows: many times as fast as {@link Math#hypot}. */
    private static double length(double x, double y) {
        return Math.sqrt(x * x + y * y);
    }

    private static double square(double d) {
        return d > 0 ? d * d : 0;
    }

    /** A cylinder along z about 0: a signed distance. */
    public static Implicit cylinder(double radius, double half) {
        return (x, y, z) -> toCylinder(x, y, z, radius, half);
    }

    /** The distance from a place to a {@link #sphere}. */
    public static double toSphere(double x, double y, double z, double radius) {
        return Math.sqrt(x * x + y * y + z * z) - radius;
    }

    /** The distance from a place to a {@link #torus}. */
    public static double toTorus(double x, double y, double z, double ring, double tube) {
        return length(length(x, y) - ring, z) - tube;
    }

    /** The distance from a place to a {@link #box}. */
    public static double toBox(double x, double y, double z, double a, double b, double c) {
        double dx = Math.abs(x) - a;
        double dy = Math.abs(y) - b;
        double dz = Math.abs(z) - c;
        double outside = Math.sqrt(square(dx) + square(dy) + square(dz));
        return outside + Math.min(0, Math.max(dx, Math.max(dy, dz)));
    }

    /** The distance from a place to a {@link #cylinder}. */
    public static double toCylinder(double x, double y, double z, double radius, double half) {
        double across = length(x, y) - radius;
        double along = Math.abs(z) - half;
        return Math.sqrt(square(across) + square(along)) + Math.min(0, Math.max(across, along));
    }

    private static Implicit part() {
        Implicit solid =
                box(0.9, 0.6, 0.25).moved(0, 0, -0.35).union(cylinder(0.42, 0.4).moved(0, 0, 0.2));
        solid = solid.difference(cylinder(0.24, 1));
        for (int i = 0; i < 4; i++) {
            solid = solid.difference(cylinder(0.11, 1).moved(i % 2 == 0 ? -0.7 : 0.7, i / 2 == 0 ? -0.4 : 0.4, 0));
        }
        return solid.difference(box(0.1, 1, 0.2).moved(0, 0, 0.62));
    }

    /** |sin x cos y + sin y cos z + sin z cos x| below the thickness, with places times a frequency. */
    private static Implicit gyroid(double frequency, double thickness) {
        return (x, y, z) -> {
            double u = frequency * x;
            double v = frequency * y;
            double w = frequency * z;
            double level = Math.sin(u) * Math.cos(v) + Math.sin(v) * Math.cos(w) + Math.sin(w) * Math.cos(u);
            return (Math.abs(level) - thickness) / (2 * frequency);
        };
    }

    /** A cube from which at each step the middle ninth of every cube is drilled out along all three axes. */
    private static Implicit menger(double half, int steps) {
        Implicit cube = box(half, half, half);
        return (x, y, z) -> {
            double distance = cube.at(x, y, z);
            double cell = 2 * half;
            for (int step = 0; step < steps; step++) {
                double dx = fromMiddle(x + half, cell);
                double dy = fromMiddle(y + half, cell);
                double dz = fromMiddle(z + half, cell);
                double bores = Math.min(Math.max(dx, dy), Math.min(Math.max(dy, dz), Math.max(dz, dx)));
                distance = Math.max(distance, cell / 6 - bores);
                cell /= 3;
            }
            return distance;
        };
    }

    private static double fromMiddle(double place, double cell) {
        return Math.abs(place - cell * Math.floor(place / cell) - cell / 2);
    }

    /** What an outline sweeps that is turned about z: a signed distance. */
    private static Implicit turned(double[][] outline) {
        return (x, y, z) -> {
            double r = length(x, y);
            double least = Double.POSITIVE_INFINITY;
            boolean inside = false;
            for (int i = 0; i < outline.length; i++) {
                double[] a = outline[i];
                double[] b = outline[(i + 1) % outline.length];
                if ((a[1] > z) != (b[1] > z) && r < a[0] + (z - a[1]) / (b[1] - a[1]) * (b[0] - a[0])) {
                    inside = !inside;
                }
                if (i < outline.length - 1) { // the axis is no surface
                    least = Math.min(least, toSegment(r, z, a, b));
                }
            }
            return inside ? -least : least;
        };
    }

    private static double toSegment(double r, double z, double[] a, double[] b) {
        double along = (r - a[0]) * (b[0] - a[0]) + (z - a[1]) * (b[1] - a[1]);
        double t = along / ((b[0] - a[0]) * (b[0] - a[0]) + (b[1] - a[1]) * (b[1] - a[1]));
        double clamped = Math.max(0, Math.min(1, t));
        return length(r - a[0] - clamped * (b[0] - a[0]), z - a[1] - clamped * (b[1] - a[1]));
    }
}
