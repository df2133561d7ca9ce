package org.inrzoo.scene;

import java.util.stream.IntStream;

/**
 * How far places are from all that may hold something, negative within it: no more than from the surface itself, wherever it lies in the hull.
 * Between the middles of the hull's cells it is interpolated linearly.
 */
public final class HullDistance {

    private final int cells;
    private final double bound;
    private final float[] distances;

    /** The distances of a hull. */
    public HullDistance(VisualHull hull) {
        cells = hull.cells();
        bound = hull.bound();
        float[] outside = squares(hull, true);
        float[] inside = squares(hull, false);
        double side = 2 * bound / cells;
        distances = new float[outside.length];
        for (int i = 0; i < distances.length; i++) {
            double between =
                    Math.sqrt(outside[i]) - Math.sqrt(inside[i]); // of middles: a half on each side of the border
            distances[i] = (float) ((between - Math.signum(between) / 2) * side);
        }
    }

    /** Squares of the distances, in cells, to the nearest cell that may hold something, or to the nearest that may not. */
    private float[] squares(VisualHull hull, boolean filled) {
        float[] squares = new float[cells * cells * cells];
        for (int i = 0; i < squares.length; i++) {
            boolean is = hull.isFilled(i / (cells * cells), i / cells % cells, i % cells) == filled;
            squares[i] = is ? 0 : 3 * cells * cells;
        }
        for (int stride : new int[] {1, cells, cells * cells}) {
            squares = along(squares, stride);
        }
        return squares;
    }

    /** The least sum of a square and that of the way along one axis. */
    private float[] along(float[] squares, int stride) {
        float[] least = new float[squares.length];
        IntStream.range(0, squares.length).parallel().forEach(i -> {
            int here = i / stride % cells;
            float found = squares[i];
            for (int k = 0; k < cells; k++) {
                found = Math.min(found, squares[i + (k - here) * stride] + (k - here) * (k - here));
            }
            least[i] = found;
        });
        return least;
    }

    /** At a place. */
    public double at(Vector place) {
        double x = position(place.x());
        double y = position(place.y());
        double z = position(place.z());
        int column = (int) x;
        int row = (int) y;
        int layer = (int) z;
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            int right = corner & 1;
            int down = corner >> 1 & 1;
            int deep = corner >> 2;
            double weight = part(x - column, right) * part(y - row, down) * part(z - layer, deep);
            sum += weight * distances[((layer + deep) * cells + row + down) * cells + column + right];
        }
        return sum;
    }

    private static double part(double beyond, int second) {
        return second == 1 ? beyond : 1 - beyond;
    }

    /** In cells from the middle of the first, within the middles. */
    private double position(double coordinate) {
        double cell = (coordinate + bound) / (2 * bound) * cells - 0.5;
        return Math.max(0, Math.min(cells - 1 - 1e-6, cell));
    }
}
