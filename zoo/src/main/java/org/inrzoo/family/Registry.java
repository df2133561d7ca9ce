package org.inrzoo.family;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.inrzoo.option.Glob;
import org.inrzoo.option.Nearest;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Quoted;

/**
 * All models by name: those of all {@link ModelProvider}s on the class path, and those that a running program has added by
 * {@link #register}.
 */
public final class Registry {

    private static final int SUGGESTIONS = 3;

    private Registry() {}

    private static final class Holder {
        private static final Map<String, Variant> PROVIDED = load();
        private static final Map<String, Variant> MODELS = new ConcurrentSkipListMap<>(PROVIDED);
    }

    /**
     * Adds a model for as long as this process runs. One that was added under the same name before gives way, so that a
     * notebook's cell can run again.
     *
     * @throws OptionException when a provider's model has the name, or it is not lower case and hyphenated
     */
    public static void register(Variant variant) {
        String name = variant.name();
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new OptionException(
                    "a model's name is lower case and hyphenated, as in 'my-model', not '" + name + "'");
        }
        if (Holder.PROVIDED.containsKey(name)) {
            throw new OptionException("the zoo has a model '" + name + "' already; choose another name");
        }
        Holder.MODELS.put(name, variant);
    }

    /** Takes back what {@link #register} did. */
    static void remove(String name) {
        if (!Holder.PROVIDED.containsKey(name)) {
            Holder.MODELS.remove(name);
        }
    }

    /**
     * The model of this name.
     *
     * @throws OptionException when there is none; the message lists the nearest names
     */
    public static Variant get(String name) {
        Variant variant = Holder.MODELS.get(name);
        if (variant == null) {
            throw new OptionException("unknown model " + Quoted.of(name) + "; nearest: " + nearest(name));
        }
        return variant;
    }

    /** The settings of the model of this name; none where there is no such model. */
    static Map<String, Object> settings(String name) {
        Variant variant = Holder.MODELS.get(name);
        return variant == null ? Map.of() : variant.settings();
    }

    /** The models whose names match the glob ({@code *} any text, {@code ?} any letter), by name. */
    public static List<Variant> list(String glob) {
        return Holder.MODELS.values().stream()
                .filter(variant -> Glob.matches(glob, variant.name()))
                .toList();
    }

    private static Map<String, Variant> load() {
        Map<String, Variant> models = new TreeMap<>();
        for (ModelProvider provider : ServiceLoader.load(ModelProvider.class)) {
            for (Variant variant : provider.variants()) {
                if (models.put(variant.name(), variant) != null) {
                    throw new IllegalStateException("two models are called '" + variant.name()
                            + "'; the second comes from " + provider.getClass().getName());
                }
            }
        }
        return models;
    }

    private static String nearest(String name) {
        return String.join(", ", Nearest.of(name, Holder.MODELS.keySet(), SUGGESTIONS));
    }
}
