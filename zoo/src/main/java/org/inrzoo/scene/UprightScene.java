package org.inrzoo.scene;

import java.util.List;

/**
 * Moves, turns and scales a scene whose cameras stand anywhere: their mean upright becomes z, the place nearest to all optical axes becomes 0, and
 * their mean distance from it is chosen.
 *
 * @param middle becomes 0
 * @param east becomes x
 * @param north becomes y
 * @param up becomes z
 * @param scale units for each of the old ones
 */
record UprightScene(Vector middle, Vector east, Vector north, Vector up, double scale) {

    /** Keeps parallel axes, which are near to no one place, from dividing by zero. */
    private static final double LEAST = 1e-9;

    /**
     * The change for some cameras.
     *
     * @param positions where they stand
     * @param aheads unit vectors along their optical axes
     * @param ups unit vectors upwards
     * @param distance mean distance that they are to have
     */
    static UprightScene of(List<Vector> positions, List<Vector> aheads, List<Vector> ups, double distance) {
        Vector sum = ups.stream().reduce(new Vector(0, 0, 0), Vector::plus);
        Vector up = sum.length() < LEAST ? new Vector(0, 0, 1) : sum.unit();
        Vector other = Math.abs(up.x()) < 0.9 ? new Vector(1, 0, 0) : new Vector(0, 1, 0);
        Vector east = other.minus(up.times(up.dot(other))).unit();
        Vector middle = nearest(positions, aheads);
        double mean = positions.stream()
                .mapToDouble(position -> position.minus(middle).length())
                .average()
                .orElse(0);
        return new UprightScene(middle, east, up.cross(east), up, mean < LEAST ? 1 : distance / mean);
    }

    /** The place p with the least Σ |(1 - a aᵀ)(p - o)|², by its normal equations. */
    private static Vector nearest(List<Vector> positions, List<Vector> aheads) {
        double[][] m = new double[3][3];
        double[] b = new double[3];
        for (int i = 0; i < positions.size(); i++) {
            double[] a = numbers(aheads.get(i));
            double[] o = numbers(positions.get(i));
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 3; column++) {
                    double entry = (row == column ? 1 + LEAST : 0) - a[row] * a[column];
                    m[row][column] += entry;
                    b[row] += entry * o[column];
                }
            }
        }
        double whole = determinant(m);
        double[] p = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            double[][] replaced = {m[0].clone(), m[1].clone(), m[2].clone()};
            for (int row = 0; row < 3; row++) {
                replaced[row][axis] = b[row];
            }
            p[axis] = determinant(replaced) / whole;
        }
        return new Vector(p[0], p[1], p[2]);
    }

    private static double[] numbers(Vector v) {
        return new double[] {v.x(), v.y(), v.z()};
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }

    /** Where a place is now. */
    Vector place(Vector old) {
        return turned(old.minus(middle)).times(scale);
    }

    /** A unit vector's direction now. */
    Vector direction(Vector old) {
        return turned(old);
    }

    private Vector turned(Vector v) {
        return new Vector(v.dot(east), v.dot(north), v.dot(up));
    }
}
