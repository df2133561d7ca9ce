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
 * @param recipe the name of that of its {@linkplain Variant#recipes recipes} that the settings started from
 */
public record Entry(String label, Map<String, String> columns, Variant variant, String recipe) {

    /** Names a recipe among a model's own settings, as in {@code siren:recipe=chosen}. */
    private static final String RECIPE = "recipe";

    /**
     * The model that a text such as {@code relu}, {@code relu:rate=1e-3:width=128} or {@code siren:recipe=chosen} names.
     *
     * @throws OptionException when it names none; says how entries are written
     */
    public static Entry parse(String text) {
        return parse(text, Variant.PAPER);
    }

    /** The model that a text names, by this recipe where it has it, unless the text names another. */
    private static Entry parse(String text, String usual) {
        String[] parts = text.split(":", -1);
        Variant variant = Registry.get(parts[0]);
        String recipe = variant.recipes().contains(usual) ? usual : Variant.PAPER;
        Map<String, String> own = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] setting = parts[i].split("=", 2);
            if (setting.length != 2) {
                throw new OptionException("'" + text + "' is no model with settings; they are written NAME:key=value,"
                        + " such as relu:rate=1e-3");
            }
            own.put(setting[0], setting[1]);
        }
        String named = own.remove(RECIPE);
        recipe = named == null ? recipe : named;
        return new Entry(
                text,
                Map.of("model", text),
                variant.withAll(variant.recipeKeys(recipe)).withAll(own),
                recipe);
    }

    /** The models that some texts name, by their papers' recipes; see {@link #parse(List, Map, String)}. */
    public static List<Entry> parse(List<String> texts, Map<String, ?> shared) {
        return parse(texts, shared, Variant.PAPER);
    }

    /**
     * The models that some texts name, each with those shared settings that it has; its own settings win.
     *
     * @param recipe from which the settings start; a model that has none of this name keeps its paper's
     * @throws OptionException when a text names no model, one is named twice, or a setting or the recipe belongs to none of them
     */
    public static List<Entry> parse(List<String> texts, Map<String, ?> shared, String recipe) {
        List<Entry> entries = texts.stream().map(text -> parse(text, recipe)).toList();
        if (entries.stream().map(Entry::label).distinct().count() < entries.size()) {
            throw new OptionException("a model is named twice in " + String.join(",", texts)
                    + "; settings of its own tell one from the other, such as relu,relu:rate=1e-3");
        }
        if (entries.stream().noneMatch(entry -> entry.variant.recipes().contains(recipe))) {
            entries.get(0).variant.recipeKeys(recipe); // says which there are
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
        return new Entry(label, columns, changed, recipe);
    }

    /**
     * A model under every combination of the values of some settings.
     *
     * @param recipe the name of the recipe from which the settings start
     * @param values setting to its values; those with several are swept and get a column; with none, the
     *     one entry is called by the model
     * @throws OptionException when a setting or value is not the model's, a value is named twice, or it has no such recipe
     */
    public static List<Entry> grid(Variant variant, String recipe, Map<String, List<String>> values) {
        Variant start = variant.withAll(variant.recipeKeys(recipe));
        if (values.values().stream().allMatch(list -> list.size() == 1)) {
            Variant changed = start;
            for (Map.Entry<String, List<String>> setting : values.entrySet()) {
                changed = changed.with(setting.getKey(), setting.getValue().get(0));
            }
            return List.of(new Entry(variant.name(), Map.of("model", variant.name()), changed, recipe));
        }
        List<Entry> entries = List.of(new Entry("", Map.of(), start, recipe));
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
            return new Entry(label, columns, changed, recipe);
        }
        Map<String, String> more = new LinkedHashMap<>(columns);
        more.put(key, value);
        return new Entry((label + " " + key + "=" + value).trim(), more, changed, recipe);
    }

    /** Whether it starts from another recipe than its source's. */
    boolean isOfOtherRecipe() {
        return !recipe.equals(Variant.PAPER);
    }

    /** The label as part of a folder's name. */
    String folder() {
        return label.replaceAll("[^A-Za-z0-9.=+-]", "-");
    }
}
