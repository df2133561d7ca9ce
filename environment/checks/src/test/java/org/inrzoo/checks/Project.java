package org.inrzoo.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's files. */
final class Project {

    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private Project() {}

    /** The Java sources below a folder of the project. */
    static List<Path> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
