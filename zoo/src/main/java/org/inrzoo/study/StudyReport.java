package org.inrzoo.study;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.record.RunRecord;
import org.inrzoo.record.SignalRecord;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * What a study found.
 *
 * @param about what the fits are of
 * @param trials the fits, in the order they were done
 */
public record StudyReport(About about, List<StudyFit> trials) {

    private static final String DEVIATION = "Deviation";
    private static final String BEST = "Best";
    private static final String MACS = "macsPerPoint";

    /**
     * A study of a gray image by its values.
     *
     * @param image data set name or file name
     * @param width pixels per row
     * @param height rows
     * @param trials the fits, in the order they were done
     */
    public StudyReport(String image, int width, int height, List<StudyFit> trials) {
        this(About.image(image, width, height, 1), trials);
    }

    /** The measures of all further scores, each once: first those that every table has. */
    public List<Measure> further() {
        Set<String> taken =
                new HashSet<>(Set.of("recipe", "parameters", MACS, "fits", "diverged", "seconds", "secondsPerStep"));
        taken.addAll(trials.get(0).entry().columns().keySet());
        String main = Headings.key(about.measure());
        taken.addAll(List.of(main, main + DEVIATION, main + BEST, main + BEST + DEVIATION));
        return Stream.concat(about.further().stream(), trials.stream().flatMap(trial -> trial.further().stream()))
                .filter(measure -> taken.add(Headings.key(measure)))
                .toList();
    }

    /** What other reconstructions of the same observations reach, means over the fits; often nothing. */
    public List<Score> baselines() {
        Map<Measure, List<Double>> values = new LinkedHashMap<>();
        trials.stream()
                .flatMap(trial -> trial.result().stream())
                .flatMap(result -> result.compared().stream())
                .forEach(score -> values.computeIfAbsent(score.measure(), measure -> new ArrayList<>())
                        .add(score.value()));
        return values.entrySet().stream()
                .map(scores -> scores.getKey()
                        .of(scores.getValue().stream()
                                .mapToDouble(value -> value)
                                .average()
                                .orElseThrow()))
                .toList();
    }

    /** A line for every entry, in the order of the study. */
    public List<Summary> summaries() {
        Map<Entry, List<StudyFit>> byEntry = new LinkedHashMap<>();
        trials.forEach(trial -> byEntry.computeIfAbsent(trial.entry(), entry -> new ArrayList<>())
                .add(trial));
        List<Measure> further = further();
        return byEntry.entrySet().stream()
                .map(line -> Summary.of(about, line.getKey(), line.getValue(), further))
                .toList();
    }

    /**
     * The summaries as a table: the entries' own columns, then recipe, parameters, macsPerPoint of functions of points, fits, diverged,
     * the main score by its name with its deviation, best and the best's deviation (psnr, psnrDeviation, psnrBest, psnrBestDeviation), further scores
     * (psnrBetween), seconds, secondsPerStep; numbers that there are none of are missing.
     */
    public Table table() {
        List<Summary> lines = summaries();
        Table table = Table.create(about.text());
        for (String name : lines.get(0).entry().columns().keySet()) {
            table.addColumns(StringColumn.create(
                    name, lines.stream().map(line -> line.entry().columns().get(name))));
        }
        String main = Headings.key(about.measure());
        int decimals = Headings.decimals(about.measure());
        table.addColumns(
                StringColumn.create(
                        "recipe", lines.stream().map(line -> line.entry().recipe())),
                IntColumn.create(
                        "parameters",
                        lines.stream().mapToInt(Summary::parameters).toArray()));
        if (!about.samples().isEmpty()) {
            table.addColumns(LongColumn.create(
                    MACS, lines.stream().mapToLong(Summary::macsPerPoint).toArray()));
        }
        table.addColumns(
                IntColumn.create("fits", lines.stream().mapToInt(Summary::fits).toArray()),
                IntColumn.create(
                        "diverged", lines.stream().mapToInt(Summary::diverged).toArray()),
                column(main, lines, Summary::score, decimals),
                column(main + DEVIATION, lines, Summary::deviation, decimals),
                column(main + BEST, lines, Summary::best, decimals),
                column(main + BEST + DEVIATION, lines, Summary::bestDeviation, decimals));
        List<Measure> further = further();
        for (int i = 0; i < further.size(); i++) {
            int score = i;
            Measure measure = further.get(i);
            table.addColumns(column(
                    Headings.key(measure),
                    lines,
                    line -> line.further().get(score).value(),
                    Headings.decimals(measure)));
        }
        table.addColumns(
                column("seconds", lines, Summary::seconds, 1),
                column("secondsPerStep", lines, Summary::secondsPerStep, 5));
        return table;
    }

    /**
     * The summaries as a table for people, no wider than a terminal, without the columns that say nothing; below it what
     * other reconstructions reach, where there are any.
     */
    public String text() {
        StringBuilder text = new StringBuilder(new StudyTable(about.measure(), further(), summaries()).text());
        String lead = System.lineSeparator() + "to compare: ";
        for (Score baseline : baselines()) {
            text.append(lead).append(baseline).append(System.lineSeparator());
            lead = " ".repeat("to compare: ".length());
        }
        return text.toString();
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

    /** The report as JSON data: what was fitted, the summaries and every fit with its settings. */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>(about.data());
        data.put("summary", summaries().stream().map(this::line).toList());
        List<Score> baselines = baselines();
        if (!baselines.isEmpty()) {
            data.put(
                    "baselines", baselines.stream().map(SignalRecord.Scored::of).toList());
        }
        data.put("fits", trials.stream().map(this::line).toList());
        return data;
    }

    private Map<String, Object> line(Summary summary) {
        String main = Headings.key(about.measure());
        Map<String, Object> line = new LinkedHashMap<>(summary.entry().columns());
        line.put("recipe", summary.entry().recipe());
        line.put("parameters", summary.parameters());
        if (!about.samples().isEmpty()) {
            line.put(MACS, summary.macsPerPoint());
        }
        line.put("fits", summary.fits());
        line.put("diverged", summary.diverged());
        line.put(main, orNull(summary.score()));
        line.put(main + DEVIATION, orNull(summary.deviation()));
        line.put(main + BEST, orNull(summary.best()));
        line.put(main + BEST + DEVIATION, orNull(summary.bestDeviation()));
        summary.further().forEach(score -> line.put(Headings.key(score.measure()), orNull(score.value())));
        line.put("seconds", orNull(summary.seconds()));
        line.put("secondsPerStep", orNull(summary.secondsPerStep()));
        return line;
    }

    private Map<String, Object> line(StudyFit trial) {
        String main = Headings.key(about.measure());
        Map<String, Object> line = new LinkedHashMap<>(trial.entry().columns());
        line.put("recipe", trial.entry().recipe());
        trial.entry().from().ifPresent(from -> line.put("from", from));
        line.put("seed", trial.seed());
        line.put("folder", trial.folder());
        line.put("diverged", trial.result().isEmpty());
        line.put(main, orNull(trial, result -> result.mainScore().value()));
        line.put(main + BEST, orNull(trial, RunRecord::best));
        further()
                .forEach(measure ->
                        line.put(Headings.key(measure), orNull(trial, result -> StudyFit.score(result, measure))));
        line.put("seconds", orNull(trial, RunRecord::seconds));
        line.put("settings", trial.entry().seeded(trial.seed()).settings());
        return line;
    }

    private static Double orNull(StudyFit trial, ToDoubleFunction<RunRecord> value) {
        return trial.result().isEmpty()
                ? null
                : orNull(value.applyAsDouble(trial.result().get()));
    }

    /** JSON has no word for what is no number. */
    private static Double orNull(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
