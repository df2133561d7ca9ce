package org.inrzoo.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.inrzoo.datasets.Image;

/**
 * Pictures side by side, each with a caption beneath, in as many lines as it takes. The wider the grid, the larger its letters,
 * so that they can be read where a page shrinks it to the width of a phone.
 */
public final class PictureGrid {

    private static final int GAP = 12;

    /** Widths of a letter's height that a grid has at most: of 390 pixels 10. */
    private static final int LETTERS = 39;

    /** Where a line may be broken: behind a space or a hyphen, but not in a number such as 1e-3 or 30 dB. */
    private static final Pattern BREAK = Pattern.compile("(?<= )(?!dB\\b)|(?<=[\\p{L}\\d]-)(?=\\p{L})");

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
    public PictureGrid(int columns, int side) {
        if (columns < 1 || side < 1) {
            throw new IllegalArgumentException("a grid has at least one column and pictures of at least one pixel, not "
                    + columns + " and " + side);
        }
        this.columns = columns;
        this.side = side;
    }

    /** Adds a picture. */
    public PictureGrid add(Image image, String caption) {
        return add(image.toBufferedImage(), caption);
    }

    /** Adds a picture. */
    public PictureGrid add(BufferedImage picture, String caption) {
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
        int width = shown * (side + GAP) - GAP;
        FontMetrics metrics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                .createGraphics()
                .getFontMetrics(font(width));
        List<List<String>> lines =
                captions.stream().map(caption -> wrapped(caption, metrics)).toList();
        int[] tops = tops(lines, line(metrics.getFont()));
        BufferedImage all = new BufferedImage(width, tops[tops.length - 1] - GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = all.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, all.getWidth(), all.getHeight());
        g.setFont(metrics.getFont());
        for (int i = 0; i < pictures.size(); i++) {
            draw(g, pictures.get(i), lines.get(i), i % columns * (side + GAP), tops[i / columns]);
        }
        g.dispose();
        return all;
    }

    /** Where each row begins, and behind the last where another would: a row is as high as it needs. */
    private int[] tops(List<List<String>> lines, int line) {
        int[] tops = new int[(pictures.size() + columns - 1) / columns + 1];
        for (int row = 0; row + 1 < tops.length; row++) {
            int picture = 0;
            int caption = 0;
            for (int i = row * columns; i < Math.min(pictures.size(), (row + 1) * columns); i++) {
                picture = Math.max(picture, height(pictures.get(i)));
                caption = Math.max(caption, lines.get(i).size());
            }
            tops[row + 1] = tops[row] + picture + line * caption + line / 3 + GAP;
        }
        return tops;
    }

    private void draw(Graphics2D g, BufferedImage picture, List<String> caption, int left, int top) {
        boolean enlarged = width(picture) >= picture.getWidth();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                enlarged
                        ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                        : RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.drawImage(picture, left, top, width(picture), height(picture), null);
        g.setColor(ChartStyle.INK);
        int line = line(g.getFont());
        for (int i = 0; i < caption.size(); i++) {
            g.drawString(caption.get(i), left, top + height(picture) + line * (i + 1) - line / 10);
        }
    }

    /** The letters of a grid so many pixels wide. */
    static Font font(int width) {
        return Charts.TEXT.deriveFont((float) Math.max(Charts.TEXT.getSize(), (width + LETTERS - 1) / LETTERS));
    }

    private static int line(Font font) {
        return Math.round(font.getSize() * 4 / 3f);
    }

    /** A caption in lines no wider than a picture: broken at spaces and hyphens, and within a part that is wider alone. */
    private List<String> wrapped(String caption, FontMetrics metrics) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String part : BREAK.split(caption)) {
            if (!line.isEmpty() && metrics.stringWidth((line + part).strip()) > side) {
                lines.add(line.strip());
                line = "";
            }
            line += part;
            while (metrics.stringWidth(line.strip()) > side && line.length() > 1) {
                int fits = fitting(line, metrics);
                lines.add(line.substring(0, fits));
                line = line.substring(fits);
            }
        }
        lines.add(line.strip());
        return lines;
    }

    /** How many characters of a word fit beside each other, at least one. */
    private int fitting(String word, FontMetrics metrics) {
        int count = 1;
        while (metrics.stringWidth(word.substring(0, count + 1)) <= side) {
            count++;
        }
        return count;
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
