package org.inrzoo.datasets.shape;

import java.util.Arrays;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.Resize;

/**
 * A mesh as a gray picture on white, seen from far away with z upwards: each pixel shows the nearest triangle, shaded by its
 * normal with light from the eye and from above. Backs of triangles are shown as well, darker.
 *
 * @param side      pixels along both axes, 1 to 4096
 * @param azimuth   where the eye is, degrees about z from the x axis towards y
 * @param elevation how far above the horizon, degrees
 */
public record MeshPicture(int side, double azimuth, double elevation) {

    /** Drawn so many times larger along both axes and then averaged, which smooths edges. */
    private static final int OVERSAMPLING = 2;

    private static final float PAPER = 1;
    private static final double MARGIN = 0.92;

    /** Normals that differ by more than this cosine tells are a crease, which is shown sharp. */
    private static final double CREASE = Math.cos(Math.toRadians(35));

    /**
     * Checks the side.
     *
     * @throws IllegalArgumentException if it is too small or too large
     */
    public MeshPicture {
        if (side < 1 || side > 4096) {
            throw new IllegalArgumentException("a picture of a mesh has 1 to 4096 pixels along each axis, not " + side);
        }
    }

    /** From the right above: azimuth 35, elevation 25 degrees. */
    public static Image of(Mesh mesh, int side) {
        return new MeshPicture(side, 35, 25).draw(mesh);
    }

    /** The picture, with the whole mesh in it. */
    public Image draw(Mesh mesh) {
        Canvas canvas = new Canvas(mesh, OVERSAMPLING * side, axes());
        for (int triangle = 0; triangle < mesh.triangleCount(); triangle++) {
            canvas.draw(triangle);
        }
        return new Image(canvas.side, canvas.side, 1, canvas.shades).resize(side, side, Resize.AREA);
    }

    /** To the right, upwards, and towards the eye. */
    private double[][] axes() {
        double a = Math.toRadians(azimuth);
        double e = Math.toRadians(elevation);
        return new double[][] {
            {-Math.sin(a), Math.cos(a), 0},
            {-Math.sin(e) * Math.cos(a), -Math.sin(e) * Math.sin(a), Math.cos(e)},
            {Math.cos(e) * Math.cos(a), Math.cos(e) * Math.sin(a), Math.sin(e)}
        };
    }

    private static final class Canvas {

        private final Mesh mesh;
        private final int side;
        private final double[][] axes;
        private final float[] shades;
        private final float[] depths;

        /** Of each vertex: right, up, towards the eye; the first two in pixels. */
        private final double[] seen;

        /** Of each vertex, the sum of its triangles' normals by area. */
        private final double[] normals;

        Canvas(Mesh mesh, int side, double[][] axes) {
            this.mesh = mesh;
            this.side = side;
            this.axes = axes;
            shades = new float[side * side];
            depths = new float[side * side];
            Arrays.fill(shades, PAPER);
            Arrays.fill(depths, Float.NEGATIVE_INFINITY);
            normals = normals(mesh);
            seen = new double[mesh.vertices().length];
            place();
        }

        private static double[] normals(Mesh mesh) {
            double[] sums = new double[mesh.vertices().length];
            double[] normal = new double[3];
            for (int triangle = 0; triangle < mesh.triangleCount(); triangle++) {
                mesh.normal(triangle, normal);
                for (int corner = 0; corner < 3; corner++) {
                    for (int axis = 0; axis < 3; axis++) {
                        sums[3 * mesh.triangles()[3 * triangle + corner] + axis] += normal[axis];
                    }
                }
            }
            return sums;
        }

        /** Turns the mesh to the eye, its box's middle to the picture's, its ball into the picture. */
        private void place() {
            float[] box = mesh.box();
            double radius = 1e-30;
            for (int v = 0; v < mesh.vertexCount(); v++) {
                double square = 0;
                for (int axis = 0; axis < 3; axis++) {
                    double d = mesh.vertices()[3 * v + axis] - (box[axis] + (double) box[3 + axis]) / 2;
                    square += d * d;
                    for (int to = 0; to < 3; to++) {
                        seen[3 * v + to] += axes[to][axis] * d;
                    }
                }
                radius = Math.max(radius, Math.sqrt(square));
            }
            double scale = MARGIN * side / (2 * radius);
            for (int v = 0; v < mesh.vertexCount(); v++) {
                seen[3 * v] = side / 2.0 + scale * seen[3 * v];
                seen[3 * v + 1] = side / 2.0 - scale * seen[3 * v + 1];
                seen[3 * v + 2] *= scale;
            }
        }

        void draw(int triangle) {
            int a = 3 * mesh.triangles()[3 * triangle];
            int b = 3 * mesh.triangles()[3 * triangle + 1];
            int c = 3 * mesh.triangles()[3 * triangle + 2];
            double area = (seen[b] - seen[a]) * (seen[c + 1] - seen[a + 1])
                    - (seen[c] - seen[a]) * (seen[b + 1] - seen[a + 1]);
            if (area == 0) {
                return;
            }
            double[] flat = new double[3];
            mesh.normal(triangle, flat);
            double[] shade = {shade(a, flat), shade(b, flat), shade(c, flat)};
            int left = (int) Math.max(0, Math.floor(Math.min(seen[a], Math.min(seen[b], seen[c])) - 0.5));
            int right = (int) Math.min(side - 1, Math.ceil(Math.max(seen[a], Math.max(seen[b], seen[c])) - 0.5));
            int top = (int) Math.max(0, Math.floor(Math.min(seen[a + 1], Math.min(seen[b + 1], seen[c + 1])) - 0.5));
            int foot = (int) Math.min(
                    side - 1, Math.ceil(Math.max(seen[a + 1], Math.max(seen[b + 1], seen[c + 1])) - 0.5));
            for (int y = top; y <= foot; y++) {
                for (int x = left; x <= right; x++) {
                    double u = ((seen[b] - x - 0.5) * (seen[c + 1] - y - 0.5)
                                    - (seen[c] - x - 0.5) * (seen[b + 1] - y - 0.5))
                            / area;
                    double v = ((seen[c] - x - 0.5) * (seen[a + 1] - y - 0.5)
                                    - (seen[a] - x - 0.5) * (seen[c + 1] - y - 0.5))
                            / area;
                    double w = 1 - u - v;
                    if (u >= 0 && v >= 0 && w >= 0) {
                        float depth = (float) (u * seen[a + 2] + v * seen[b + 2] + w * seen[c + 2]);
                        if (depth > depths[y * side + x]) {
                            depths[y * side + x] = depth;
                            shades[y * side + x] = (float) (u * shade[0] + v * shade[1] + w * shade[2]);
                        }
                    }
                }
            }
        }

        /** Of a corner: by the vertex's normal, or the triangle's own where they differ by a crease. */
        private double shade(int vertex, double[] flat) {
            double along = 0;
            double smooths = 0;
            double flats = 0;
            for (int axis = 0; axis < 3; axis++) {
                along += normals[vertex + axis] * flat[axis];
                smooths += normals[vertex + axis] * normals[vertex + axis];
                flats += flat[axis] * flat[axis];
            }
            boolean crease = along < CREASE * Math.sqrt(smooths * flats);
            double length = Math.sqrt(crease ? flats : smooths);
            double towards = 0;
            double upwards = 0;
            for (int axis = 0; axis < 3 && length > 0; axis++) {
                double normal = (crease ? flat[axis] : normals[vertex + axis]) / length;
                towards += normal * axes[2][axis];
                upwards += normal * axes[1][axis];
            }
            double light = towards < 0 ? -0.5 * towards : towards;
            return Math.max(0, Math.min(0.95, 0.12 + 0.62 * light + 0.2 * Math.max(0, upwards)));
        }
    }
}
