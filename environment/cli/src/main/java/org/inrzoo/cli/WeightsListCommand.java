package org.inrzoo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inrzoo.Zoo;
import org.inrzoo.io.Json;
import org.inrzoo.weights.WeightsEntry;
import org.inrzoo.weights.WeightsShelves;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "list", description = "Lists weights; of one alone, its card.", mixinStandardHelpOptions = true)
final class WeightsListCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "GLOB",
            defaultValue = "*",
            description = "names to list, such as 'siren.*' or '*.camera64'; default all")
    private String glob;

    @Option(names = "--json", description = "print a JSON array")
    private boolean json;

    @Override
    public Integer call() {
        List<WeightsEntry> entries = Zoo.weights(glob);
        if (entries.isEmpty()) {
            throw WeightsShelves.missing(glob);
        }
        if (json) {
            System.out.println(
                    Json.line(entries.stream().map(WeightsListCommand::data).toList()));
        } else if (entries.size() == 1) {
            System.out.print(entries.get(0).text());
        } else {
            entries.forEach(WeightsListCommand::print);
        }
        return 0;
    }

    private static void print(WeightsEntry entry) {
        System.out.printf(
                Locale.ROOT,
                "%-46s %,7d kB  %12s  %s%n",
                entry.name(),
                Math.round(entry.bytes() / 1e3),
                entry.score(),
                entry.signal());
    }

    /** For programs; golden outputs and the record stand in the entry's own file, which 'weights get' copies. */
    static Map<String, Object> data(WeightsEntry entry) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", entry.name());
        data.put("model", entry.model());
        data.put("tag", entry.tag());
        data.put("kind", entry.kind());
        data.put("signal", entry.signal());
        data.put("parameters", entry.parameters());
        data.put("settings", entry.settings());
        data.put("numbers", entry.numbers());
        data.put("bytes", entry.bytes());
        data.put("sha256", entry.sha256());
        data.put("scores", entry.scores());
        data.put("licences", entry.licences());
        data.put("summary", entry.summary());
        return data;
    }
}
