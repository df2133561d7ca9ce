package org.inrzoo.datasets.shape;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * A surface of triangles. Seen from outside, the corners of a triangle go round counter-clockwise.
 *
 * <p>The arrays are not copied, neither in nor out: nobody may change them once they are in a mesh. Two meshes are equal when
 * all their numbers are.
 *
 * @param vertices  [n, 3] the places x, y, z; finite
 * @param triangles [m, 3] numbers of vertices, from 0 to n - 1
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Mesh(float[] vertices, int[] triangles) {

    /**
     * Checks every number.
     *
     * @throws IllegalArgumentException if there is no triangle, a place is not finite, or a triangle has a corner that there
     *                                  is not
     */
    public Mesh {
        if (triangles.length == 0 || triangles.length % 3 != 0 || vertices.length % 3 != 0) {
            throw new IllegalArgumentException("a mesh has whole triangles, at least one: not " + triangles.length
                    + " corners and " + vertices.length + " coordinates");
        }
        for (float coordinate : vertices) {
            if (!Float.isFinite(coordinate)) {
                throw new IllegalArgumentException("the places of vertices are finite, not " + coordinate);
            }
        }
        for (int corner : triangles) {
            if (corner < 0 || corner >= vertices.length / 3) {
                throw new IllegalArgumentException(
                        "a triangle has vertex " + corner + ", and there are " + vertices.length / 3);
            }
        }
    }

    /** How many vertices it has. */
    public int vertexCount() {
        return vertices.length / 3;
    }

    /** How many triangles it has. */
    public int triangleCount() {
        return triangles.length / 3;
    }

    /** A coordinate (0: x, 1: y, 2: z) of a corner (0, 1, 2) of a triangle. */
    double corner(int triangle, int corner, int axis) {
        return vertices[3 * triangles[3 * triangle + corner] + axis];
    }

    /** A coordinate of the mean of a triangle's corners. */
    double middle(int triangle, int axis) {
        return (corner(triangle, 0, axis) + corner(triangle, 1, axis) + corner(triangle, 2, axis)) / 3;
    }

    /** The least and the largest coordinates, x, y, z, x, y, z. */
    public float[] box() {
        float[] box = new float[6];
        Arrays.fill(box, 0, 3, Float.POSITIVE_INFINITY);
        Arrays.fill(box, 3, 6, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < vertices.length; i++) {
            box[i % 3] = Math.min(box[i % 3], vertices[i]);
            box[3 + i % 3] = Math.max(box[3 + i % 3], vertices[i]);
        }
        return box;
    }

    /** The same with its box's middle at 0 and the box's longest side this long. */
    public Mesh fitted(double side) {
        float[] box = box();
        double longest = Math.max(Math.max(box[3] - box[0], box[4] - box[1]), box[5] - box[2]);
        float[] moved = new float[vertices.length];
        for (int i = 0; i < moved.length; i++) {
            double middle = ((double) box[i % 3] + box[3 + i % 3]) / 2;
            moved[i] = (float) ((vertices[i] - middle) * (longest > 0 ? side / longest : 1));
        }
        return new Mesh(moved, triangles);
    }

    /** The product of two sides of a triangle: its normal, twice as long as its area is large. */
    void normal(int triangle, double[] normal) {
        double[] a = new double[3];
        double[] b = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            a[axis] = corner(triangle, 1, axis) - corner(triangle, 0, axis);
            b[axis] = corner(triangle, 2, axis) - corner(triangle, 0, axis);
        }
        normal[0] = a[1] * b[2] - a[2] * b[1];
        normal[1] = a[2] * b[0] - a[0] * b[2];
        normal[2] = a[0] * b[1] - a[1] * b[0];
    }

    /** The area of the surface, in squares of the vertices' unit. */
    public double area() {
        double sum = 0;
        double[] normal = new double[3];
        for (int triangle = 0; triangle < triangleCount(); triangle++) {
            normal(triangle, normal);
            sum += Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]) / 2;
        }
        return sum;
    }

    /** What the surface encloses, in cubes of the vertices' unit; of no meaning unless it is watertight. */
    public double volume() {
        double sum = 0;
        double[] normal = new double[3];
        for (int triangle = 0; triangle < triangleCount(); triangle++) {
            normal(triangle, normal);
            for (int axis = 0; axis < 3; axis++) {
                sum += normal[axis] * corner(triangle, 0, axis) / 6;
            }
        }
        return sum;
    }

    /** Whether every edge belongs to exactly two triangles, which go along it in opposite directions. */
    public boolean isWatertight() {
        Set<Long> edges = new HashSet<>(2 * triangles.length);
        for (int i = 0; i < triangles.length; i++) {
            if (!edges.add(edge(triangles[i], triangles[i % 3 == 2 ? i - 2 : i + 1]))) {
                return false;
            }
        }
        for (int i = 0; i < triangles.length; i++) {
            if (!edges.contains(edge(triangles[i % 3 == 2 ? i - 2 : i + 1], triangles[i]))) {
                return false;
            }
        }
        return true;
    }

    private static long edge(int from, int to) {
        return (long) from << 32 | to;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mesh mesh
                && Arrays.equals(vertices, mesh.vertices)
                && Arrays.equals(triangles, mesh.triangles);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(vertices) + Arrays.hashCode(triangles);
    }

    /** The sizes only, such as {@code Mesh[8 vertices, 12 triangles]}. */
    @Override
    public String toString() {
        return "Mesh[" + vertexCount() + " vertices, " + triangleCount() + " triangles]";
    }
}
