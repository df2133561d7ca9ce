package org.inrzoo.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Records in JSON that ship with the zoo, in its jar or beside its classes. */
public final class Shipped {

    private Shipped() {}

    /**
     * The records below a folder, by the names of their files, with those of the folders in it.
     *
     * @param near a class of the package that the folder lies in
     * @param folder its name; a folder that is not there has no records
     * @param ending of the names of the records' files
     */
    public static <T> List<T> records(Class<?> near, String folder, String ending, Class<T> type) {
        URL url = near.getResource(folder);
        if (url == null) {
            return List.of();
        }
        try {
            URI uri = url.toURI();
            if (!uri.getScheme().equals("jar")) {
                return read(Path.of(uri), ending, type);
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return read(jar.provider().getPath(uri), ending, type);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the shipped folder '" + folder + "'", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> List<T> read(Path folder, String ending, Class<T> type) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted(Comparator.comparing(file -> file.toString()))
                    .map(file -> parse(file, type))
                    .toList();
        }
    }

    private static <T> T parse(Path file, Class<T> type) {
        try {
            return Json.read(Files.readString(file), type, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the shipped file '" + file + "'", e);
        }
    }
}
