package org.inrzoo.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.inrzoo.chart.Charts;
import org.inrzoo.chart.PictureGrid;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.ColorMap;

/** Pictures side by side, each with a caption beneath; numbers shown as colours have their scale at the right. */
public final class ImageGrid {

    private static final int BAR = 110;

    /**
     * The colours of numbers.
     *
     * @param title quantity and unit
     * @param top the number of the lightest colour; 0 has the darkest
     */
    private record Scale(String title, double top) {}

    private final PictureGrid grid;
    private Optional<Scale> scale = Optional.empty();

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
     * Gives the numbers that are added from now on colours, from dark for 0 to light for {@code top} and what is above.
     *
     * @param title quantity and unit
     * @param top positive
     */
    public ImageGrid scale(String title, double top) {
        scale = Optional.of(new Scale(title, top));
        return this;
    }

    /**
     * Adds numbers as colours.
     *
     * @param values one for each pixel, row by row
     * @param width pixels per row
     * @throws IllegalStateException when no {@link #scale} is set
     */
    public ImageGrid add(float[] values, int width, String caption) {
        double top = scale.orElseThrow(() -> new IllegalStateException("numbers need a scale before they have colours"))
                .top();
        BufferedImage picture = new BufferedImage(width, values.length / width, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < values.length; i++) {
            picture.setRGB(i % width, i / width, ColorMap.rgb(values[i] / top));
        }
        return add(picture, caption);
    }

    /**
     * The picture of all. What is enlarged keeps its pixels sharp; what is shrunk is smoothed.
     *
     * @throws IllegalStateException when there is no picture
     */
    public BufferedImage draw() {
        BufferedImage pictures = grid.draw();
        return scale.map(colors -> withBar(pictures, colors)).orElse(pictures);
    }

    private static BufferedImage withBar(BufferedImage pictures, Scale scale) {
        BufferedImage all =
                new BufferedImage(pictures.getWidth() + BAR, pictures.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = all.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, all.getWidth(), all.getHeight());
        g.drawImage(pictures, 0, 0, null);
        Charts.colorBar(scale.title, 0, scale.top)
                .draw(g, new Rectangle2D.Double(pictures.getWidth(), 0, BAR, pictures.getHeight()));
        g.dispose();
        return all;
    }
}
