package org.inrzoo.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.inrzoo.option.Nearest;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;
import org.inrzoo.option.Quoted;
import org.inrzoo.signal.Signal;

/** All objectives by name: those of all {@link ObjectiveKind}s on the class path. */
public final class ObjectiveKinds {

    private static final Map<String, ObjectiveKind> KINDS = new TreeMap<>();

    static {
        for (ObjectiveKind kind : ServiceLoader.load(ObjectiveKind.class, ObjectiveKinds.class.getClassLoader())) {
            KINDS.put(kind.name(), kind);
        }
    }

    private ObjectiveKinds() {}

    /** All objectives with their usual options, by name. */
    public static List<ObjectiveKind> all() {
        return List.copyOf(KINDS.values());
    }

    /**
     * An objective, such as {@code ct:views=100,noise=1e5}.
     *
     * @param text its name, and behind a colon options, key=value, separated by commas
     * @throws OptionException when there is no such objective or option, or the value is not allowed
     */
    public static ObjectiveKind parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        Map<String, String> options = new LinkedHashMap<>();
        if (colon >= 0) {
            for (String option : text.substring(colon + 1).split(",")) {
                int equals = option.indexOf('=');
                if (equals < 1) {
                    throw new OptionException("an objective is NAME or NAME:key=value,key=value, and "
                            + Quoted.of(option) + " is no key=value");
                }
                options.put(option.substring(0, equals).trim(), option.substring(equals + 1));
            }
        }
        return of(name, options);
    }

    /**
     * An objective with some of its options changed.
     *
     * @throws OptionException when there is no such objective or option, or the value is not allowed
     */
    public static ObjectiveKind of(String name, Map<String, ?> options) {
        ObjectiveKind kind = KINDS.get(name);
        if (kind == null) {
            throw new OptionException("unknown objective " + Quoted.of(name) + "; "
                    + Nearest.hint(name, KINDS.keySet(), "there are: " + String.join(", ", KINDS.keySet())));
        }
        for (Map.Entry<String, ?> option : options.entrySet()) {
            if (!Options.has(((Record) kind).getClass(), option.getKey())) {
                List<String> names = List.copyOf(options(kind).keySet());
                throw new OptionException("the objective '" + name + "' has no option " + Quoted.of(option.getKey())
                        + "; "
                        + (names.isEmpty()
                                ? "it has none"
                                : Nearest.hint(option.getKey(), names, "it has: " + String.join(", ", names))));
            }
            kind = (ObjectiveKind) Options.with((Record) kind, option.getKey(), option.getValue());
        }
        return kind;
    }

    /** Name to value of an objective's options. */
    public static Map<String, Object> options(ObjectiveKind kind) {
        return Options.values((Record) kind);
    }

    /**
     * Checks that a signal can be observed like this.
     *
     * @throws OptionException when it cannot; says why
     */
    public static void require(ObjectiveKind kind, Signal signal) {
        kind.refusal(signal).ifPresent(why -> {
            throw new OptionException("the objective '" + kind.name() + "' is not for " + signal.name() + ": " + why);
        });
    }
}
