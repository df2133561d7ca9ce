package org.inrzoo.notebook;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.text.AttributedCharacterIterator;
import java.text.CharacterIterator;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogTick;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/** A chart as drawn, and where the numbers beside its axes are. */
record DrawnChart(BufferedImage picture, XYPlot plot, Rectangle2D inside) {

    /** A number beside an axis: its text, the value there, and the box that the text takes along the axis. */
    record Label(String text, double value, double begin, double end) {}

    static DrawnChart of(JFreeChart chart, int width, int height) {
        ChartRenderingInfo info = new ChartRenderingInfo();
        BufferedImage picture = chart.createBufferedImage(width, height, info);
        return new DrawnChart(picture, chart.getXYPlot(), info.getPlotInfo().getDataArea());
    }

    List<Label> alongX() {
        return labels(plot.getDomainAxis(), RectangleEdge.BOTTOM);
    }

    List<Label> alongY() {
        return labels(plot.getRangeAxis(), RectangleEdge.LEFT);
    }

    private List<Label> labels(ValueAxis axis, RectangleEdge edge) {
        Graphics2D g = picture.createGraphics();
        FontMetrics metrics = g.getFontMetrics(axis.getTickLabelFont());
        List<Label> labels = new ArrayList<>();
        for (Object each : axis.refreshTicks(g, new AxisState(), inside, edge)) {
            ValueTick tick = (ValueTick) each;
            double middle = axis.valueToJava2D(tick.getValue(), inside, edge);
            String text = text(tick);
            double size = edge.equals(RectangleEdge.BOTTOM) ? metrics.stringWidth(text) : metrics.getHeight();
            labels.add(new Label(text, tick.getValue(), middle - size / 2, middle + size / 2));
        }
        g.dispose();
        return labels;
    }

    private static String text(ValueTick tick) {
        if (!(tick instanceof LogTick power)) {
            return tick.getText();
        }
        StringBuilder text = new StringBuilder();
        AttributedCharacterIterator letters = power.getAttributedLabel().getIterator();
        for (char letter = letters.first(); letter != CharacterIterator.DONE; letter = letters.next()) {
            text.append(letter);
        }
        return text.toString();
    }
}
