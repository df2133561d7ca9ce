package org.inrzoo.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.inrzoo.option.Nearest;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;
import org.inrzoo.option.Quoted;

/** All kinds of signals by name: those of all {@link SignalKind}s on the class path. */
public final class SignalKinds {

    private static final Map<String, SignalKind> KINDS = new TreeMap<>();

    static {
        for (SignalKind kind : ServiceLoader.load(SignalKind.class, SignalKinds.class.getClassLoader())) {
            KINDS.put(kind.name(), kind);
        }
    }

    private SignalKinds() {}

    /** All kinds, by name. */
    public static List<SignalKind> all() {
        return List.copyOf(KINDS.values());
    }

    /**
     * The kind of a name.
     *
     * @throws OptionException when there is none; names those there are
     */
    public static SignalKind named(String name) {
        SignalKind kind = KINDS.get(name);
        if (kind == null) {
            throw new OptionException("unknown kind of signal " + Quoted.of(name) + "; "
                    + Nearest.hint(name, KINDS.keySet(), "there are: " + String.join(", ", KINDS.keySet())));
        }
        return kind;
    }

    /**
     * Reads a signal, such as {@code audio:song.wav}.
     *
     * @param text the kind's name, a colon, and a built-in name or a file; without a source the kind's first example
     * @param options of reading, such as {@code seconds}
     * @throws OptionException when there is no such kind, built-in signal or option
     * @throws org.inrzoo.datasets.SignalFileException when a file cannot be read
     */
    public static Signal read(String text, Map<String, ?> options) {
        int colon = text.indexOf(':');
        SignalKind kind = named(colon < 0 ? text : text.substring(0, colon));
        String source = colon < 0 ? kind.examples().get(0) : text.substring(colon + 1);
        if (source.isBlank()) {
            throw new OptionException("a signal is KIND:SOURCE, such as " + kind.name() + ":"
                    + kind.examples().get(0) + ", and " + Quoted.of(text) + " has no source");
        }
        return kind.read(source, reading(kind, options));
    }

    /** Reads a signal with the usual options; see {@link #read(String, Map)}. */
    public static Signal read(String text) {
        return read(text, Map.of());
    }

    /**
     * The options of reading, some of them changed.
     *
     * @throws OptionException when a kind has no such option, or the value is not allowed
     */
    public static Record reading(SignalKind kind, Map<String, ?> options) {
        Record reading = kind.reading();
        List<String> names = new ArrayList<>(Options.values(reading).keySet());
        for (Map.Entry<String, ?> option : options.entrySet()) {
            if (!names.contains(option.getKey())) {
                throw new OptionException("signals of kind '" + kind.name() + "' have no option "
                        + Quoted.of(option.getKey()) + "; "
                        + Nearest.hint(option.getKey(), names, "they have: " + String.join(", ", names)));
            }
            reading = Options.with(reading, option.getKey(), option.getValue());
        }
        return reading;
    }
}
