package org.inrzoo.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.io.Json;
import org.inrzoo.option.Nearest;
import org.inrzoo.option.OptionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "list",
        description = "Lists the models, or the kinds of signals and objectives.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "GLOB",
            defaultValue = "*",
            description = "names to list, such as 'loe-*'; default all")
    private String glob;

    @Option(names = "--json", description = "print a JSON array")
    private boolean json;

    @Option(names = "--kinds", description = "list the kinds of signals and the objectives instead, with their options")
    private boolean kinds;

    @Override
    public Integer call() {
        if (kinds) {
            System.out.print(json ? Json.line(KindsList.json()) + System.lineSeparator() : KindsList.text());
            return 0;
        }
        List<ZooModel> models = Zoo.list(glob).stream()
                .sorted(Comparator.comparing(ZooModel::kind).thenComparing(ZooModel::name))
                .toList();
        if (models.isEmpty()) {
            throw new OptionException("no model is called '" + glob + "'; " + hint());
        }
        if (json) {
            System.out.println(Json.line(models.stream().map(ListCommand::entry).toList()));
            return 0;
        }
        for (ZooModel model : models) {
            System.out.printf(
                    Locale.ROOT,
                    "%-30s %,10d parameters  %s%n",
                    model.name(),
                    model.card().parameters(),
                    model.summary());
        }
        return 0;
    }

    private String hint() {
        for (String wider : List.of(glob + "*", "*" + glob + "*")) {
            int count = Zoo.list(wider).size();
            if (count > 0) {
                return "inrzoo list '" + wider + "' finds " + count;
            }
        }
        return Nearest.hint(glob, Zoo.names(), "'inrzoo list' shows all");
    }

    private static Map<String, Object> entry(ZooModel model) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("model", model.name());
        entry.put("summary", model.summary());
        entry.put("parameters", model.card().parameters());
        entry.put(
                model.isOfCoordinates() ? "macsPerPoint" : "macsPerPicture",
                model.card().macsPerPoint());
        return entry;
    }
}
