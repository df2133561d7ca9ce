package org.inrzoo.study;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.inrzoo.chart.ChartStyle;
import org.inrzoo.chart.Charts;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.XYPlot;

/** Draws a study: the main score against steps and against seconds; a line for an entry's mean, a band from its least to its most. */
public final class StudyChart {

    private static final int LEGEND_LINE = 14;
    private static final double GAP = 44;

    private StudyChart() {}

    /** The chart, two panels side by side; entries whose every fit diverged are not in it. */
    public static BufferedImage draw(StudyReport report) {
        List<Curves> curves = Curves.of(report);
        CombinedRangeXYPlot both =
                new CombinedRangeXYPlot(Charts.axis(Headings.of(report.about().measure())));
        ChartStyle.apply(both);
        both.setGap(GAP);
        XYPlot left = panel("steps", curves, Curves::steps);
        both.add(left);
        both.add(panel("seconds", curves, Curves::seconds));
        both.setFixedLegendItems(left.getLegendItems());
        return Charts.chart(report.about().text(), both, true)
                .createBufferedImage(2 * ChartStyle.WIDTH, ChartStyle.HEIGHT + LEGEND_LINE * curves.size());
    }

    private static XYPlot panel(String axis, List<Curves> curves, Function<Curves, double[]> abscissa) {
        double highest = curves.stream()
                .map(abscissa)
                .flatMapToDouble(DoubleStream::of)
                .max()
                .orElse(1);
        XYPlot plot = Charts.plot(Charts.axis(axis, 0, highest), new NumberAxis());
        for (int i = 0; i < curves.size(); i++) {
            Curves curve = curves.get(i);
            Charts.line(plot, i, curve.label(), abscissa.apply(curve), curve.mean(), curve.least(), curve.most());
        }
        return plot;
    }
}
