package org.inrzoo.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.inrzoo.metric.Measure;

/**
 * The summaries of a study as text of at most {@value #WIDTH} columns: names at the left, which go on in the next line where
 * they are long, numbers at the right.
 *
 * @param main what the fits are compared by
 * @param further measures of the lines' further scores, in their order
 * @param lines a line for each
 */
record StudyTable(Measure main, List<Measure> further, List<Summary> lines) {

    private static final int WIDTH = 80;
    private static final int GAP = 2;
    private static final int MIN_NAME_WIDTH = 18;

    private record Column(String head, List<String> cells, boolean number) {

        int width() {
            return Math.max(
                    head.length(), cells.stream().mapToInt(String::length).max().orElse(0));
        }

        boolean says() {
            return cells.stream().anyMatch(cell -> !cell.isEmpty());
        }
    }

    String text() {
        List<Column> names = new ArrayList<>();
        for (String key : lines.get(0).entry().columns().keySet()) {
            names.add(new Column(
                    key,
                    lines.stream().map(line -> line.entry().columns().get(key)).toList(),
                    false));
        }
        if (lines.stream().anyMatch(line -> line.entry().isOfOtherRecipe())) {
            names.add(new Column(
                    "recipe", lines.stream().map(line -> line.entry().recipe()).toList(), false));
        }
        List<Column> numbers =
                new ArrayList<>(numbers().stream().filter(Column::says).toList());
        int nameWidth = names.stream()
                .mapToInt(column -> Math.min(MIN_NAME_WIDTH, column.width()))
                .sum();
        while (room(names, numbers) < nameWidth && numbers.size() > 1) {
            numbers.remove(numbers.size() - 1);
        }
        int each = Math.max(1, room(names, numbers) / names.size());
        List<Column> all = new ArrayList<>(names);
        all.addAll(numbers);
        int[] widths = all.stream()
                .mapToInt(column -> column.number ? column.width() : Math.min(each, column.width()))
                .toArray();
        StringBuilder text = new StringBuilder();
        row(text, all, widths, Column::head);
        text.append("-".repeat(Arrays.stream(widths).sum() + GAP * (all.size() - 1)))
                .append(System.lineSeparator());
        for (int i = 0; i < lines.size(); i++) {
            int line = i;
            row(text, all, widths, column -> column.cells.get(line));
        }
        return text.toString();
    }

    /** What the numbers leave for the names. */
    private static int room(List<Column> names, List<Column> numbers) {
        return WIDTH - numbers.stream().mapToInt(column -> column.width() + GAP).sum() - GAP * (names.size() - 1);
    }

    /** From the most to the least important: where there is no room, the last are left out; the table's file has all. */
    private List<Column> numbers() {
        List<Column> columns = new ArrayList<>(List.of(
                column(
                        "parameters",
                        line -> line.fits() == 0 ? "" : String.format(Locale.ROOT, "%,d", line.parameters())),
                column(
                        "diverged",
                        line -> line.diverged() == 0 ? "" : line.diverged() + " of " + (line.fits() + line.diverged())),
                column(Headings.of(main), line -> spread(main, line.score(), line.deviation())),
                column(
                        Headings.unit("best", main),
                        line -> line.best() == line.score() ? "" : spread(main, line.best(), line.bestDeviation()))));
        for (int i = 0; i < further.size(); i++) {
            int score = i;
            Measure measure = further.get(i);
            columns.add(column(
                    Headings.further(measure, main),
                    line -> spread(measure, line.further().get(score).value(), Double.NaN)));
        }
        columns.add(column(
                "MACs a point",
                line -> line.macsPerPoint() == 0 ? "" : String.format(Locale.ROOT, "%,d", line.macsPerPoint())));
        columns.add(column("a fit", line -> line.fits() == 0 ? "" : time(line.seconds())));
        columns.add(column("a step", line -> line.fits() == 0 ? "" : time(line.secondsPerStep())));
        return columns;
    }

    private Column column(String head, Function<Summary, String> cell) {
        return new Column(head, lines.stream().map(cell).toList(), true);
    }

    private static String spread(Measure measure, double mean, double deviation) {
        String text = Double.isNaN(mean) ? "" : Headings.number(measure, mean);
        return Double.isNaN(deviation) ? text : text + " ± " + Headings.number(measure, deviation);
    }

    private static String time(double seconds) {
        return seconds < 1
                ? String.format(Locale.ROOT, "%.3g ms", 1000 * seconds)
                : String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%,.0f s", seconds);
    }

    /** One line of the table, or as many as its longest name takes. */
    private static void row(StringBuilder text, List<Column> columns, int[] widths, Function<Column, String> cell) {
        List<List<String>> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            parts.add(wrapped(cell.apply(columns.get(i)), widths[i]));
        }
        int height = parts.stream().mapToInt(List::size).max().orElse(1);
        for (int line = 0; line < height; line++) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < columns.size(); i++) {
                String part = line < parts.get(i).size() ? parts.get(i).get(line) : "";
                String space = " ".repeat(widths[i] - part.length());
                row.append(i == 0 ? "" : " ".repeat(GAP)).append(columns.get(i).number ? space + part : part + space);
            }
            text.append(row.toString().stripTrailing()).append(System.lineSeparator());
        }
    }

    /** A text in parts no wider than this, broken before a colon where there is one. */
    private static List<String> wrapped(String text, int width) {
        List<String> parts = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int colon = rest.lastIndexOf(':', width);
            int end = colon > 0 ? colon : width;
            parts.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        parts.add(rest);
        return parts;
    }
}
