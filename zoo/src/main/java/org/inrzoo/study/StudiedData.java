package org.inrzoo.study;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a study fits, as data from which another process reads the same.
 *
 * @param kind name of the {@link StudiedKind} that reads it
 * @param source what is read, as a person writes it
 * @param file the part of {@code source} that is the absolute path of a file or folder; empty where the zoo has it itself
 * @param options how it is read and observed, as JSON data that can be serialized
 */
public record StudiedData(String kind, String source, String file, Map<String, Object> options)
        implements Serializable {

    /** The place itself where it is the absolute path of a file or folder that is there; else empty. */
    public static String pathIn(String place) {
        try {
            Path path = Path.of(place);
            return path.isAbsolute() && Files.exists(path) ? place : "";
        } catch (InvalidPathException e) {
            return "";
        }
    }

    /** The file or folder that another process needs besides; none where the zoo has it itself. */
    Optional<Path> path() {
        return file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
    }

    /** The source where the file lies elsewhere. */
    String movedTo(Path elsewhere) {
        return source.replace(file, elsewhere.toString());
    }
}
