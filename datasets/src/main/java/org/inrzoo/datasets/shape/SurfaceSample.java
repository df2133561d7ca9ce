package org.inrzoo.datasets.shape;

import java.util.Arrays;
import org.inrzoo.datasets.RandomNumbers;

/**
 * Points on a surface, uniform by area.
 *
 * @param points  [n, 3] places
 * @param normals [n, 3] of the triangles they lie on, of length 1, outwards
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record SurfaceSample(float[] points, float[] normals) {

    /**
     * Draws points from a mesh.
     *
     * @param count how many, at least 1
     * @param seed  draws them
     * @throws IllegalArgumentException if the count is below 1 or the mesh has no area
     */
    public static SurfaceSample of(Mesh mesh, int count, long seed) {
        double[] upTo = new double[mesh.triangleCount()];
        double[] normal = new double[3];
        double sum = 0;
        for (int triangle = 0; triangle < upTo.length; triangle++) {
            mesh.normal(triangle, normal);
            sum += length(normal);
            upTo[triangle] = sum;
        }
        if (count < 1 || !(sum > 0)) {
            throw new IllegalArgumentException("nobody can draw " + count + " points from an area of " + sum / 2);
        }
        RandomNumbers random = new RandomNumbers(seed);
        float[] points = new float[Math.multiplyExact(3, count)];
        float[] normals = new float[points.length];
        for (int i = 0; i < count; i++) {
            int found = Arrays.binarySearch(upTo, sum * random.uniform());
            // The first whose sum is beyond; equal sums before it belong to triangles without area.
            int triangle = Math.min(upTo.length - 1, found < 0 ? -found - 1 : found + 1);
            mesh.normal(triangle, normal);
            double root = Math.sqrt(random.uniform());
            double b = root * (1 - random.uniform());
            for (int axis = 0; axis < 3; axis++) {
                points[3 * i + axis] = (float) ((1 - root) * mesh.corner(triangle, 0, axis)
                        + b * mesh.corner(triangle, 1, axis)
                        + (root - b) * mesh.corner(triangle, 2, axis));
                normals[3 * i + axis] = (float) (normal[axis] / length(normal));
            }
        }
        return new SurfaceSample(points, normals);
    }

    private static double length(double[] v) {
        return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SurfaceSample sample
                && Arrays.equals(points, sample.points)
                && Arrays.equals(normals, sample.normals);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(points) + Arrays.hashCode(normals);
    }

    @Override
    public String toString() {
        return "SurfaceSample[" + points.length / 3 + " points]";
    }
}
