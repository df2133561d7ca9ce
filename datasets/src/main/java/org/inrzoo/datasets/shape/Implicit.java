package org.inrzoo.datasets.shape;

/** A solid by a function of the place: negative inside, positive outside, continuous. */
@FunctionalInterface
public interface Implicit {

    /** The value at a point. */
    double at(double x, double y, double z);

    /** What is in this or the other; a distance to it where both are distances and the point is outside. */
    default Implicit union(Implicit other) {
        return (x, y, z) -> Math.min(at(x, y, z), other.at(x, y, z));
    }

    /** What is in both. */
    default Implicit intersection(Implicit other) {
        return (x, y, z) -> Math.max(at(x, y, z), other.at(x, y, z));
    }

    /** What is in this and not in the other. */
    default Implicit difference(Implicit other) {
        return (x, y, z) -> Math.max(at(x, y, z), -other.at(x, y, z));
    }

    /** The same elsewhere. */
    default Implicit moved(double dx, double dy, double dz) {
        return (x, y, z) -> at(x - dx, y - dy, z - dz);
    }
}
