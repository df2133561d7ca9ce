package org.inrzoo.notebook;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Objects;
import org.inrzoo.chart.Charts;
import org.inrzoo.io.ColorMap;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYDataImageAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;

/**
 * A matrix as colours, dark for small and light for large, with axes and a scale at the right.
 *
 * @param title text above
 * @param values [rows][columns], all rows of one length; the first row is drawn at the top
 * @param x what runs to the right
 * @param y what runs down
 * @param scale name of the values, beside their scale
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record HeatMap(String title, double[][] values, Span x, Span y, String scale) {

    private static final int MIN_SIDE = 320;
    private static final int WIDTH = 190;
    private static final int HEIGHT = 110;

    /**
     * Where the matrix lies.
     *
     * @param title quantity and unit
     * @param first the coordinate at the first cell's outer edge
     * @param last the coordinate at the last cell's outer edge, another one than {@code first}
     */
    public record Span(String title, double first, double last) {}

    /** A matrix whose axes count its columns and rows. */
    public HeatMap(String title, double[][] values) {
        this(
                title,
                values,
                new Span("column", 0, values.length == 0 ? 1 : values[0].length),
                new Span("row", 0, values.length),
                "");
    }

    /**
     * Checks the matrix.
     *
     * @throws IllegalArgumentException when it is empty or its rows differ in length
     */
    public HeatMap {
        if (values.length == 0
                || values[0].length == 0
                || Arrays.stream(values).anyMatch(row -> row.length != values[0].length)) {
            throw new IllegalArgumentException("a heat map needs rows of one length, and at least one value");
        }
    }

    /** The same with a named axis to the right. */
    public HeatMap x(String name, double first, double last) {
        return new HeatMap(title, values, new Span(name, first, last), y, scale);
    }

    /** The same with a named axis downwards. */
    public HeatMap y(String name, double first, double last) {
        return new HeatMap(title, values, x, new Span(name, first, last), scale);
    }

    /** The same with a name for the values. */
    public HeatMap scale(String name) {
        return new HeatMap(title, values, x, y, name);
    }

    /** The picture. */
    public BufferedImage draw() {
        int cell = Math.max(1, (int) Math.ceil((double) MIN_SIDE / Math.max(values.length, values[0].length)));
        return draw(cell, cell);
    }

    /**
     * The picture, for matrices much longer than wide or wider than long.
     *
     * @param cellWidth pixels across each value, at least 1
     * @param cellHeight pixels down each value, at least 1
     */
    public BufferedImage draw(int cellWidth, int cellHeight) {
        return chart().createBufferedImage(WIDTH + cellWidth * values[0].length, HEIGHT + cellHeight * values.length);
    }

    JFreeChart chart() {
        NumberAxis right = axis(x);
        NumberAxis down = axis(y);
        down.setInverted(y.first < y.last);
        XYPlot plot = Charts.plot(right, down);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.addAnnotation(new XYDataImageAnnotation(
                picture(),
                Math.min(x.first, x.last),
                Math.min(y.first, y.last),
                Math.abs(x.last - x.first),
                Math.abs(y.last - y.first)));
        JFreeChart chart = Charts.chart(title, plot, false);
        chart.addSubtitle(Charts.colorBar(scale, least(), least() + range()));
        return chart;
    }

    private static NumberAxis axis(Span axis) {
        NumberAxis drawn = Charts.axis(axis.title);
        drawn.setRange(Math.min(axis.first, axis.last), Math.max(axis.first, axis.last));
        return drawn;
    }

    private BufferedImage picture() {
        BufferedImage picture = new BufferedImage(values[0].length, values.length, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < values[0].length; column++) {
                int shown = x.first < x.last ? column : values[0].length - 1 - column;
                picture.setRGB(shown, row, ColorMap.rgb((values[row][column] - least()) / range()));
            }
        }
        return picture;
    }

    private double least() {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).min().orElseThrow();
    }

    /** At least a little, so that equal values have a colour. */
    private double range() {
        double most =
                Arrays.stream(values).flatMapToDouble(Arrays::stream).max().orElseThrow();
        return most > least() ? most - least() : 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeatMap same
                && title.equals(same.title)
                && Arrays.deepEquals(values, same.values)
                && x.equals(same.x)
                && y.equals(same.y)
                && scale.equals(same.scale);
    }

    @Override
    public int hashCode() {
        return Objects.hash(title, Arrays.deepHashCode(values), x, y, scale);
    }
}
