package org.inrzoo.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;
import org.inrzoo.chart.ChartStyle;
import org.inrzoo.io.ColourMap;

/**
 * A matrix as colours, dark for small and light for large, with a scale at the right.
 *
 * @param title text above
 * @param values [rows][columns], all rows of one length
 */
public record HeatMap(String title, double[][] values) {

    private static final int LEAST_SIDE = 320;
    private static final int MARGIN = 12;
    private static final int HEAD = 34;
    private static final int BAR = 16;
    private static final int LABELS = 80;
    private static final int TICKS = 4;

    /**
     * Checks the matrix.
     *
     * @throws IllegalArgumentException when it is empty or its rows differ in length
     */
    public HeatMap {
        if (values.length == 0 || values[0].length == 0 || Arrays.stream(values).anyMatch(row -> row.length != values[0].length)) {
            throw new IllegalArgumentException("a heat map needs rows of one length, and at least one value");
        }
    }

    /** The picture; each value is a square of whole pixels. */
    public BufferedImage draw() {
        int cell = Math.max(1, (int) Math.ceil((double) LEAST_SIDE / Math.max(values.length, values[0].length)));
        return draw(cell, cell);
    }

    /**
     * The picture, for matrices much longer than wide or wider than long.
     *
     * @param cellWidth pixels across each value, at least 1
     * @param cellHeight pixels down each value, at least 1
     */
    public BufferedImage draw(int cellWidth, int cellHeight) {
        int width = cellWidth * values[0].length;
        int height = cellHeight * values.length;
        BufferedImage picture = new BufferedImage(
                width + BAR + LABELS + 3 * MARGIN, height + HEAD + MARGIN, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        g.setColor(ChartStyle.INK);
        g.setFont(ChartStyle.font(16));
        g.drawString(title, MARGIN, HEAD - MARGIN);
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < values[0].length; column++) {
                g.setColor(new Color(ColourMap.rgb((values[row][column] - least()) / range())));
                g.fillRect(MARGIN + column * cellWidth, HEAD + row * cellHeight, cellWidth, cellHeight);
            }
        }
        drawScale(g, MARGIN + width + MARGIN, height);
        g.dispose();
        return picture;
    }

    private void drawScale(Graphics2D g, int left, int height) {
        for (int y = 0; y < height; y++) {
            g.setColor(new Color(ColourMap.rgb(1 - y / Math.max(1, height - 1.0))));
            g.fillRect(left, HEAD + y, BAR, 1);
        }
        g.setColor(ChartStyle.INK);
        g.setFont(ChartStyle.font(12));
        int ascent = g.getFontMetrics().getAscent();
        for (int i = 0; i <= TICKS; i++) {
            int y = HEAD + (int) ((height - 1) * (1 - (double) i / TICKS));
            int text = Math.max(HEAD + ascent, Math.min(HEAD + height, y + ascent / 2));
            g.drawString(String.format(Locale.ROOT, "%.3g", least() + i * range() / TICKS), left + BAR + MARGIN / 2, text);
        }
    }

    private double least() {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).min().orElseThrow();
    }

    /** At least a little, so that equal values have a colour. */
    private double range() {
        double most = Arrays.stream(values).flatMapToDouble(Arrays::stream).max().orElseThrow();
        return most > least() ? most - least() : 1;
    }
}
