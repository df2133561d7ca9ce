package org.inrzoo.notebook;

import java.awt.image.BufferedImage;
import org.inrzoo.chart.PictureGrid;
import org.inrzoo.datasets.Image;

/** Pictures side by side, each with a caption beneath. */
public final class ImageGrid {

    private final PictureGrid grid;

    /**
     * An empty grid.
     *
     * @param columns pictures per row, at least 1
     * @param side longer side of each picture as it is shown, pixels
     */
    public ImageGrid(int columns, int side) {
        grid = new PictureGrid(columns, side);
    }

    /** Adds a picture. */
    public ImageGrid add(Image image, String caption) {
        grid.add(image, caption);
        return this;
    }

    /** Adds a picture. */
    public ImageGrid add(BufferedImage picture, String caption) {
        grid.add(picture, caption);
        return this;
    }

    /**
     * The picture of all. What is enlarged keeps its pixels sharp; what is shrunk is smoothed.
     *
     * @throws IllegalStateException when there is no picture
     */
    public BufferedImage draw() {
        return grid.draw();
    }
}
