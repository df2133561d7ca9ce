package org.inrzoo.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.inrzoo.chart.ChartStyle;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** Lines over a common axis, each a curve or the mean of several runs with their spread behind it. */
public final class LineChart {

    private final XYChart chart;
    private int lines;

    /** An empty chart; the two axes' titles name quantity and unit. */
    public LineChart(String title, String xTitle, String yTitle) {
        chart = new XYChartBuilder().width(ChartStyle.WIDTH).height(ChartStyle.HEIGHT)
                .title(title).xAxisTitle(xTitle).yAxisTitle(yTitle).build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setXAxisTickMarkSpacingHint(90);
    }

    /** Adds a curve; y values that are not numbers leave gaps. */
    public LineChart line(String name, double[] x, double[] y) {
        XYSeries series = chart.addSeries(name, x, y);
        Color colour = ChartStyle.colour(lines++);
        series.setLineColor(colour);
        series.setLineWidth(2);
        return this;
    }

    /**
     * Adds the mean of several runs, with one standard deviation on either side.
     *
     * @param runs y values of each run, all as long as {@code x}
     * @throws IllegalArgumentException when there is no run or one has another length
     */
    public LineChart spread(String name, double[] x, List<double[]> runs) {
        if (runs.isEmpty() || runs.stream().anyMatch(run -> run.length != x.length)) {
            throw new IllegalArgumentException("'" + name + "' needs runs of " + x.length + " values, and at least one");
        }
        int n = x.length;
        double[] mean = new double[n];
        double[] aroundX = new double[2 * n];
        double[] aroundY = new double[2 * n];
        for (int i = 0; i < n; i++) {
            int at = i;
            mean[i] = runs.stream().mapToDouble(run -> run[at]).average().orElseThrow();
            double variance = runs.stream().mapToDouble(run -> Math.pow(run[at] - mean[at], 2)).average().orElseThrow();
            aroundX[i] = x[i];
            aroundY[i] = mean[i] + Math.sqrt(variance);
            aroundX[2 * n - 1 - i] = x[i];
            aroundY[2 * n - 1 - i] = mean[i] - Math.sqrt(variance);
        }
        XYSeries band = chart.addSeries(name + " (spread)", aroundX, aroundY);
        Color pale = ChartStyle.pale(ChartStyle.colour(lines));
        band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        band.setFillColor(pale);
        band.setLineColor(pale);
        band.setLineStyle(new BasicStroke(0));
        band.setShowInLegend(false);
        return line(name, x, mean);
    }

    /** Makes the y axis logarithmic; all values must be positive. */
    public LineChart logarithmic() {
        chart.getStyler().setYAxisLogarithmic(true);
        return this;
    }

    /** The picture. */
    public BufferedImage draw() {
        chart.getStyler().setLegendVisible(lines > 1);
        return BitmapEncoder.getBufferedImage(chart);
    }
}
