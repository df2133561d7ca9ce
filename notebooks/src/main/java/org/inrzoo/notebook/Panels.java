package org.inrzoo.notebook;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.inrzoo.chart.ChartStyle;
import org.inrzoo.chart.Charts;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTitleAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;

/** Charts of the same lines one under another, with one x axis and one legend for all, and each one's title in its corner. */
public final class Panels {

    private static final int EACH = 150;
    private static final int AROUND = 110;
    private static final int GAP = 14;
    private static final double TITLE_ROOM = 0.3;

    private final String title;
    private final List<LineChart> charts = new ArrayList<>();

    /** No panel yet. */
    public Panels(String title) {
        this.title = title;
    }

    /** Adds a panel beneath; all have the x axis of the first, and its legend. */
    public Panels add(LineChart chart) {
        charts.add(chart);
        return this;
    }

    /**
     * The picture.
     *
     * @throws IllegalStateException when there is no panel
     */
    public BufferedImage draw() {
        return chart().createBufferedImage(ChartStyle.WIDTH, charts.size() * EACH + AROUND);
    }

    JFreeChart chart() {
        if (charts.isEmpty()) {
            throw new IllegalStateException("panels need at least one chart");
        }
        List<XYPlot> plots = charts.stream().map(LineChart::plot).toList();
        ValueAxis x = plots.get(0).getDomainAxis();
        CombinedDomainXYPlot all = new CombinedDomainXYPlot(x);
        ChartStyle.apply(all);
        all.setGap(GAP);
        for (int i = 0; i < plots.size(); i++) {
            plots.get(i).addAnnotation(corner(charts.get(i).title()));
            plots.get(i).setDomainAxis(null);
            plots.get(i).getRangeAxis().setUpperMargin(TITLE_ROOM);
            all.add(plots.get(i));
        }
        all.setFixedLegendItems(plots.get(0).getLegendItems());
        return Charts.chart(title, all, true);
    }

    private static XYTitleAnnotation corner(String text) {
        TextTitle name = new TextTitle(text, Charts.TEXT);
        name.setPaint(ChartStyle.INK);
        name.setBackgroundPaint(new Color(255, 255, 255, 220));
        name.setPadding(new RectangleInsets(1, 4, 1, 4));
        return new XYTitleAnnotation(1, 1, name, RectangleAnchor.TOP_RIGHT);
    }
}
