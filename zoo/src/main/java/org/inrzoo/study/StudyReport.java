package org.inrzoo.study;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.inrzoo.record.FitRecord;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * What a study found.
 *
 * @param image data set name or file name
 * @param width pixels per row
 * @param height rows
 * @param trials the fits, in the order they were done
 */
public record StudyReport(String image, int width, int height, List<StudyFit> trials) {

    /** A line for every entry, in the order of the study. */
    public List<Summary> summaries() {
        Map<Entry, List<StudyFit>> byEntry = new LinkedHashMap<>();
        trials.forEach(trial -> byEntry.computeIfAbsent(trial.entry(), entry -> new ArrayList<>())
                .add(trial));
        return byEntry.entrySet().stream()
                .map(line -> Summary.of(line.getKey(), line.getValue()))
                .toList();
    }

    /**
     * The summaries as a table: the entries' own columns, then parameters, fits, diverged, psnr, psnrDeviation,
     * psnrBest, psnrBestDeviation, psnrBetween, seconds, secondsPerStep; numbers that there are none of are missing.
     */
    public Table table() {
        List<Summary> lines = summaries();
        Table table = Table.create(image + ", " + width + "x" + height);
        for (String name : lines.get(0).entry().columns().keySet()) {
            table.addColumns(StringColumn.create(
                    name, lines.stream().map(line -> line.entry().columns().get(name))));
        }
        table.addColumns(
                IntColumn.create(
                        "parameters",
                        lines.stream().mapToInt(Summary::parameters).toArray()),
                IntColumn.create("fits", lines.stream().mapToInt(Summary::fits).toArray()),
                IntColumn.create(
                        "diverged", lines.stream().mapToInt(Summary::diverged).toArray()),
                column("psnr", lines, Summary::psnr, 2),
                column("psnrDeviation", lines, Summary::psnrDeviation, 2),
                column("psnrBest", lines, Summary::psnrBest, 2),
                column("psnrBestDeviation", lines, Summary::psnrBestDeviation, 2),
                column("psnrBetween", lines, Summary::psnrBetween, 2),
                column("seconds", lines, Summary::seconds, 1),
                column("secondsPerStep", lines, Summary::secondsPerStep, 5));
        return table;
    }

    /** The summaries as a table for people, no wider than a terminal, without the columns that say nothing. */
    public String text() {
        return new StudyTable(summaries()).text();
    }

    private static DoubleColumn column(
            String name, List<Summary> lines, ToDoubleFunction<Summary> value, int decimals) {
        DoubleColumn column =
                DoubleColumn.create(name, lines.stream().mapToDouble(value).toArray());
        column.setPrintFormatter(new NumberColumnFormatter(format(decimals)));
        return column;
    }

    private static NumberFormat format(int decimals) {
        NumberFormat format = NumberFormat.getInstance(Locale.ROOT);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        format.setGroupingUsed(false);
        return format;
    }

    /** The report as JSON data: the image, the summaries and every fit with its settings. */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("image", image);
        data.put("width", width);
        data.put("height", height);
        data.put("summary", summaries().stream().map(StudyReport::line).toList());
        data.put("fits", trials.stream().map(StudyReport::line).toList());
        return data;
    }

    private static Map<String, Object> line(Summary summary) {
        Map<String, Object> line = new LinkedHashMap<>(summary.entry().columns());
        line.put("parameters", summary.parameters());
        line.put("fits", summary.fits());
        line.put("diverged", summary.diverged());
        line.put("psnr", orNull(summary.psnr()));
        line.put("psnrDeviation", orNull(summary.psnrDeviation()));
        line.put("psnrBest", orNull(summary.psnrBest()));
        line.put("psnrBestDeviation", orNull(summary.psnrBestDeviation()));
        line.put("psnrBetween", orNull(summary.psnrBetween()));
        line.put("seconds", orNull(summary.seconds()));
        line.put("secondsPerStep", orNull(summary.secondsPerStep()));
        return line;
    }

    private static Map<String, Object> line(StudyFit trial) {
        Map<String, Object> line = new LinkedHashMap<>(trial.entry().columns());
        line.put("seed", trial.seed());
        line.put("folder", trial.folder());
        line.put("diverged", trial.result().isEmpty());
        line.put("psnr", trial.result().map(result -> orNull(result.psnr())).orElse(null));
        line.put(
                "psnrBest",
                trial.result().map(result -> orNull(result.psnrBest())).orElse(null));
        line.put(
                "psnrBetween",
                trial.result()
                        .map(FitRecord::psnrBetween)
                        .map(StudyReport::orNull)
                        .orElse(null));
        line.put(
                "seconds",
                trial.result().map(result -> orNull(result.seconds())).orElse(null));
        line.put("settings", trial.entry().variant().with("seed", trial.seed()).settings());
        return line;
    }

    /** JSON has no word for what is no number. */
    private static Double orNull(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
