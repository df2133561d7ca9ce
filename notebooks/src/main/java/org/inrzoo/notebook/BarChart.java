package org.inrzoo.notebook;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.inrzoo.chart.ChartStyle;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Named values as bars, each with its number. */
public final class BarChart {

    private final String title;
    private final String yTitle;
    private final List<String> names = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    /** An empty chart; the y axis' title names quantity and unit. */
    public BarChart(String title, String yTitle) {
        this.title = title;
        this.yTitle = yTitle;
    }

    /** Adds a bar at the right. */
    public BarChart bar(String name, double value) {
        names.add(name);
        values.add(value);
        return this;
    }

    /**
     * The picture.
     *
     * @throws IllegalStateException when there is no bar
     */
    public BufferedImage draw() {
        if (names.isEmpty()) {
            throw new IllegalStateException("a bar chart needs at least one bar");
        }
        CategoryChart chart = new CategoryChartBuilder().width(ChartStyle.WIDTH).height(ChartStyle.HEIGHT)
                .title(title).yAxisTitle(yTitle).build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setLabelsVisible(true);
        chart.getStyler().setAvailableSpaceFill(Math.min(0.6, 0.15 * names.size()));
        chart.addSeries(yTitle, names, values);
        return BitmapEncoder.getBufferedImage(chart);
    }
}
