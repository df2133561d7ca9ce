package org.inrzoo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.inrzoo.ModelCard;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.io.Json;
import org.inrzoo.option.Nearest;
import org.inrzoo.option.OptionException;
import org.inrzoo.vision.VisionCard;
import org.inrzoo.vision.VisionModels;
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
        List<ModelCard> cards = Zoo.list(glob).stream().map(ZooModel::card).toList();
        List<VisionCard> vision =
                VisionModels.list(glob).stream().map(VisionCard::new).toList();
        if (cards.isEmpty() && vision.isEmpty()) {
            throw new OptionException("no model is called '" + glob + "'; " + hint());
        }
        if (json) {
            System.out.println(Json.line(Stream.concat(
                            cards.stream().map(ListCommand::entry),
                            vision.stream().map(ListCommand::entry))
                    .toList()));
            return 0;
        }
        for (ModelCard card : cards) {
            line(card.variant().name(), card.parameters(), card.variant().summary());
        }
        for (VisionCard card : vision) {
            line(card.model().name(), card.parameters(), card.model().summary());
        }
        return 0;
    }

    private static void line(String name, int parameters, String summary) {
        System.out.printf(Locale.ROOT, "%-30s %,10d parameters  %s%n", name, parameters, summary);
    }

    private String hint() {
        for (String wider : List.of(glob + "*", "*" + glob + "*")) {
            int count = Zoo.list(wider).size() + VisionModels.list(wider).size();
            if (count > 0) {
                return "inrzoo list '" + wider + "' finds " + count;
            }
        }
        return Nearest.hint(glob, Zoo.list().stream().map(ZooModel::name).toList(), "'inrzoo list' shows all");
    }

    private static Map<String, Object> entry(ModelCard card) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("model", card.variant().name());
        entry.put("summary", card.variant().summary());
        entry.put("parameters", card.parameters());
        entry.put("macsPerPoint", card.macsPerPoint());
        return entry;
    }

    private static Map<String, Object> entry(VisionCard card) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("model", card.model().name());
        entry.put("summary", card.model().summary());
        entry.put("parameters", card.parameters());
        entry.put("macsPerPicture", card.data().get("macs"));
        return entry;
    }
}
