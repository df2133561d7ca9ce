package org.inrzoo.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import org.inrzoo.option.OptionException;

/**
 * How a picture is cut into tiles that are fitted each by itself. A tile reaches {@code overlap} pixels beyond each border that it shares with
 * another one, and fades out there as its neighbour fades in.
 *
 * @param width pixels per row of the picture
 * @param height rows
 * @param rows tiles down the picture
 * @param columns tiles across
 * @param overlap pixels beyond a border, from 0
 */
public record TileCut(int width, int height, int rows, int columns, int overlap) {

    /** The most tiles. */
    private static final int MOST = 10_000;

    /**
     * A tile with what it shares with others.
     *
     * @param row from the top, counted from 0
     * @param column from the left, counted from 0
     * @param x its first pixel in each row
     * @param y its first row
     * @param width pixels per row
     * @param height rows
     */
    public record PictureTile(int row, int column, int x, int y, int width, int height) {

        /** Its name, such as {@code tile-0-3}. */
        @JsonIgnore
        public String name() {
            return "tile-" + row + "-" + column;
        }
    }

    /**
     * Checks the numbers.
     *
     * @throws OptionException when there are no tiles or too many, or a tile has fewer pixels along a side than it shares
     */
    public TileCut {
        if (rows < 1 || columns < 1 || (long) rows * columns > MOST) {
            throw new OptionException("a picture is cut into 1 to " + MOST + " tiles, not " + rows + "x" + columns);
        }
        if (overlap < 0 || Math.min(height / rows, width / columns) < Math.max(1, 2L * overlap)) {
            throw new OptionException("tiles cannot overlap by " + overlap + " pixels: of " + rows + "x" + columns
                    + " tiles of " + width + "x" + height + " pixels the smallest has " + height / rows + " rows and "
                    + width / columns + " columns, of which up to twice the overlap is shared");
        }
    }

    /** All tiles, row after row. */
    public List<PictureTile> tiles() {
        List<PictureTile> tiles = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int top = Math.max(0, border(row, rows, height) - overlap);
            int bottom = Math.min(height, border(row + 1, rows, height) + overlap);
            for (int column = 0; column < columns; column++) {
                int left = Math.max(0, border(column, columns, width) - overlap);
                int right = Math.min(width, border(column + 1, columns, width) + overlap);
                tiles.add(new PictureTile(row, column, left, top, right - left, bottom - top));
            }
        }
        return tiles;
    }

    /**
     * The share that a tile has of a pixel; those of all tiles sum to 1.
     *
     * @param x column of the picture, inside the tile
     * @param y row of the picture, likewise
     * @return from 0 to 1
     */
    public float share(PictureTile tile, int x, int y) {
        return (float) (share(x, tile.column, columns, width) * share(y, tile.row, rows, height));
    }

    private double share(int pixel, int tile, int count, int size) {
        double in = tile == 0 ? 1 : beyond(pixel, border(tile, count, size));
        double out = tile == count - 1 ? 0 : beyond(pixel, border(tile + 1, count, size));
        return in - out;
    }

    /** From 0 before what two tiles share to 1 behind it. */
    private double beyond(int pixel, int border) {
        if (overlap == 0) {
            return pixel < border ? 0 : 1;
        }
        return Math.max(0, Math.min(1, (pixel + 0.5 - border + overlap) / (2 * overlap)));
    }

    private static int border(int number, int count, int size) {
        return (int) ((long) number * size / count);
    }
}
