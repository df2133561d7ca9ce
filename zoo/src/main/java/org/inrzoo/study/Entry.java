package org.inrzoo.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.option.OptionException;

/**
 * One line of a study: a model with its settings, fitted once for every seed.
 *
 * @param label what it is called in tables and charts; no two entries share one
 * @param columns what tells it from the others: column of the table to its text
 * @param variant the model with all its settings
 */
public record Entry(String label, Map<String, String> columns, Variant variant) {

    /**
     * The model that a text such as {@code relu} or {@code relu:rate=1e-3:width=128} names.
     *
     * @throws OptionException when it names none; says how entries are written
     */
    public static Entry parse(String text) {
        String[] parts = text.split(":", -1);
        Variant variant = Registry.get(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            String[] setting = parts[i].split("=", 2);
            if (setting.length != 2) {
                throw new OptionException("'" + text + "' is no model with settings; they are written NAME:key=value,"
                        + " such as relu:rate=1e-3");
            }
            variant = variant.with(setting[0], setting[1]);
        }
        return new Entry(text, Map.of("model", text), variant);
    }

    /**
     * The models that some texts name, each with those shared settings that it has; its own settings win.
     *
     * @throws OptionException when a text names no model, one is named twice, or a setting belongs to none of them
     */
    public static List<Entry> parse(List<String> texts, Map<String, ?> shared) {
        List<Entry> entries = texts.stream().map(Entry::parse).toList();
        if (entries.stream().map(Entry::label).distinct().count() < entries.size()) {
            throw new OptionException("a model is named twice in " + String.join(",", texts)
                    + "; settings of its own tell one from the other, such as relu,relu:rate=1e-3");
        }
        for (String key : shared.keySet()) {
            if (entries.stream().noneMatch(entry -> entry.variant.settings().containsKey(key))) {
                throw new OptionException("none of " + String.join(", ", texts) + " has an option '" + key + "'");
            }
        }
        return entries.stream().map(entry -> entry.sharing(shared)).toList();
    }

    private Entry sharing(Map<String, ?> shared) {
        Variant changed = variant;
        for (Map.Entry<String, ?> setting : shared.entrySet()) {
            boolean inLabel = label.contains(":" + setting.getKey() + "=");
            if (!inLabel && variant.settings().containsKey(setting.getKey())) {
                changed = changed.with(setting.getKey(), setting.getValue());
            }
        }
        return new Entry(label, columns, changed);
    }

    /**
     * A model under every combination of the values of some settings.
     *
     * @param values setting to its values; those with several are swept and get a column; with none, the
     *     one entry is called by the model
     * @throws OptionException when a setting or value is not the model's, or a value is named twice
     */
    public static List<Entry> grid(Variant variant, Map<String, List<String>> values) {
        if (values.values().stream().allMatch(list -> list.size() == 1)) {
            Variant changed = variant;
            for (Map.Entry<String, List<String>> setting : values.entrySet()) {
                changed = changed.with(setting.getKey(), setting.getValue().get(0));
            }
            return List.of(new Entry(variant.name(), Map.of("model", variant.name()), changed));
        }
        List<Entry> entries = List.of(new Entry("", Map.of(), variant));
        for (Map.Entry<String, List<String>> setting : values.entrySet()) {
            if (setting.getValue().stream().distinct().count()
                    < setting.getValue().size()) {
                throw new OptionException("a value of '" + setting.getKey() + "' is named twice in "
                        + String.join(",", setting.getValue()));
            }
            entries = entries.stream()
                    .flatMap(entry -> setting.getValue().stream()
                            .map(value -> entry.with(
                                    setting.getKey(), value, setting.getValue().size() > 1)))
                    .toList();
        }
        return entries;
    }

    private Entry with(String key, String value, boolean swept) {
        Variant changed = variant.with(key, value);
        if (!swept) {
            return new Entry(label, columns, changed);
        }
        Map<String, String> more = new LinkedHashMap<>(columns);
        more.put(key, value);
        return new Entry((label + " " + key + "=" + value).trim(), more, changed);
    }

    /** The label as part of a folder's name. */
    String folder() {
        return label.replaceAll("[^A-Za-z0-9.=+-]", "-");
    }
}
