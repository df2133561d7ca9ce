package org.inrzoo.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.inrzoo.datasets.Image;

/** Pictures side by side, each with a caption beneath. */
public final class ImageGrid {

    private static final int GAP = 12;
    private static final int CAPTION = 24;

    private final int columns;
    private final int side;
    private final List<BufferedImage> pictures = new ArrayList<>();
    private final List<String> captions = new ArrayList<>();

    /**
     * An empty grid.
     *
     * @param columns pictures per row, at least 1
     * @param side longer side of each picture as it is shown, pixels
     */
    public ImageGrid(int columns, int side) {
        if (columns < 1 || side < 1) {
            throw new IllegalArgumentException("a grid has at least one column and pictures of at least one pixel, not "
                    + columns + " and " + side);
        }
        this.columns = columns;
        this.side = side;
    }

    /** Adds a picture. */
    public ImageGrid add(Image image, String caption) {
        return add(image.toBufferedImage(), caption);
    }

    /** Adds a picture. */
    public ImageGrid add(BufferedImage picture, String caption) {
        pictures.add(picture);
        captions.add(caption);
        return this;
    }

    /**
     * The picture of all. What is enlarged keeps its pixels sharp; what is shrunk is smoothed.
     *
     * @throws IllegalStateException when there is no picture
     */
    public BufferedImage draw() {
        if (pictures.isEmpty()) {
            throw new IllegalStateException("a grid needs at least one picture");
        }
        int shown = Math.min(columns, pictures.size());
        int rows = (pictures.size() + columns - 1) / columns;
        int cellHeight = pictures.stream().mapToInt(this::height).max().orElseThrow() + CAPTION + GAP;
        BufferedImage all = new BufferedImage(
                shown * (side + GAP) - GAP, rows * cellHeight - GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = all.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, all.getWidth(), all.getHeight());
        for (int i = 0; i < pictures.size(); i++) {
            draw(g, i, i % columns * (side + GAP), i / columns * cellHeight);
        }
        g.dispose();
        return all;
    }

    private void draw(Graphics2D g, int i, int left, int top) {
        BufferedImage picture = pictures.get(i);
        boolean enlarged = width(picture) >= picture.getWidth();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, enlarged
                ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR : RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.drawImage(picture, left, top, width(picture), height(picture), null);
        g.setColor(ChartStyle.INK);
        g.setFont(ChartStyle.font(13));
        g.drawString(captions.get(i), left, top + height(picture) + CAPTION - 8);
    }

    private int width(BufferedImage picture) {
        return scaled(picture, picture.getWidth());
    }

    private int height(BufferedImage picture) {
        return scaled(picture, picture.getHeight());
    }

    private int scaled(BufferedImage picture, int length) {
        return Math.max(1, Math.round((float) length * side / Math.max(picture.getWidth(), picture.getHeight())));
    }
}
