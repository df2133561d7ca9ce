package org.inrzoo.scene;

import java.util.ArrayList;
import java.util.List;

/**
 * The space that may hold something, as silhouettes tell it (Laurentini 1994): a cell of a grid is empty where some camera sees nothing but
 * background through it. Background is what a view's mask calls wholly transparent; without one, what is white.
 */
public final class VisualHull {

    /** Brighter than this in all three colours is background. */
    private static final float WHITE = 0.999f;

    private final double bound;
    private final int cells;
    private final boolean[] filled;

    /**
     * The hull of some views.
     *
     * @param bound half the side of the cube about 0 that is cut into cells
     * @param cells along each side
     */
    public VisualHull(List<View> views, double bound, int cells) {
        this.bound = bound;
        this.cells = cells;
        filled = new boolean[cells * cells * cells];
        List<Silhouette> silhouettes = new ArrayList<>();
        views.forEach(view -> silhouettes.add(new Silhouette(view)));
        double side = 2 * bound / cells;
        double reach = Math.sqrt(3) / 2 * side;
        for (int i = 0; i < filled.length; i++) {
            int layer = i / (cells * cells);
            Vector middle = new Vector(
                    -bound + (i % cells + 0.5) * side,
                    -bound + (i / cells % cells + 0.5) * side,
                    -bound + (layer + 0.5) * side);
            filled[i] = silhouettes.stream().noneMatch(silhouette -> silhouette.excludes(middle, reach));
        }
    }

    /** Whether a place, given in parts of the cube's sides as z, y, x in [0,1], may hold something. */
    boolean mayHold(float z, float y, float x) {
        return filled[(cell(z) * cells + cell(y)) * cells + cell(x)];
    }

    /** Half the side of the cube. */
    double bound() {
        return bound;
    }

    /** Cells along each side. */
    int cells() {
        return cells;
    }

    /** Whether a cell may hold something, by its number along z, y and x. */
    boolean isFilled(int layer, int row, int column) {
        return filled[(layer * cells + row) * cells + column];
    }

    private int cell(float part) {
        return Math.max(0, Math.min(cells - 1, (int) (part * cells)));
    }

    /** Whether a place of the scene may hold something. */
    public boolean mayHold(Vector place) {
        return mayHold(part(place.z()), part(place.y()), part(place.x()));
    }

    private float part(double coordinate) {
        return (float) ((coordinate + bound) / (2 * bound));
    }

    /** The part of the cells that may hold something. */
    public double share() {
        int count = 0;
        for (boolean cell : filled) {
            count += cell ? 1 : 0;
        }
        return (double) count / filled.length;
    }

    /** A view's pixels that are not background, counted in all rectangles from the upper left corner. */
    private static final class Silhouette {

        private final Camera camera;
        private final int[] counts;

        Silhouette(View view) {
            camera = view.camera();
            int columns = camera.width() + 1;
            counts = new int[columns * (camera.height() + 1)];
            for (int row = 0; row < camera.height(); row++) {
                for (int column = 0; column < camera.width(); column++) {
                    boolean empty = isBackground(view, row * camera.width() + column);
                    int here = (row + 1) * columns + column + 1;
                    counts[here] =
                            (empty ? 0 : 1) + counts[here - 1] + counts[here - columns] - counts[here - columns - 1];
                }
            }
        }

        private static boolean isBackground(View view, int pixel) {
            float[] colours = view.picture().values();
            return view.mask().isPresent()
                    ? view.opacity(pixel) < 1 - WHITE
                    : colours[3 * pixel] > WHITE && colours[3 * pixel + 1] > WHITE && colours[3 * pixel + 2] > WHITE;
        }

        /** Whether all that a ball covers in the picture lies in it and is background. */
        boolean excludes(Vector middle, double radius) {
            Vector from = middle.minus(camera.position());
            double depth = from.dot(camera.ahead());
            if (depth <= radius) {
                return false;
            }
            double x = camera.centreX() + camera.focal() * from.dot(camera.right()) / depth;
            double y = camera.centreY() - camera.focal() * from.dot(camera.up()) / depth;
            double wide = camera.focal() * radius / (depth - radius) * from.length() / depth;
            int left = (int) Math.floor(x - wide);
            int right = (int) Math.ceil(x + wide);
            int top = (int) Math.floor(y - wide);
            int bottom = (int) Math.ceil(y + wide);
            if (left < 0 || top < 0 || right > camera.width() || bottom > camera.height()) {
                return false;
            }
            int columns = camera.width() + 1;
            int seen = counts[bottom * columns + right]
                    - counts[bottom * columns + left]
                    - counts[top * columns + right]
                    + counts[top * columns + left];
            return seen == 0;
        }
    }
}
