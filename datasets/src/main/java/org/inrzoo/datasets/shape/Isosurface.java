package org.inrzoo.datasets.shape;

import java.util.Arrays;

/**
 * The surface of what is inside, as a watertight mesh, by marching tetrahedra: each cube of the grid is cut along its diagonal
 * into six tetrahedra (Kuhn), of whose edges those with one end inside are cut by linear interpolation.
 *
 * <p>Cubes alone have faces whose four corners can be joined in two ways; a tetrahedron has none, and neighbours' tetrahedra
 * share their faces, so that every edge of the mesh belongs to exactly two triangles whatever the values. Beyond the grid all
 * is outside: what is cut by its border is closed there.
 */
public final class Isosurface {

    /** Corners of a cube by bits: 1 is one step along x, 2 along y, 4 along z. Each row is a positively oriented tetrahedron. */
    private static final int[][] TETRAHEDRA = {
        {0, 1, 3, 7}, {0, 2, 6, 7}, {0, 4, 5, 7}, {0, 3, 2, 7}, {0, 6, 4, 7}, {0, 5, 1, 7}
    };

    /** Even permutations of the corners that bring the corners inside, by their bits, to the front. */
    private static final int[][] FRONT = {
        {0, 1, 2, 3}, {0, 1, 2, 3}, {1, 0, 3, 2}, {0, 1, 2, 3}, {2, 3, 0, 1}, {0, 2, 3, 1}, {1, 2, 0, 3}, {3, 2, 1, 0},
        {3, 2, 1, 0}, {0, 3, 1, 2}, {1, 3, 2, 0}, {2, 3, 0, 1}, {2, 3, 0, 1}, {1, 0, 3, 2}, {0, 1, 2, 3}, {0, 1, 2, 3}
    };

    /** Directions of edges from a corner: any of the three axes together. */
    private static final int DIRECTIONS = 8;

    private static final long MAX_CELLS = 2048;

    /** Values on the points of a grid, negative inside. */
    private interface Grid {
        void slice(int z, double[] values);
    }

    private final int width;
    private final int height;
    private final int depth;
    private final double[] first;
    private final double[] step;

    /** Of a slice and the one above: the values with a border of what is outside, and the vertices on edges from its points. */
    private double[] lower;

    private double[] upper;
    private int[] lowerEdges;
    private int[] upperEdges;

    private float[] vertices = new float[1 << 10];
    private int vertexEnd;
    private int[] triangles = new int[1 << 10];
    private int triangleEnd;

    private Isosurface(int width, int height, int depth, double[] first, double[] step) {
        this.width = width + 2;
        this.height = height + 2;
        this.depth = depth + 2;
        this.first = first;
        this.step = step;
        lower = new double[this.width * this.height];
        upper = new double[this.width * this.height];
        lowerEdges = new int[DIRECTIONS * lower.length];
        upperEdges = new int[DIRECTIONS * upper.length];
    }

    /**
     * Of a solid, within [-half, half]³.
     *
     * @param half  half a side of the grid, positive
     * @param cells cubes along each axis, 1 to 2048; the function is asked at (cells + 1)³ points
     * @throws IllegalArgumentException if nothing is inside, or the mesh is too large
     */
    public static Mesh of(Implicit solid, double half, int cells) {
        if (cells < 1 || cells > MAX_CELLS || !(half > 0)) {
            throw new IllegalArgumentException("a grid has 1 to 2048 cells along each axis, not " + cells);
        }
        double cell = 2 * half / cells;
        double[] first = {-half, -half, -half};
        Isosurface surface = new Isosurface(cells + 1, cells + 1, cells + 1, first, new double[] {cell, cell, cell});
        return surface.mesh((z, values) -> {
            for (int i = 0; i < values.length; i++) {
                int x = i % (cells + 1);
                int y = i / (cells + 1);
                values[i] = solid.at(x * cell - half, y * cell - half, z * cell - half);
            }
        });
    }

    /**
     * Of the values on a grid that are above a level.
     *
     * @param values [depth, height, width]
     * @param sizes  depth, height, width
     * @param level  inside are larger values
     * @param first  the place of the first value, x, y, z
     * @param step   from one value to the next along x, y, z; positive
     * @throws IllegalArgumentException if nothing is inside, or the mesh is too large
     */
    public static Mesh of(float[] values, int[] sizes, double level, double[] first, double[] step) {
        int size = sizes[1] * sizes[2];
        Isosurface surface = new Isosurface(sizes[2], sizes[1], sizes[0], first.clone(), step.clone());
        return surface.mesh((z, slice) -> {
            for (int i = 0; i < size; i++) {
                slice[i] = level - values[z * size + i];
            }
        });
    }

    private Mesh mesh(Grid grid) {
        double[] slice = new double[(width - 2) * (height - 2)];
        read(grid, 0, slice, lower);
        Arrays.fill(lowerEdges, -1);
        for (int z = 0; z < depth - 1; z++) {
            read(grid, z + 1, slice, upper);
            Arrays.fill(upperEdges, -1);
            for (int y = 0; y < height - 1; y++) {
                for (int x = 0; x < width - 1; x++) {
                    cube(x, y, z);
                }
            }
            double[] values = lower;
            lower = upper;
            upper = values;
            int[] edges = lowerEdges;
            lowerEdges = upperEdges;
            upperEdges = edges;
        }
        if (triangleEnd == 0) {
            throw new IllegalArgumentException("there is no surface: nothing is inside, as far as the grid shows");
        }
        return new Mesh(Arrays.copyOf(vertices, vertexEnd), Arrays.copyOf(triangles, triangleEnd));
    }

    /** One slice with its border; the slices before the first and after the last are nothing but border. */
    private void read(Grid grid, int z, double[] slice, double[] values) {
        Arrays.fill(values, Double.POSITIVE_INFINITY);
        if (z > 0 && z < depth - 1) {
            grid.slice(z - 1, slice);
            for (int y = 0; y < height - 2; y++) {
                for (int x = 0; x < width - 2; x++) {
                    double value = slice[y * (width - 2) + x];
                    // What is no number is outside.
                    values[(y + 1) * width + x + 1] = Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
                }
            }
        }
    }

    private double value(int x, int y, int corner) {
        return ((corner & 4) == 0 ? lower : upper)[(y + (corner >> 1 & 1)) * width + x + (corner & 1)];
    }

    private void cube(int x, int y, int z) {
        int inside = 0;
        for (int corner = 0; corner < 8; corner++) {
            inside |= value(x, y, corner) < 0 ? 1 << corner : 0;
        }
        if (inside == 0 || inside == 0xFF) {
            return;
        }
        for (int[] tetrahedron : TETRAHEDRA) {
            int bits = 0;
            for (int i = 0; i < 4; i++) {
                bits |= (inside >> tetrahedron[i] & 1) << i;
            }
            if (bits != 0 && bits != 0xF) {
                cut(x, y, z, tetrahedron, bits);
            }
        }
    }

    private void cut(int x, int y, int z, int[] tetrahedron, int bits) {
        int[] front = FRONT[bits];
        int a = tetrahedron[front[0]];
        int b = tetrahedron[front[1]];
        int c = tetrahedron[front[2]];
        int d = tetrahedron[front[3]];
        switch (Integer.bitCount(bits)) {
            case 1 -> triangle(vertex(x, y, z, a, b), vertex(x, y, z, a, c), vertex(x, y, z, a, d));
            case 3 ->
                triangle(vertex(x, y, z, a, b), vertex(x, y, z, a, d), vertex(x, y, z, a, c)); // a alone is outside
            default -> {
                int ac = vertex(x, y, z, a, c);
                int bd = vertex(x, y, z, b, d);
                triangle(ac, vertex(x, y, z, a, d), bd);
                triangle(ac, bd, vertex(x, y, z, b, c));
            }
        }
    }

    /** The vertex on the edge between two corners of a cube. */
    private int vertex(int x, int y, int z, int from, int to) {
        int low = from & to; // of two corners of a tetrahedron one has all the steps of the other
        int high = from | to;
        int[] edges = (low & 4) == 0 ? lowerEdges : upperEdges;
        int edge = DIRECTIONS * ((y + (low >> 1 & 1)) * width + x + (low & 1)) + (high ^ low);
        if (edges[edge] < 0) {
            double below = value(x, y, low);
            double above = value(x, y, high);
            double t = Double.isInfinite(below) ? 1 : Double.isInfinite(above) ? 0 : below / (below - above);
            edges[edge] = vertexEnd / 3;
            vertices = vertexEnd + 3 <= vertices.length ? vertices : Arrays.copyOf(vertices, grown(vertices.length));
            int[] place = {x, y, z};
            for (int axis = 0; axis < 3; axis++) {
                double at = place[axis] - 1 + (low >> axis & 1) + t * ((high ^ low) >> axis & 1);
                vertices[vertexEnd++] = (float) (first[axis] + step[axis] * at);
            }
        }
        return edges[edge];
    }

    private void triangle(int a, int b, int c) {
        triangles = triangleEnd + 3 <= triangles.length ? triangles : Arrays.copyOf(triangles, grown(triangles.length));
        triangles[triangleEnd++] = a;
        triangles[triangleEnd++] = b;
        triangles[triangleEnd++] = c;
    }

    private static int grown(int length) {
        if (length > 1 << 29) {
            throw new IllegalArgumentException("the mesh has too many triangles: take a coarser grid");
        }
        return 2 * length;
    }
}
