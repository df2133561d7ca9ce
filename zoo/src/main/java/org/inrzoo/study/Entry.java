package org.inrzoo.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.family.Variant;
import org.inrzoo.option.OptionException;

/**
 * One line of a study: a model with its settings, fitted once for every seed.
 *
 * @param label what it is called in tables and charts; no two entries share one
 * @param columns what tells it from the others: column of the table to its text
 * @param model the model with all its settings
 * @param recipe the name of that of its {@linkplain ZooModel#recipes recipes} that the settings started from
 * @param from whose weights its fits go on from: the label of an entry before it, whose fit of the same seed is meant, or the folder of a
 *     run; none where weights are drawn
 */
public record Entry(String label, Map<String, String> columns, ZooModel model, String recipe, Optional<String> from) {

    /** Names a recipe among a model's own settings, as in {@code siren:recipe=chosen}. */
    private static final String RECIPE = "recipe";

    /** Names what an entry goes on from among its settings, as in {@code refconv-ds:from=ds}. */
    private static final String FROM = "from";

    private static final String SEED = "seed";

    /**
     * The model that a text such as {@code relu}, {@code relu:rate=1e-3:width=128}, {@code siren:recipe=chosen} or {@code
     * refconv-ds:from=ds} names.
     *
     * @throws OptionException when it names none; says how entries are written
     */
    public static Entry parse(String text) {
        return parse(text, Variant.PAPER);
    }

    /** The model that a text names, by this recipe where it has it, unless the text names another. */
    private static Entry parse(String text, String usual) {
        String[] parts = text.split(":", -1);
        ZooModel model = Zoo.get(parts[0]);
        String recipe = model.recipes().contains(usual) ? usual : Variant.PAPER;
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
        String from = own.remove(FROM);
        recipe = named == null ? recipe : named;
        ZooModel changed = model.withAll(model.recipeKeys(recipe)).withAll(own);
        return new Entry(text, Map.of("model", text), changed, recipe, Optional.ofNullable(from));
    }

    /** This entry going on from another's fits, or a run's folder, unless it says itself what from. */
    public Entry goingOnFrom(String other) {
        return from.isPresent() ? this : new Entry(label, columns, model, recipe, Optional.of(other));
    }

    /** The model as the function of coordinates that it is. */
    public Variant variant() {
        return model.variant();
    }

    /** The seed of its first fit. */
    long seed() {
        return ((Number) model.settings().get(SEED)).longValue();
    }

    /** Its model with another seed. */
    ZooModel seeded(long seed) {
        return model.with(SEED, seed);
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
        if (entries.stream().noneMatch(entry -> entry.model.recipes().contains(recipe))) {
            entries.get(0).model.recipeKeys(recipe); // says which there are
        }
        for (String key : shared.keySet()) {
            if (entries.stream().noneMatch(entry -> entry.model.settings().containsKey(key))) {
                throw new OptionException("none of " + String.join(", ", texts) + " has an option '" + key + "'");
            }
        }
        return entries.stream().map(entry -> entry.sharing(shared)).toList();
    }

    private Entry sharing(Map<String, ?> shared) {
        ZooModel changed = model;
        for (Map.Entry<String, ?> setting : shared.entrySet()) {
            boolean inLabel = label.contains(":" + setting.getKey() + "=");
            if (!inLabel && model.settings().containsKey(setting.getKey())) {
                changed = changed.with(setting.getKey(), setting.getValue());
            }
        }
        return new Entry(label, columns, changed, recipe, from);
    }

    /**
     * A model under every combination of the values of some settings.
     *
     * @param recipe the name of the recipe from which the settings start
     * @param values setting to its values; those with several are swept and get a column; with none, the
     *     one entry is called by the model
     * @throws OptionException when a setting or value is not the model's, a value is named twice, or it has no such recipe
     */
    public static List<Entry> grid(ZooModel model, String recipe, Map<String, List<String>> values) {
        ZooModel start = model.withAll(model.recipeKeys(recipe));
        if (values.values().stream().allMatch(list -> list.size() == 1)) {
            ZooModel changed = start;
            for (Map.Entry<String, List<String>> setting : values.entrySet()) {
                changed = changed.with(setting.getKey(), setting.getValue().get(0));
            }
            return List.of(new Entry(model.name(), Map.of("model", model.name()), changed, recipe, Optional.empty()));
        }
        List<Entry> entries = List.of(new Entry("", Map.of(), start, recipe, Optional.empty()));
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
        ZooModel changed = model.with(key, value);
        if (!swept) {
            return new Entry(label, columns, changed, recipe, from);
        }
        Map<String, String> more = new LinkedHashMap<>(columns);
        more.put(key, value);
        return new Entry((label + " " + key + "=" + value).trim(), more, changed, recipe, from);
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
