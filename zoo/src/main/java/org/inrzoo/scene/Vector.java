package org.inrzoo.scene;

/**
 * A place or a direction.
 *
 * @param x to the east, of built-in scenes
 * @param y to the north
 * @param z upwards
 */
public record Vector(double x, double y, double z) {

    /** The sum. */
    public Vector plus(Vector other) {
        return new Vector(x + other.x, y + other.y, z + other.z);
    }

    /** The difference. */
    public Vector minus(Vector other) {
        return new Vector(x - other.x, y - other.y, z - other.z);
    }

    /** This many times as long. */
    public Vector times(double factor) {
        return new Vector(factor * x, factor * y, factor * z);
    }

    /** The inner product. */
    public double dot(Vector other) {
        return x * other.x + y * other.y + z * other.z;
    }

    /** The vector product. */
    public Vector cross(Vector other) {
        return new Vector(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    /** Its length. */
    public double length() {
        return Math.sqrt(dot(this));
    }

    /** In the same direction, of length 1. */
    public Vector unit() {
        return times(1 / length());
    }
}
