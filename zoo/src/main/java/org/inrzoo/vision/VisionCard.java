package org.inrzoo.vision;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.inrzoo.ModelCard;
import org.inrzoo.ModelSize;
import org.inrzoo.family.Citation;
import org.inrzoo.option.Options;

/**
 * The card of a network for pictures; its numbers are computed from its definition, for gray pictures of 28×28 and ten classes.
 *
 * @param model the network
 */
public record VisionCard(VisionModel model) implements ModelCard {

    /** The card's {@link #text}. */
    @Override
    public String toString() {
        return text();
    }

    @Override
    public String license() {
        return "Apache-2.0, written for this project from its source";
    }

    @Override
    public Map<String, Object> data() {
        ModelSize size = size();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("model", model.name());
        data.put("summary", model.summary());
        data.put("signal", size.signal());
        data.put("parameters", size.trained());
        data.put("deployedParameters", size.deployed());
        data.put("macs", size.macs());
        data.put("deployedMacs", size.deployedMacs());
        data.put("paper", model.source().paper());
        data.put("place", model.source().place());
        data.put("note", model.source().note());
        data.put("controls", model.controls());
        data.put("settings", model.settings());
        data.put("stated", model.source().stated().stream().sorted().toList());
        data.put("licence", license());
        data.put("weights", weights());
        data.put("references", references());
        return data;
    }

    @Override
    public String text(boolean allSettings) {
        ModelSize size = size();
        StringBuilder text = new StringBuilder();
        line(text, model.name() + ": " + model.summary());
        line(text, "");
        if (!model.source().paper().isEmpty()) {
            line(text, "Paper        " + model.source().paper());
            line(text, "Where        " + model.source().place());
        }
        line(
                text,
                String.format(
                        Locale.ROOT,
                        "Parameters   %,d in training, %,d deployed, for %s",
                        size.trained(),
                        size.deployed(),
                        size.signal()));
        line(
                text,
                String.format(
                        Locale.ROOT,
                        "MACs         %,d a picture in training, forward; %,d deployed",
                        size.macs(),
                        size.deployedMacs()));
        if (!weights().isEmpty()) {
            line(text, "Weights      " + String.join(", ", weights()));
        }
        line(text, "");
        if (allSettings) {
            settings(text, "Architecture", model.hyperparameters());
            line(text, "");
            settings(text, "Recipe", model.recipe());
        } else {
            line(text, "Network      " + listed(model.hyperparameters()));
            line(text, "Recipe       " + listed(model.recipe()));
            line(text, "             * chosen here");
        }
        line(text, "");
        line(text, model.source().note());
        model.controls().forEach(control -> line(text, "Compare with " + control));
        for (Citation reference : references()) {
            line(text, "");
            reference.bibtex().lines().forEach(line -> line(text, line));
        }
        return text.toString();
    }

    private String listed(Record record) {
        return Options.values(record).entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue()
                        + (model.source().stated().contains(setting.getKey()) ? "" : "*"))
                .collect(Collectors.joining(" "));
    }

    private void settings(StringBuilder text, String title, Record record) {
        line(text, title);
        model.source().explained(record).forEach(line -> line(text, line));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
