package org.inrzoo.family;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.fit.Recipe;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Nearest;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;
import org.inrzoo.option.Quoted;

/**
 * One named model: a family's record with a recipe, and where both come from.
 *
 * @param name registry name: lower case, hyphenated, family first
 * @param summary what it is, in one sentence
 * @param family the hyperparameters; also a record with options
 * @param recipe how it is fitted unless told otherwise
 * @param source the paper, and which settings are its own
 * @param signal what the network of that many parameters represents
 * @param statedParameters trainable parameters for that signal, as the paper's table or its shapes have it for the settings that the
 *     model is registered with; {@link org.inrzoo.network.ParameterLayout#trainable} counts those of any settings
 * @param chosen recipe keys, with their values, in which a recipe chosen by measurements here differs from {@code recipe};
 *     empty where there is none
 */
public record Variant(
        String name,
        String summary,
        Family family,
        Recipe recipe,
        Source source,
        SignalSize signal,
        int statedParameters,
        Map<String, Object> chosen) {

    /** The name of the recipe that a model is registered with, its source's. */
    public static final String PAPER = "paper";

    /** The name of the recipe that was chosen here, where a model has one. */
    public static final String CHOSEN = "chosen";

    private static final String OF_ANY_SIGNAL = "siren, relu-pe, fourier-features or instant-ngp";

    public Variant {
        chosen = Collections.unmodifiableMap(new LinkedHashMap<>(chosen));
    }

    /** A model with its source's recipe alone. */
    public Variant(
            String name,
            String summary,
            Family family,
            Recipe recipe,
            Source source,
            SignalSize signal,
            int statedParameters) {
        this(name, summary, family, recipe, source, signal, statedParameters, Map.of());
    }

    /** A model whose parameters are counted for a gray image. */
    public Variant(String name, String summary, Family family, Recipe recipe, Source source, int statedParameters) {
        this(name, summary, family, recipe, source, SignalSize.GRAY_IMAGE, statedParameters);
    }

    /** The hyperparameters as a record of options. */
    public Record hyperparameters() {
        return (Record) family;
    }

    /** Name to value of all hyperparameters, then of the recipe. */
    public Map<String, Object> settings() {
        return ModelSettings.of(hyperparameters(), recipe);
    }

    /**
     * This model with a chosen recipe beside its source's.
     *
     * @param keys recipe keys with their values; those that the source's recipe has as well are left out
     */
    public Variant withChosen(Map<String, Object> keys) {
        Map<String, Object> own = Options.values(recipe);
        Map<String, Object> changed = Options.values(withAll(keys).recipe);
        Map<String, Object> different = new LinkedHashMap<>(keys);
        different.keySet().removeIf(key -> changed.get(key).equals(own.get(key)));
        return new Variant(name, summary, family, recipe, source, signal, statedParameters, different);
    }

    /** The names of its recipes: {@value #PAPER}, and {@value #CHOSEN} where it has one. */
    public List<String> recipes() {
        return chosen.isEmpty() ? List.of(PAPER) : List.of(PAPER, CHOSEN);
    }

    /** The recipe that images are fitted by unless one is asked for: {@value #CHOSEN} where there is one, since it gets further. */
    public String usualRecipe() {
        return chosen.isEmpty() ? PAPER : CHOSEN;
    }

    /**
     * The keys, with their values, in which a recipe of this model differs from {@link #recipe}.
     *
     * @param name one of {@link #recipes}
     * @throws OptionException when it has none of that name; names what it has
     */
    public Map<String, Object> recipeKeys(String name) {
        if (!recipes().contains(name)) {
            throw new OptionException("unknown recipe " + Quoted.of(name) + " of " + this.name + "; "
                    + Nearest.hint(name, recipes(), "there are: " + String.join(", ", recipes())));
        }
        return name.equals(CHOSEN) ? chosen : Map.of();
    }

    /**
     * This model with one hyperparameter or recipe key changed.
     *
     * @throws OptionException when there is no such key or the value is not allowed; names what is
     */
    public Variant with(String key, Object value) {
        if (Options.has(hyperparameters().getClass(), key)) {
            return with((Family) Options.with(hyperparameters(), key, value));
        }
        if (Options.has(Recipe.class, key)) {
            return new Variant(
                    name, summary, family, Options.with(recipe, key, value), source, signal, statedParameters, chosen);
        }
        throw ModelSettings.unknown(key, name, hyperparameters(), recipe);
    }

    /** The name, and behind it what is set otherwise than in the registry, such as {@code siren[width=128, steps=300]}. */
    @Override
    public String toString() {
        return ModelSettings.text(name, settings(), Registry.settings(name));
    }

    /** This model with other hyperparameters. */
    public Variant with(Family other) {
        return new Variant(name, summary, other, recipe, source, signal, statedParameters, chosen);
    }

    /** This model with all these keys changed; see {@link #with}. */
    public Variant withAll(Map<String, ?> changes) {
        Variant result = this;
        for (Map.Entry<String, ?> change : changes.entrySet()) {
            result = result.with(change.getKey(), change.getValue());
        }
        return result;
    }

    /**
     * The model that a file's settings mean. Options younger than the file have the value that says what the zoo did
     * before they existed, see {@link org.inrzoo.option.Option#before}.
     *
     * @throws OptionException when a setting is not the model's or not allowed
     */
    public Variant restored(Map<String, ?> settings) {
        Map<String, Object> all =
                new LinkedHashMap<>(Options.before(hyperparameters().getClass()));
        all.putAll(Options.before(Recipe.class));
        all.putAll(settings);
        return withAll(all);
    }

    /** The family for an image of this size, see {@link Family#sized}. */
    public Family sized(int width, int height) {
        return family.sized(List.of(height, width));
    }

    /**
     * The network for a signal of so many samples.
     *
     * @param extent samples on every axis, in the order of the coordinates
     * @param channels values per point
     * @throws OptionException when the model is not for signals of so many axes; names models that are
     */
    public Architecture architecture(List<Integer> extent, int channels) {
        requireAxes(extent.size());
        return family.sized(extent).architecture(extent.size(), channels);
    }

    /** Whether the model is for images, among other signals; one that is counted for a video is not. */
    public boolean isForImages() {
        return signal.dimensions() <= SignalSize.GRAY_IMAGE.dimensions();
    }

    /**
     * Checks that the model is for images.
     *
     * @throws OptionException when it is not; names models that are
     */
    public void requireImages() {
        if (!isForImages()) {
            requireAxes(SignalSize.GRAY_IMAGE.dimensions());
        }
    }

    /** Models of videos are nothing else, and those that cut images into tiles are of whole images alone. */
    private void requireAxes(int axes) {
        boolean tiled = family.tiles().count() > 1;
        boolean other = !isForImages() && signal.dimensions() != axes;
        if (tiled || other) {
            throw new OptionException(name + (tiled ? " cuts images into tiles" : " is for " + signal.name())
                    + ", and this signal has " + axes + (axes == 1 ? " axis" : " axes")
                    + ": take another model, such as " + OF_ANY_SIGNAL);
        }
    }

    /** The network for an image of this size. */
    public Architecture architecture(int width, int height, int channels) {
        return sized(width, height).architecture(2, channels);
    }
}
