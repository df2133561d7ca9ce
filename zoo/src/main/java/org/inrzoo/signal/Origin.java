package org.inrzoo.signal;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a signal came from.
 *
 * @param kind the name of its {@link SignalKind}
 * @param source a built-in name or an absolute path
 * @param name for people
 * @param notes what a user should know about how it was read
 */
public record Origin(String kind, String source, String name, List<String> notes) {

    /** Copies the notes. */
    public Origin {
        notes = List.copyOf(notes);
    }

    /** A built-in signal. */
    public static Origin builtIn(String kind, String name) {
        return new Origin(kind, name, name, List.of());
    }

    /** A file or a folder. */
    public static Origin file(String kind, Path file, List<String> notes) {
        Path absolute = file.toAbsolutePath();
        return new Origin(
                kind, absolute.toString(), String.valueOf(absolute.normalize().getFileName()), notes);
    }
}
