package org.inrzoo.point;

import java.util.List;

/**
 * How an image is cut into equal tiles that a network shows all at once: it is asked for the points of one tile, and
 * answers each with the values there of every tile, row after row of tiles.
 *
 * <p>A network's outputs are then [points of a tile, tiles · channels]. One tile is the whole image, the usual case.
 *
 * @param rows tiles down an image
 * @param columns tiles across
 */
public record ImageSplit(int rows, int columns) {

    /** The whole image as one tile. */
    public static final ImageSplit WHOLE = new ImageSplit(1, 1);

    public ImageSplit {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("an image is cut into at least one tile, not " + rows + "x" + columns);
        }
    }

    /** Tiles in all. */
    public int count() {
        return Math.multiplyExact(rows, columns);
    }

    /**
     * The points of one tile of an image; a coordinate goes from 0 to 1 over a tile.
     *
     * @throws ImageSizeException when the image is no whole number of tiles; names the nearest sizes that are
     */
    public Grid grid(int width, int height, GridConvention convention) {
        requireMultiple("height", height, rows);
        requireMultiple("width", width, columns);
        return Grid.image(width / columns, height / rows, convention);
    }

    private static void requireMultiple(String side, int pixels, int parts) {
        if (pixels % parts != 0) {
            throw new ImageSizeException(side, pixels, parts);
        }
    }

    /**
     * An image's values in the network's order.
     *
     * @param values [height, width, channels] of a tile's grid times the tiles
     * @param grid the points of one tile
     * @return [points of a tile, tiles · channels]; for one tile the very array
     */
    public float[] split(float[] values, Grid grid, int channels) {
        if (count() == 1) {
            return values;
        }
        float[] outputs = new float[values.length];
        copy(grid, channels, (pixel, output) -> System.arraycopy(values, pixel, outputs, output, channels));
        return outputs;
    }

    /**
     * A network's outputs in the image's order: the inverse of {@link #split}.
     *
     * @param outputs [points of a tile, tiles · channels]
     * @param grid the points of one tile
     * @return [height, width, channels]; for one tile the very array
     */
    public float[] join(float[] outputs, Grid grid, int channels) {
        if (count() == 1) {
            return outputs;
        }
        float[] values = new float[outputs.length];
        copy(grid, channels, (pixel, output) -> System.arraycopy(outputs, output, values, pixel, channels));
        return values;
    }

    /** Where a pixel's first value lies in an image and in the network's outputs. */
    private interface Copy {
        void at(int pixel, int output);
    }

    private void copy(Grid grid, int channels, Copy copy) {
        List<Integer> sizes = grid.sizes();
        int height = sizes.get(0);
        int width = sizes.get(1);
        int output = 0;
        for (int point = 0; point < height * width; point++) {
            for (int tile = 0; tile < count(); tile++) {
                int y = tile / columns * height + point / width;
                int x = tile % columns * width + point % width;
                copy.at((y * width * columns + x) * channels, output);
                output += channels;
            }
        }
    }
}
