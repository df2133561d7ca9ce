package org.inrzoo.launcher;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machine and the user's settings.
 *
 * @param system the operating system's name, as Java has it
 * @param environment the environment variables
 */
record Host(String system, Map<String, String> environment) {

    static Host here() {
        return new Host(System.getProperty("os.name"), System.getenv());
    }

    boolean isWindows() {
        return system.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    boolean isMac() {
        return system.startsWith("Mac");
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Whether a page can be opened in a browser here. */
    boolean hasDisplay() {
        return isWindows()
                || isMac()
                || variable("DISPLAY").isPresent()
                || variable("WAYLAND_DISPLAY").isPresent();
    }

    /** A program of this name on the path. */
    Optional<Path> find(String program) {
        List<String> names =
                isWindows() ? List.of(program + ".exe", program + ".cmd", program + ".bat") : List.of(program);
        return Arrays.stream(variable("PATH").orElse("").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> names.stream().flatMap(name -> path(folder, name)))
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                .findFirst();
    }

    /** No file for what is no path, such as a quote in Windows' variable. */
    private static Stream<Path> path(String folder, String name) {
        try {
            return Stream.of(Path.of(folder, name));
        } catch (java.nio.file.InvalidPathException e) {
            return Stream.empty();
        }
    }
}
