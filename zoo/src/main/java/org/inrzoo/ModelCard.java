package org.inrzoo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.inrzoo.family.Variant;
import org.inrzoo.layer.Architecture;
import org.inrzoo.option.Options;

/**
 * A model's card; all numbers are computed from its definition.
 *
 * @param variant the model
 */
public record ModelCard(Variant variant) {

    /** Trainable parameters for the variant's signal. */
    public int parameters() {
        return network().parameters().trainable();
    }

    /** Multiply-accumulates per point of that signal: a queried point gives one pixel of every tile. */
    public long macsPerPoint() {
        return Math.round((double) network().macsPerPoint() / variant.family().tiles().count());
    }

    private Architecture network() {
        return variant.family().architecture(variant.signal().dimensions(), variant.signal().outputs());
    }

    /** The card as data, in the order of {@link #text}. */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("model", variant.name());
        data.put("summary", variant.summary());
        data.put("signal", variant.signal().name());
        data.put("parameters", parameters());
        data.put("macsPerPoint", macsPerPoint());
        data.put("paper", variant.source().paper());
        data.put("place", variant.source().place());
        data.put("note", variant.source().note());
        data.put("settings", variant.settings());
        data.put("stated", variant.source().stated().stream().sorted().toList());
        return data;
    }

    /** The card as text: every setting with its meaning, marked by who chose it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, variant.name());
        line(text, variant.summary() + ".");
        line(text, "");
        line(text, "Paper        " + variant.source().paper());
        line(text, "Where        " + variant.source().place());
        line(text, String.format("Parameters   %,d for %s", parameters(), variant.signal().name()));
        line(text, String.format("MACs         %,d per point", macsPerPoint()));
        line(text, "");
        settings(text, "Architecture", variant.hyperparameters());
        line(text, "");
        settings(text, "Recipe", variant.recipe());
        line(text, "");
        line(text, variant.source().note());
        return text.toString();
    }

    private void settings(StringBuilder text, String title, Record record) {
        line(text, title);
        Map<String, String> meanings = Options.meanings(record.getClass());
        Options.values(record).forEach((key, value) -> line(text, String.format("  %-16s %-16s %-7s %s; %s",
                key, value, variant.source().stated().contains(key) ? "paper" : "chosen", meanings.get(key),
                Options.allowed(record.getClass(), key))));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
