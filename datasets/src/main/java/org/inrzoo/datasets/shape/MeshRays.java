package org.inrzoo.datasets.shape;

/**
 * Where rays first meet a mesh, from either side of its triangles (Möller and Trumbore 1997). Triangles lie in boxes within boxes, so that a
 * question takes O(log m) of m triangles as a rule.
 */
public final class MeshRays {

    private static final int NUMBERS = 6;

    private final Mesh mesh;
    private final TriangleTree tree;

    /** Of every group of triangles, the least and the largest coordinates, x, y, z, x, y, z. */
    private final double[] boxes;

    /** Puts the triangles of a mesh in boxes. */
    public MeshRays(Mesh mesh) {
        this.mesh = mesh;
        tree = new TriangleTree(mesh);
        boxes = new double[NUMBERS * tree.size()];
        tree.visit(this::enclose);
    }

    private void enclose(int group, int from, int to) {
        for (int axis = 0; axis < 3; axis++) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                for (int corner = 0; corner < 3; corner++) {
                    double at = mesh.corner(tree.triangle(i), corner, axis);
                    least = Math.min(least, at);
                    most = Math.max(most, at);
                }
            }
            boxes[NUMBERS * group + axis] = least;
            boxes[NUMBERS * group + 3 + axis] = most;
        }
    }

    /**
     * How far along a ray the mesh is first met; infinite where it is not.
     *
     * @param origin where the ray begins, x, y, z
     * @param direction x, y, z; the unit of what is returned is its length
     * @param farthest how far to look
     */
    public double meet(double[] origin, double[] direction, double farthest) {
        double met = meet(0, 0, mesh.triangleCount(), origin, direction, farthest);
        return met < farthest ? met : Double.POSITIVE_INFINITY;
    }

    private double meet(int group, int from, int to, double[] origin, double[] direction, double farthest) {
        if (!crosses(group, origin, direction, farthest)) {
            return farthest;
        }
        double nearest = farthest;
        if (tree.isLeaf(group)) {
            for (int i = from; i < to; i++) {
                nearest = Math.min(nearest, triangle(tree.triangle(i), origin, direction));
            }
            return nearest;
        }
        int half = TriangleTree.half(from, to);
        nearest = meet(2 * group + 1, from, half, origin, direction, nearest);
        return meet(2 * group + 2, half, to, origin, direction, nearest);
    }

    /** Whether the ray is in the group's box before it is farther than {@code farthest}. */
    private boolean crosses(int group, double[] origin, double[] direction, double farthest) {
        double near = 0;
        double far = farthest;
        for (int axis = 0; axis < 3; axis++) {
            double least = boxes[NUMBERS * group + axis] - origin[axis];
            double most = boxes[NUMBERS * group + 3 + axis] - origin[axis];
            if (direction[axis] == 0) {
                if (least > 0 || most < 0) {
                    return false;
                }
            } else {
                double a = least / direction[axis];
                double b = most / direction[axis];
                near = Math.max(near, Math.min(a, b));
                far = Math.min(far, Math.max(a, b));
            }
        }
        return near <= far;
    }

    private double triangle(int triangle, double[] o, double[] d) {
        double ax = mesh.corner(triangle, 0, 0);
        double ay = mesh.corner(triangle, 0, 1);
        double az = mesh.corner(triangle, 0, 2);
        double ux = mesh.corner(triangle, 1, 0) - ax;
        double uy = mesh.corner(triangle, 1, 1) - ay;
        double uz = mesh.corner(triangle, 1, 2) - az;
        double vx = mesh.corner(triangle, 2, 0) - ax;
        double vy = mesh.corner(triangle, 2, 1) - ay;
        double vz = mesh.corner(triangle, 2, 2) - az;
        double px = d[1] * vz - d[2] * vy;
        double py = d[2] * vx - d[0] * vz;
        double pz = d[0] * vy - d[1] * vx;
        double volume = ux * px + uy * py + uz * pz;
        if (volume == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double sx = o[0] - ax;
        double sy = o[1] - ay;
        double sz = o[2] - az;
        double alongU = (sx * px + sy * py + sz * pz) / volume;
        double qx = sy * uz - sz * uy;
        double qy = sz * ux - sx * uz;
        double qz = sx * uy - sy * ux;
        double alongV = (d[0] * qx + d[1] * qy + d[2] * qz) / volume;
        double way = (vx * qx + vy * qy + vz * qz) / volume;
        return alongU >= 0 && alongV >= 0 && alongU + alongV <= 1 && way >= 0 ? way : Double.POSITIVE_INFINITY;
    }
}
