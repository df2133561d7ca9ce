package org.inrzoo.point;

import java.util.List;

/**
 * All points of a regular grid in row-major order (the last axis runs fastest); takes no memory.
 *
 * @param sizes samples per axis; an image's are its height and width
 * @param convention where an axis' samples lie in [0,1]
 */
public record Grid(List<Integer> sizes, GridConvention convention) implements Points {

    public Grid {
        sizes = List.copyOf(sizes);
        if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("a grid needs at least one sample on every axis, not " + sizes);
        }
    }

    /** The pixels of an image. */
    public static Grid image(int width, int height, GridConvention convention) {
        return new Grid(List.of(height, width), convention);
    }

    /**
     * The pixels' centres of a picture that shows the area of these samples with other pixels: a sample stands for the pixel
     * around it, so that the picture lies where this grid's would, whatever the convention.
     *
     * @param pixels per axis
     */
    public Points redrawn(List<Integer> pixels) {
        if (pixels.equals(sizes)) {
            return this;
        }
        return convention == GridConvention.PIXEL_CENTERS
                ? new Grid(pixels, convention)
                : new ResampledGrid(this, List.copyOf(pixels));
    }

    @Override
    public int size() {
        return sizes.stream().reduce(1, Math::multiplyExact);
    }

    @Override
    public int dimensions() {
        return sizes.size();
    }

    @Override
    public void read(int first, int count, float[] target) {
        for (int point = 0; point < count; point++) {
            coordinates(first + point, target, point * dimensions());
        }
    }

    /** Writes the d coordinates of point {@code index} from {@code target[offset]} on. */
    void coordinates(int index, float[] target, int offset) {
        coordinates(sizes, index, (axis, k) -> convention.coordinate(k, sizes.get(axis)), target, offset);
    }

    /** The coordinate of sample {@code k} of an axis. */
    @FunctionalInterface
    interface Coordinate {
        float at(int axis, int k);
    }

    /** Writes the coordinates of element {@code index} of a row-major array of these sizes. */
    static void coordinates(List<Integer> sizes, int index, Coordinate coordinate, float[] target, int offset) {
        int rest = index;
        for (int axis = sizes.size() - 1; axis >= 0; axis--) {
            int size = sizes.get(axis);
            target[offset + axis] = coordinate.at(axis, rest % size);
            rest /= size;
        }
    }
}
