package org.inrzoo.point;

import java.util.List;

/**
 * The centres of the pixels of a picture that shows the same area as a grid's samples with other pixels. Centres that lie
 * outside of the domain, as those next to the border do where the domain ends at a sample, are moved to its border.
 *
 * @param grid the samples whose area is shown: a sample stands for the pixel around it
 * @param sizes pixels per axis
 */
record ResampledGrid(Grid grid, List<Integer> sizes) implements Points {

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
            Grid.coordinates(sizes, first + point, this::coordinate, target, point * dimensions());
        }
    }

    private float coordinate(int axis, int pixel) {
        int samples = grid.sizes().get(axis);
        double position = (pixel + 0.5) * samples / sizes.get(axis) - 0.5;
        return grid.convention().coordinate(grid.convention().inside(position, samples), samples);
    }
}
