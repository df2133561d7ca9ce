package org.inrzoo.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A chart of lines as SVG, whose colours are the style sheet's, so that it suits light and dark pages.
 *
 * @param title what it shows, for those who hear the page
 * @param x the axis to the right
 * @param y the axis upwards
 * @param lines at most as many as there are colours, {@value #COLORS}, for each of the dashes
 */
record SvgChart(String title, ChartAxis x, ChartAxis y, List<Line> lines) {

    static final int COLORS = 6;

    private static final int WIDTH = 480;
    private static final int HEIGHT = 300;
    private static final int LEFT = 56;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 46;
    private static final int TICKS = 6;

    SvgChart {
        lines = List.copyOf(lines);
    }

    /**
     * A line.
     *
     * @param name in the legend
     * @param points x and y of each; what is not finite is left out
     */
    record Line(String name, List<double[]> points) {

        Line {
            points = points.stream()
                    .filter(point -> Double.isFinite(point[0]) && Double.isFinite(point[1]))
                    .toList();
        }
    }

    /**
     * An axis.
     *
     * @param title with its unit
     * @param logarithmic whether equal distances are equal factors; values are then positive
     */
    record ChartAxis(String title, boolean logarithmic) {}

    /** The chart with the names of its lines below. */
    Html html() {
        List<double[]> all =
                lines.stream().flatMap(line -> line.points.stream()).toList();
        if (all.isEmpty()) {
            return Html.NOTHING;
        }
        Scale across = Scale.of(x, all.stream().mapToDouble(point -> point[0]), LEFT, WIDTH - RIGHT);
        Scale up = Scale.of(y, all.stream().mapToDouble(point -> point[1]), HEIGHT - BOTTOM, TOP);
        List<Html> parts = new ArrayList<>();
        for (double tick : across.ticks()) {
            parts.add(Html.of(
                    "<path class=\"grid\" d=\"M{} {}V{}\"/><text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                    at(across.of(tick)),
                    TOP,
                    HEIGHT - BOTTOM,
                    at(across.of(tick)),
                    HEIGHT - BOTTOM + 17,
                    number(tick)));
        }
        for (double tick : up.ticks()) {
            parts.add(Html.of(
                    "<path class=\"grid\" d=\"M{} {}H{}\"/><text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
                    LEFT,
                    at(up.of(tick)),
                    WIDTH - RIGHT,
                    LEFT - 6,
                    at(up.of(tick) + 4),
                    number(tick)));
        }
        parts.add(Html.of(
                "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 8,
                x.title()));
        int middle = (TOP + HEIGHT - BOTTOM) / 2;
        parts.add(Html.of(
                "<text x=\"13\" y=\"{}\" text-anchor=\"middle\" transform=\"rotate(-90 13 {})\">{}</text>",
                middle,
                middle,
                y.title()));
        IntStream.range(0, lines.size()).forEach(i -> parts.add(line(i, across, up)));
        Html legend = lines.size() < 2
                ? Html.NOTHING
                : Html.of(
                        "<ul class=\"legend\">{}</ul>",
                        IntStream.range(0, lines.size())
                                .mapToObj(i -> Html.of(
                                        "<li><svg viewBox=\"0 0 24 8\" aria-hidden=\"true\"><path class=\"{}\" d=\"M0 4H24\"/></svg> {}</li>",
                                        style(i),
                                        lines.get(i).name))
                                .toList());
        return Html.of(
                "<figure class=\"chart\"><svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">{}</svg>{}</figure>\n",
                WIDTH,
                HEIGHT,
                title,
                parts,
                legend);
    }

    /** A line alone in a small square, without numbers. */
    static Html small(String title, List<double[]> points) {
        ChartAxis plain = new ChartAxis("", false);
        Line line = new Line("", points);
        Scale across = Scale.of(plain, line.points.stream().mapToDouble(point -> point[0]), 4, 96);
        Scale up = Scale.of(plain, line.points.stream().mapToDouble(point -> point[1]), 96, 4);
        SvgChart chart = new SvgChart(title, plain, plain, List.of(line));
        return Html.of(
                "<svg viewBox=\"0 0 100 100\" role=\"img\" aria-label=\"{}\"><rect class=\"ground\" width=\"100\" height=\"100\"/>{}</svg>",
                title,
                chart.line(0, across, up));
    }

    private Html line(int number, Scale across, Scale up) {
        StringBuilder way = new StringBuilder();
        for (double[] point : lines.get(number).points) {
            way.append(way.length() == 0 ? "M" : "L")
                    .append(at(across.of(point[0])))
                    .append(' ')
                    .append(at(up.of(point[1])));
        }
        return Html.of("<path class=\"{}\" d=\"{}\"/>", style(number), way);
    }

    private static String style(int line) {
        return "line c" + line % COLORS + " d" + line / COLORS;
    }

    private static String at(double place) {
        return String.format(Locale.ROOT, "%.1f", place).replaceFirst("\\.0$", "");
    }

    /** A round number without needless digits. */
    private static String number(double value) {
        if (value != 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e7)) {
            return String.format(Locale.ROOT, "%.0e", value)
                    .replaceFirst("e([+-])0?", "e$1")
                    .replace("e+", "e");
        }
        String text = String.format(Locale.ROOT, "%,.6f", value).replaceFirst("\\.?0+$", "");
        return text.replace("-", "−");
    }

    /**
     * Where values lie on paper.
     *
     * @param axis that they are of
     * @param low the least value shown
     * @param high the largest
     * @param first place of the least
     * @param last place of the largest
     */
    private record Scale(ChartAxis axis, double low, double high, double first, double last) {

        static Scale of(ChartAxis axis, DoubleStream values, double first, double last) {
            var range = values.summaryStatistics();
            double low = range.getMin();
            double high = range.getMax();
            if (axis.logarithmic) {
                return new Scale(axis, low, high > low ? high : low * 10, first, last);
            }
            if (low > 0 && low < 0.3 * high) {
                low = 0;
            }
            return new Scale(axis, low, high > low ? high : low + 1, first, last);
        }

        double of(double value) {
            double part =
                    axis.logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
            return first + part * (last - first);
        }

        /** Round values: of a logarithmic axis powers of ten, or of two where there is less than a decade and a half. */
        List<Double> ticks() {
            return axis.logarithmic ? powers() : steps();
        }

        private List<Double> powers() {
            double base = Math.log10(high / low) < 1.5 ? 2 : 10;
            List<Double> ticks = new ArrayList<>();
            for (int k = (int) Math.ceil(log(low, base) - 1e-9); Math.pow(base, k) <= high * (1 + 1e-9); k++) {
                ticks.add(Math.pow(base, k));
            }
            return ticks;
        }

        private static double log(double value, double base) {
            return Math.log(value) / Math.log(base);
        }

        private List<Double> steps() {
            double rough = (high - low) / TICKS;
            double unit = Math.pow(10, Math.floor(Math.log10(rough)));
            double step = unit
                    * DoubleStream.of(1, 2, 5, 10)
                            .filter(digit -> digit * unit >= rough * (1 - 1e-9))
                            .findFirst()
                            .orElse(10);
            List<Double> ticks = new ArrayList<>();
            for (long k = (long) Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
                ticks.add(k * step);
            }
            return ticks;
        }
    }
}
