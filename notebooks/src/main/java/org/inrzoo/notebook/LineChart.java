package org.inrzoo.notebook;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.inrzoo.chart.ChartStyle;
import org.inrzoo.chart.Charts;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;

/** Lines over a common axis, each a curve or the mean of several runs with their spread behind it. */
public final class LineChart {

    /** A curve with what lies behind it, from {@code low} to {@code high}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Line(String name, double[] x, double[] y, double[] low, double[] high) {}

    /** For an axis whose values are not shown by powers of a number. */
    private static final int LINEAR = 0;

    /** Of the y axis, relative to the largest value. */
    private static final double MIN_RANGE = 1e-3;

    private final String title;
    private final String xTitle;
    private final String yTitle;
    private final List<Line> lines = new ArrayList<>();
    private int xBase = LINEAR;
    private int yBase = LINEAR;

    /** An empty chart; the two axes' titles name quantity and unit. */
    public LineChart(String title, String xTitle, String yTitle) {
        this.title = title;
        this.xTitle = xTitle;
        this.yTitle = yTitle;
    }

    /** Adds a curve, y at each x in the units that the axes' titles name; y values that are not numbers leave gaps. */
    public LineChart line(String name, double[] x, double[] y) {
        lines.add(new Line(name, x, y, y, y));
        return this;
    }

    /**
     * Adds the mean of several runs, with one standard deviation on either side.
     *
     * @param x coordinates, in the unit that the axis' title names
     * @param runs y values of each run, all as long as {@code x}
     * @throws IllegalArgumentException when there is no run or one has another length
     */
    public LineChart spread(String name, double[] x, List<double[]> runs) {
        if (runs.isEmpty() || runs.stream().anyMatch(run -> run.length != x.length)) {
            throw new IllegalArgumentException(
                    "'" + name + "' needs runs of " + x.length + " values, and at least one");
        }
        double[] mean = new double[x.length];
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int at = i;
            mean[i] = runs.stream().mapToDouble(run -> run[at]).average().orElseThrow();
            double variance = runs.stream()
                    .mapToDouble(run -> Math.pow(run[at] - mean[at], 2))
                    .average()
                    .orElseThrow();
            low[i] = mean[i] - Math.sqrt(variance);
            high[i] = mean[i] + Math.sqrt(variance);
        }
        lines.add(new Line(name, x, mean, low, high));
        return this;
    }

    /** Makes the y axis logarithmic, with powers of ten; all values must be positive. */
    public LineChart logarithmic() {
        yBase = 10;
        return this;
    }

    /**
     * Makes the x axis logarithmic; all values must be positive.
     *
     * @param base of the powers that are marked, such as 2 or 10
     */
    public LineChart logarithmicX(int base) {
        xBase = base;
        return this;
    }

    /** The picture. */
    public BufferedImage draw() {
        return chart().createBufferedImage(ChartStyle.WIDTH, ChartStyle.HEIGHT);
    }

    JFreeChart chart() {
        return Charts.chart(title, plot(), lines.size() > 1);
    }

    /** What lies between the axes. */
    XYPlot plot() {
        XYPlot plot = Charts.plot(
                xBase == LINEAR ? steps() : powers(xTitle, xBase, Line::x),
                yBase == LINEAR ? values() : powers(yTitle, yBase, Line::y));
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Charts.line(plot, i, line.name(), line.x(), line.y(), line.low(), line.high());
        }
        return plot;
    }

    String title() {
        return title;
    }

    private ValueAxis steps() {
        return Charts.axis(xTitle, all(Line::x).toArray());
    }

    private ValueAxis values() {
        NumberAxis axis = Charts.axis(yTitle);
        double largest = all(Line::y).map(Math::abs).max().orElse(0);
        axis.setAutoRangeMinimumSize(largest > 0 ? MIN_RANGE * largest : 1);
        return axis;
    }

    private ValueAxis powers(String name, int base, Function<Line, double[]> values) {
        double[] sorted = all(values).filter(value -> value > 0).sorted().toArray();
        return sorted.length == 0
                ? Charts.axis(name)
                : Charts.logAxis(name, base, sorted[0], sorted[sorted.length - 1]);
    }

    private DoubleStream all(Function<Line, double[]> values) {
        return lines.stream()
                .flatMapToDouble(line -> Arrays.stream(values.apply(line)))
                .filter(Double::isFinite);
    }
}
