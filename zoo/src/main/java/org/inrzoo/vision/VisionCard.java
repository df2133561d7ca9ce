package org.inrzoo.vision;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.inrzoo.graph.Form;
import org.inrzoo.graph.GraphNetwork;
import org.inrzoo.option.Options;

/**
 * The card of a network for pictures; its numbers are computed from its definition, for gray pictures of 28×28 and ten classes.
 *
 * @param model the network
 */
public record VisionCard(VisionModel model) {

    private static final String SIGNAL = "gray pictures of 28x28, ten classes";

    /** Trained values. */
    public int parameters() {
        return model.network().parameters(Form.TRAINING).trainable();
    }

    /** The card as data, in the order of {@link #text}. */
    public Map<String, Object> data() {
        GraphNetwork network = model.network();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("model", model.name());
        data.put("summary", model.summary());
        data.put("signal", SIGNAL);
        data.put("parameters", network.parameters(Form.TRAINING).trainable());
        data.put("deployedParameters", network.parameters(Form.DEPLOYED).size());
        data.put("macs", network.macs(Form.TRAINING));
        data.put("deployedMacs", network.macs(Form.DEPLOYED));
        data.put("paper", model.source().paper());
        data.put("place", model.source().place());
        data.put("note", model.source().note());
        data.put("controls", model.controls());
        data.put("settings", model.settings());
        data.put("stated", model.source().stated().stream().sorted().toList());
        return data;
    }

    /**
     * The card in lines to be read.
     *
     * @param allSettings whether each setting is explained in a line of its own
     */
    public String text(boolean allSettings) {
        GraphNetwork network = model.network();
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
                        network.parameters(Form.TRAINING).trainable(),
                        network.parameters(Form.DEPLOYED).size(),
                        SIGNAL));
        line(
                text,
                String.format(
                        Locale.ROOT,
                        "MACs         %,d a picture in training, forward; %,d deployed",
                        network.macs(Form.TRAINING),
                        network.macs(Form.DEPLOYED)));
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
