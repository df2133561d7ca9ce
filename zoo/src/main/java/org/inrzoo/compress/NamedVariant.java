package org.inrzoo.compress;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;

/** A model by its name and what of its settings matters when its network is drawn: what a file has to say of it. */
final class NamedVariant {

    private NamedVariant() {}

    /** What of a model's settings is not as registered, as {@code width=20:depth=5}. */
    static String settings(Variant variant) {
        Map<String, Object> usual = Registry.get(variant.name()).settings();
        Stream<String> network = Options.values(variant.hyperparameters()).keySet().stream();
        return Stream.concat(network, Stream.of("grid", "targets", "seed"))
                .filter(key -> !variant.settings().get(key).equals(usual.get(key)))
                .map(key -> key + "=" + word(variant.settings().get(key)))
                .collect(Collectors.joining(":"));
    }

    private static String word(Object value) {
        return value instanceof Enum<?> constant ? Options.word(constant) : String.valueOf(value);
    }

    /**
     * The model.
     *
     * @param settings what {@link #settings} wrote
     * @throws OptionException when there is no such model or setting
     */
    static Variant parse(String model, String settings) {
        Variant variant = Registry.get(model);
        for (String setting : settings.isEmpty() ? new String[0] : settings.split(":", -1)) {
            String[] pair = setting.split("=", 2);
            if (pair.length != 2) {
                throw new OptionException("'" + setting + "' is no setting");
            }
            variant = variant.with(pair[0], pair[1]);
        }
        return variant;
    }
}
