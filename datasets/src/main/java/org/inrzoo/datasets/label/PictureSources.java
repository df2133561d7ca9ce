package org.inrzoo.datasets.label;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.inrzoo.datasets.SignalFileException;

/** Labelled pictures by a text: those of all {@link PictureSource}s on the class path, or a folder with a folder for every class. */
public final class PictureSources {

    private PictureSources() {}

    private static final class Holder {
        private static final Map<String, PictureSource> SOURCES = load();
    }

    /** All sources, by name. */
    public static List<PictureSource> all() {
        return List.copyOf(Holder.SOURCES.values());
    }

    /**
     * The pictures that a text names.
     *
     * @param text such as {@code fashion}, {@code shapes:7}, {@code mnist:DIR} or a folder
     * @throws SignalFileException if there are none of that name, or they cannot be read
     */
    public static PictureSet read(String text) {
        int colon = text.indexOf(':');
        PictureSource source = Holder.SOURCES.get(colon < 0 ? text : text.substring(0, colon));
        if (source != null) {
            return source.read(colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1)));
        }
        if (isFolder(text)) {
            return ClassFolders.read(Path.of(text), Optional.empty());
        }
        throw new SignalFileException("there are no pictures '" + text + "'; there are: "
                + all().stream().map(PictureSource::usage).collect(Collectors.joining(", "))
                + ", or a folder with a folder of pictures for every class");
    }

    /** The terms of the pictures that a text names, where they come with their source; empty of a user's own. */
    public static Optional<String> licence(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        boolean drawn = colon >= 0 && text.substring(colon + 1).matches("-?[0-9]{1,18}");
        return Optional.ofNullable(colon < 0 || drawn ? Holder.SOURCES.get(name) : null)
                .flatMap(PictureSource::licence);
    }

    private static boolean isFolder(String text) {
        try {
            return !text.isBlank() && Files.isDirectory(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The folder that an argument names. */
    static Path folder(PictureSource source, Optional<String> argument) {
        try {
            return argument.filter(text -> !text.isBlank()).map(Path::of).orElseThrow(() -> wrong(source));
        } catch (InvalidPathException e) {
            throw wrong(source);
        }
    }

    /** The seed that an argument names; 0 where there is none. */
    static long seed(PictureSource source, Optional<String> argument) {
        String text = argument.orElse("0");
        if (!text.matches("-?[0-9]{1,18}")) {
            throw wrong(source);
        }
        return Long.parseLong(text);
    }

    static SignalFileException wrong(PictureSource source) {
        return new SignalFileException("'" + source.name() + "' is written " + source.usage());
    }

    private static Map<String, PictureSource> load() {
        Map<String, PictureSource> sources = new TreeMap<>();
        for (PictureSource source : ServiceLoader.load(PictureSource.class)) {
            if (sources.put(source.name(), source) != null) {
                throw new IllegalStateException("two sources of pictures are called '" + source.name() + "'");
            }
        }
        return sources;
    }
}
