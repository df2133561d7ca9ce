package org.inrzoo.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Paint;
import java.awt.geom.Line2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import org.inrzoo.io.ColorMap;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** What charts are made of: axes with round numbers, plots and legends, in the look of {@link ChartStyle}. */
public final class Charts {

    /** The font of what is neither a title nor a number beside an axis. */
    public static final Font TEXT = ChartStyle.font(15);

    private static final Color GRID = new Color(0xDDDDDD);
    private static final int LEGEND_LINE = 30;

    private static final Font TITLE = ChartStyle.font(17);
    private static final Font TICKS = ChartStyle.font(14);
    /** What is kept free around each number of an upright axis. */
    private static final RectangleInsets TALL = new RectangleInsets(10, 4, 10, 4);

    private static final int BAR_WIDTH = 18;
    private static final double BAR_MARGIN = 0.18;

    /** An axis along positive values begins at 0 where the least value lies below this part of the largest. */
    private static final double NEAR_ZERO = 0.3;
    /** The length of an axis with a single value. */
    private static final double ALONE = 1;

    private static final double LOG_MARGIN = 0.03;
    private static final int MAX_POWERS = 8;
    private static final double MIN_PLAIN = 1e-4;
    private static final double MAX_PLAIN = 1e6;

    private Charts() {}

    /** Gives a renderer the colour and stroke of a line, also in the legend. */
    public static void line(XYLineAndShapeRenderer renderer, int line) {
        renderer.setSeriesPaint(0, ChartStyle.color(line));
        renderer.setSeriesFillPaint(0, ChartStyle.pale(ChartStyle.color(line)));
        renderer.setSeriesStroke(0, ChartStyle.stroke(line));
        renderer.setLegendLine(new Line2D.Double(-LEGEND_LINE / 2.0, 0, LEGEND_LINE / 2.0, 0));
    }

    /**
     * Adds a line to a plot, with what lies behind it.
     *
     * @param line its number, from 0
     * @param x coordinates, in the axis' unit
     * @param y the value at each x
     * @param low where the band behind it begins, at each x
     * @param high where it ends
     */
    public static void line(XYPlot plot, int line, String name, double[] x, double[] y, double[] low, double[] high) {
        YIntervalSeries points = new YIntervalSeries(name, false, true);
        for (int i = 0; i < x.length; i++) {
            points.add(x[i], y[i], low[i], high[i]);
        }
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        data.addSeries(points);
        DeviationRenderer renderer = new DeviationRenderer(true, x.length == 1); // a point that is alone makes no line
        renderer.setAlpha(1); // the fill is pale already
        line(renderer, line);
        plot.setDataset(line, data);
        plot.setRenderer(line, renderer);
    }

    /** An axis with round numbers. */
    public static NumberAxis axis(String title) {
        NumberAxis axis = new NumberAxis(title);
        axis.setAutoRangeIncludesZero(false);
        axis.setStandardTickUnits(new RoundTicks(0));
        style(axis);
        return axis;
    }

    /** An axis for the values from {@code lowest} to {@code highest}, which begins at 0 where that is near. */
    public static NumberAxis axis(String title, double lowest, double highest) {
        NumberAxis axis = axis(title);
        double first = lowest > 0 && lowest < NEAR_ZERO * highest ? 0 : lowest;
        axis.setRange(highest > first ? new Range(first, highest) : new Range(first - ALONE / 2, first + ALONE / 2));
        return axis;
    }

    /**
     * An axis for these values; where all are whole numbers there are no ticks between them.
     *
     * @param values any finite numbers
     */
    public static NumberAxis axis(String title, double[] values) {
        DoubleSummaryStatistics range = Arrays.stream(values).summaryStatistics();
        NumberAxis axis = values.length == 0 ? axis(title) : axis(title, range.getMin(), range.getMax());
        boolean whole =
                range.getMax() > range.getMin() && Arrays.stream(values).allMatch(value -> value == Math.rint(value));
        axis.setStandardTickUnits(new RoundTicks(whole ? 1 : 0));
        return axis;
    }

    /**
     * A logarithmic axis with powers of the base as ticks, at least two of them.
     *
     * @param lowest positive
     * @param highest at least {@code lowest}
     */
    public static LogAxis logAxis(String title, int base, double lowest, double highest) {
        LogAxis axis = new LogAxis(title);
        axis.setBase(base);
        double from = axis.calculateLog(lowest);
        double to = axis.calculateLog(highest);
        if (Math.floor(to) - Math.ceil(from) < 1) {
            from = Math.floor(from);
            to = Math.max(from + 1, Math.ceil(to));
        }
        double margin = LOG_MARGIN * (to - from);
        axis.setRange(axis.calculateValue(from - margin), axis.calculateValue(to + margin));
        axis.setTickUnit(new NumberTickUnit(Math.ceil((to - from) / MAX_POWERS)));
        if (lowest >= MIN_PLAIN && highest <= MAX_PLAIN) {
            axis.setNumberFormatOverride(plainNumbers("#,##0.####"));
        } else {
            axis.setBaseSymbol(Integer.toString(base));
        }
        axis.setMinorTickMarksVisible(false);
        style(axis);
        return axis;
    }

    private static void style(Axis axis) {
        axis.setLabelFont(TEXT);
        axis.setLabelPaint(ChartStyle.INK);
        axis.setTickLabelFont(TICKS);
        axis.setTickLabelPaint(ChartStyle.INK);
        axis.setTickLabelInsets(new RectangleInsets(4, 8, 4, 8)); // what is kept free around each number or name
        axis.setAxisLinePaint(ChartStyle.INK);
        axis.setTickMarkPaint(ChartStyle.INK);
    }

    /** An empty plot between two axes. */
    public static XYPlot plot(ValueAxis x, ValueAxis y) {
        y.setTickLabelInsets(TALL);
        XYPlot plot = new XYPlot(null, x, y, null);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        ChartStyle.apply(plot);
        plot.setDomainGridlinePaint(GRID);
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return plot;
    }

    /** Bars one under another, each with its number; the axis of the values begins at 0. */
    public static CategoryPlot bars(String valueTitle, CategoryDataset values) {
        CategoryAxis names = new CategoryAxis();
        style(names);
        names.setMaximumCategoryLabelWidthRatio(0.4f);
        names.setMaximumCategoryLabelLines(3);
        NumberAxis axis = axis(valueTitle);
        axis.setUpperMargin(BAR_MARGIN); // room for the numbers
        axis.setLowerMargin(BAR_MARGIN);
        axis.setAutoRangeIncludesZero(true);
        BarRenderer bars = new BarRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setSeriesPaint(0, ChartStyle.color(0));
        bars.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator("{2}", plainNumbers("#,##0.##")));
        bars.setDefaultItemLabelsVisible(true);
        bars.setDefaultItemLabelFont(TICKS);
        bars.setDefaultItemLabelPaint(ChartStyle.INK);
        bars.setDefaultPositiveItemLabelPosition(
                new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
        bars.setDefaultNegativeItemLabelPosition(
                new ItemLabelPosition(ItemLabelAnchor.OUTSIDE9, TextAnchor.CENTER_RIGHT));
        CategoryPlot plot = new CategoryPlot(values, names, axis, bars);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        ChartStyle.apply(plot);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return plot;
    }

    /** The colours of the numbers from {@code lowest} to {@code highest}, which must be larger, with round numbers beside them. */
    public static PaintScaleLegend colorBar(String title, double lowest, double highest) {
        NumberAxis axis = axis(title);
        axis.setRange(lowest, highest);
        axis.setTickLabelInsets(TALL);
        PaintScaleLegend bar = new PaintScaleLegend(new Colors(lowest, highest), axis);
        bar.setPosition(RectangleEdge.RIGHT);
        bar.setAxisLocation(AxisLocation.BOTTOM_OR_RIGHT);
        bar.setStripWidth(BAR_WIDTH);
        bar.setSubdivisionCount(256);
        bar.setStripOutlineVisible(false);
        bar.setMargin(new RectangleInsets(10, 28, 10, 0)); // room for half a number at either end
        bar.setBackgroundPaint(Color.WHITE);
        return bar;
    }

    private record Colors(double lowest, double highest) implements PaintScale {

        @Override
        public double getLowerBound() {
            return lowest;
        }

        @Override
        public double getUpperBound() {
            return highest;
        }

        @Override
        public Paint getPaint(double value) {
            return new Color(ColorMap.rgb((value - lowest) / (highest - lowest)));
        }
    }

    private static NumberFormat plainNumbers(String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    /**
     * The chart around a plot, with its title above and, on request, the legend beneath.
     *
     * @param legend whether lines are named
     */
    public static JFreeChart chart(String title, Plot plot, boolean legend) {
        JFreeChart chart = new JFreeChart(title.isEmpty() ? null : title, TITLE, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(6, 6, 6, 28));
        if (chart.getTitle() != null) {
            chart.getTitle().setFont(TITLE);
            chart.getTitle().setPaint(ChartStyle.INK);
        }
        if (legend) {
            LegendTitle names = new LegendTitle(plot);
            names.setItemFont(TEXT);
            names.setItemPaint(ChartStyle.INK);
            names.setPosition(RectangleEdge.BOTTOM);
            names.setItemLabelPadding(new RectangleInsets(2, 4, 2, 12));
            chart.addLegend(names);
        }
        return chart;
    }
}
