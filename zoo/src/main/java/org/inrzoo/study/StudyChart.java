package org.inrzoo.study;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a study: PSNR against steps and against seconds; a line for an entry's mean, a band from its least to its most. */
public final class StudyChart {

    private static final int WIDTH = 720;
    private static final int PLOT_HEIGHT = 500;
    private static final int LEGEND_LINE = 24;
    private static final int BAND_ALPHA = 48;

    /** Colours that readers without red or green vision can tell apart (Okabe and Ito 2008), then darker ones. */
    private static final List<Color> COLOURS = List.of(new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73),
            new Color(0xcc79a7), new Color(0xe69f00), new Color(0x56b4e9), new Color(0x333333), new Color(0x7f6000));

    private StudyChart() {}

    /** The chart, two panels side by side; entries whose every fit diverged are not in it. */
    public static BufferedImage draw(StudyReport report) {
        List<Curves> curves = Curves.of(report);
        String image = String.format(Locale.ROOT, "%s, %dx%d", report.image(), report.width(), report.height());
        int height = PLOT_HEIGHT + LEGEND_LINE * curves.size();
        BufferedImage left = panel(height, image, "steps", curves, Curves::steps);
        BufferedImage right = panel(height, image, "seconds", curves, Curves::seconds);
        BufferedImage both = new BufferedImage(2 * WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = both.createGraphics();
        g.drawImage(left, 0, 0, null);
        g.drawImage(right, WIDTH, 0, null);
        g.dispose();
        return both;
    }

    private static BufferedImage panel(
            int height, String title, String axis, List<Curves> curves, Function<Curves, double[]> abscissa) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(height).title(title)
                .xAxisTitle(axis).yAxisTitle("PSNR, dB").build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Vertical)
                .setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setXAxisMin(0.0);
        for (int i = 0; i < curves.size(); i++) {
            Curves curve = curves.get(i);
            Color colour = COLOURS.get(i % COLOURS.size());
            double[] x = abscissa.apply(curve);
            if (x.length > 0) {
                band(chart, curve, x, colour);
                line(chart, curve, x, colour);
            }
        }
        return BitmapEncoder.getBufferedImage(chart);
    }

    private static void line(XYChart chart, Curves curve, double[] x, Color colour) {
        XYSeries line = chart.addSeries(curve.label(), x, curve.mean());
        line.setMarker(x.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        line.setMarkerColor(colour);
        line.setLineColor(colour);
        line.setLineWidth(2);
    }

    /** The polygon along the least PSNR and back along the most. */
    private static void band(XYChart chart, Curves curve, double[] x, Color colour) {
        XYSeries band = chart.addSeries(
                curve.label() + ", spread", thereAndBack(x, x), thereAndBack(curve.least(), curve.most()));
        band.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
        band.setMarker(SeriesMarkers.NONE);
        band.setLineColor(new Color(0, 0, 0, 0));
        band.setFillColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), BAND_ALPHA));
        band.setShowInLegend(false);
    }

    private static double[] thereAndBack(double[] there, double[] back) {
        int n = back.length;
        return DoubleStream.concat(DoubleStream.of(there), IntStream.range(0, n).mapToDouble(i -> back[n - 1 - i]))
                .toArray();
    }
}
