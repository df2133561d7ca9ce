package org.inrzoo.study;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.inrzoo.chart.ChartStyle;
import org.inrzoo.chart.Charts;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;

/** Draws a sweep: the main score at the end against the values of one setting, a line for each combination of the others. */
public final class SweepChart {

    private static final int LEGEND_LINE = 14;

    /** From this ratio of the largest to the least value on, the axis is logarithmic. */
    private static final double WIDE = 8;

    private SweepChart() {}

    /** The chart, or, where no swept setting is a number, the score against steps and seconds as {@link StudyChart} draws it. */
    public static BufferedImage draw(StudyReport report) {
        List<Summary> summaries =
                report.summaries().stream().filter(line -> line.fits() > 0).toList();
        Optional<String> abscissa = abscissa(summaries);
        if (abscissa.isEmpty()) {
            return StudyChart.draw(report);
        }
        String key = abscissa.get();
        Map<String, List<Summary>> lines = new LinkedHashMap<>();
        summaries.stream()
                .sorted(Comparator.comparingDouble(line -> value(line, key)))
                .forEach(line -> lines.computeIfAbsent(others(line, key), name -> new ArrayList<>())
                        .add(line));
        XYPlot plot = Charts.plot(
                axis(key, summaries), Charts.axis(Headings.of(report.about().measure(), " at the end")));
        int i = 0;
        for (Map.Entry<String, List<Summary>> line : lines.entrySet()) {
            double[] x = line.getValue().stream()
                    .mapToDouble(summary -> value(summary, key))
                    .toArray();
            double[] y = line.getValue().stream().mapToDouble(Summary::score).toArray();
            Charts.line(plot, i++, line.getKey(), x, y, y, y);
        }
        String title = summaries.get(0).entry().model().name() + " on "
                + report.about().text();
        return Charts.chart(title, plot, lines.size() > 1)
                .createBufferedImage(ChartStyle.WIDTH, ChartStyle.HEIGHT + LEGEND_LINE * lines.size());
    }

    /** The setting with the most values among those that are numbers. */
    private static Optional<String> abscissa(List<Summary> summaries) {
        if (summaries.isEmpty()) {
            return Optional.empty();
        }
        return summaries.get(0).entry().columns().keySet().stream()
                .filter(key -> summaries.stream().allMatch(line -> Double.isFinite(value(line, key))))
                .max(Comparator.comparingLong(key -> summaries.stream()
                        .mapToDouble(line -> value(line, key))
                        .distinct()
                        .count()));
    }

    private static double value(Summary line, String key) {
        try {
            return Double.parseDouble(line.entry().columns().get(key));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String others(Summary line, String key) {
        return line.entry().columns().entrySet().stream()
                .filter(column -> !column.getKey().equals(key))
                .map(column -> column.getKey() + "=" + column.getValue())
                .collect(Collectors.joining(", "));
    }

    private static ValueAxis axis(String key, List<Summary> summaries) {
        double lowest =
                summaries.stream().mapToDouble(line -> value(line, key)).min().orElseThrow();
        double highest =
                summaries.stream().mapToDouble(line -> value(line, key)).max().orElseThrow();
        return lowest > 0 && highest >= WIDE * lowest
                ? Charts.logAxis(key, 10, lowest, highest)
                : Charts.axis(key, lowest, highest);
    }
}
