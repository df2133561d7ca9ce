package org.inrzoo.point;

import java.util.List;

/** The points at which a network is asked, in a fixed order: coordinates in [0,1]^d. */
public interface Points {

    /** The number of points. */
    int size();

    /** Samples on every axis where these are all points of a regular grid, in row-major order; empty where they are any. */
    default List<Integer> sizes() {
        return List.of();
    }

    /** Coordinates per point, d. */
    int dimensions();

    /**
     * Writes the coordinates of {@code count} points from number {@code first} on.
     *
     * @param target receives [count, d], row-major, from its start
     */
    void read(int first, int count, float[] target);

    /** The coordinates of {@code count} points from number {@code first} on, as points of their own. */
    default PointSet slice(int first, int count) {
        float[] coordinates = new float[Math.multiplyExact(count, dimensions())];
        read(first, count, coordinates);
        return new PointSet(coordinates, dimensions());
    }
}
