package org.inrzoo.run;

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
import org.inrzoo.io.Json;

/** The records of long fits that ship with the zoo: {@code zoo/results/FIT/result.json}. */
public final class Results {

    private static final String FOLDER = "results";

    private Results() {}

    private static final class Holder {
        private static final List<Result> ALL = load();
    }

    /** The records of a model's fits, by image, then by PSNR, best first. */
    public static List<Result> of(String model) {
        return Holder.ALL.stream().filter(result -> result.model().equals(model)).toList();
    }

    private static List<Result> load() {
        URL folder = Results.class.getResource(FOLDER);
        if (folder == null) {
            return List.of();
        }
        try {
            URI uri = folder.toURI();
            if (!uri.getScheme().equals("jar")) {
                return read(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return read(jar.provider().getPath(uri));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the shipped folder '" + FOLDER + "'", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Result> read(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().equals("result.json"))
                    .map(Results::parse)
                    .sorted(Comparator.comparing(Result::image).thenComparing(Comparator.comparing(Result::psnr).reversed()))
                    .toList();
        }
    }

    private static Result parse(Path file) {
        try {
            return Json.read(Files.readString(file), Result.class, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the shipped file '" + file + "'", e);
        }
    }
}
