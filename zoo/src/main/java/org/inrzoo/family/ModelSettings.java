package org.inrzoo.family;

import java.util.Map;
import java.util.stream.Collectors;
import org.inrzoo.option.Nearest;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;
import org.inrzoo.option.Quoted;

/** What models of every kind do alike with their settings: the network's options and the recipe's. */
public final class ModelSettings {

    private ModelSettings() {}

    /** Name to value of the network's options, then of the recipe's. */
    public static Map<String, Object> of(Record network, Record recipe) {
        Map<String, Object> settings = Options.values(network);
        settings.putAll(Options.values(recipe));
        return settings;
    }

    /**
     * A model in one line: its name, and behind it what is set otherwise than usual, such as {@code siren[width=128, steps=300]}.
     *
     * @param settings the model's
     * @param usual those it is registered with; empty where it is not
     */
    public static String text(String name, Map<String, Object> settings, Map<String, Object> usual) {
        String changed = settings.entrySet().stream()
                .filter(setting -> usual.containsKey(setting.getKey())
                        && !setting.getValue().equals(usual.get(setting.getKey())))
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(", "));
        return changed.isEmpty() ? name : name + "[" + changed + "]";
    }

    /** That a model has no such option; names the likely one, or those that it has. */
    public static OptionException unknown(String key, String name, Record network, Record recipe) {
        return new OptionException("unknown option " + Quoted.of(key) + " of " + name + "; "
                + Nearest.hint(
                        key,
                        of(network, recipe).keySet(),
                        "the model has "
                                + String.join(", ", Options.values(network).keySet()) + "; the recipe has "
                                + String.join(", ", Options.values(recipe).keySet())));
    }
}
