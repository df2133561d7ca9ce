package org.inrzoo.notebook;

import java.awt.image.BufferedImage;
import org.inrzoo.chart.ChartStyle;
import org.inrzoo.chart.Charts;
import org.jfree.chart.JFreeChart;
import org.jfree.data.category.DefaultCategoryDataset;

/** Named values as bars, one under another, each with its number. */
public final class BarChart {

    private static final int EACH = 44;
    private static final int AROUND = 110;

    private final String title;
    private final String valueTitle;
    private final DefaultCategoryDataset values = new DefaultCategoryDataset();

    /** An empty chart; the axis' title names quantity and unit. */
    public BarChart(String title, String valueTitle) {
        this.title = title;
        this.valueTitle = valueTitle;
    }

    /** Adds a bar beneath. */
    public BarChart bar(String name, double value) {
        values.addValue(value, valueTitle, name);
        return this;
    }

    /**
     * The picture.
     *
     * @throws IllegalStateException when there is no bar
     */
    public BufferedImage draw() {
        return chart().createBufferedImage(ChartStyle.WIDTH, EACH * values.getColumnCount() + AROUND);
    }

    JFreeChart chart() {
        if (values.getColumnCount() == 0) {
            throw new IllegalStateException("a bar chart needs at least one bar");
        }
        return Charts.chart(title, Charts.bars(valueTitle, values), false);
    }
}
