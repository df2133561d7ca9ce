package org.inrzoo.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.inrzoo.Zoo;
import org.inrzoo.study.Entry;
import org.inrzoo.study.StudyReport;
import org.inrzoo.study.Summary;
import org.inrzoo.study.SweepChart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sweep",
        description = "Fits one model under every combination of some settings: a table and a chart.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "%nExamples: inrzoo sweep siren --size 96 --steps 300 --set rate=3e-5,1e-4,3e-4",
            "          inrzoo sweep siren --signal audio:phrase --set omega0=30,300",
            "          inrzoo sweep cnn --data fashion --train 1000 --set rate=0.02,0.05"
        })
final class SweepCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "the model")
    private String name;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "fits of every combination; default ${DEFAULT-VALUE}")
    private int seeds;

    @Option(
            names = "--set",
            paramLabel = "key=value,value",
            required = true,
            description = "an option and the values it takes in turn, such as rate=1e-3,3e-3,1e-2")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    private StudyOptions options;

    @Override
    public Integer call() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        options.shorthands().forEach((key, value) -> values.put(key, List.of(String.valueOf(value))));
        settings.forEach((key, list) -> values.put(key, List.of(list.split(",", -1))));
        List<Entry> entries = Entry.grid(Zoo.get(name), options.recipe(), values);
        return options.session("sweep", entries, seeds).run(SweepChart::draw, report -> best(report, values));
    }

    /** The combination with the highest main score at the end, and a warning when it lies on the edge of what was tried. */
    private static String best(StudyReport report, Map<String, List<String>> values) {
        Optional<Summary> best = report.summaries().stream()
                .filter(line -> line.fits() > 0)
                .max(Comparator.comparingDouble(Summary::score));
        if (best.isEmpty()) {
            return "every fit diverged";
        }
        Map<String, String> columns = best.get().entry().columns();
        String edges = columns.entrySet().stream()
                .filter(column -> onEdge(column.getValue(), values.getOrDefault(column.getKey(), List.of())))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "best: %s, %s%s",
                best.get().entry().label(),
                report.about().measure().of(best.get().score()).text(),
                edges.isEmpty() ? "" : "; on the edge of the values of " + edges + ", so try further ones");
    }

    /** Whether a number is the least or the greatest of those tried. */
    private static boolean onEdge(String value, List<String> tried) {
        try {
            double number = Double.parseDouble(value);
            return tried.stream().mapToDouble(Double::parseDouble).noneMatch(other -> other < number)
                    || tried.stream().mapToDouble(Double::parseDouble).noneMatch(other -> other > number);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
