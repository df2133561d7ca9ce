package org.inrzoo.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program {@code inrzoo} as a process of its own, as the launcher starts it. */
final class Program {

    private static final long SECONDS = 120;
    private static final String JDK_WARNING = "WARNING: Using incubator modules";

    /** What a program that has ended leaves. */
    record Ended(int code, String out, List<String> err) {}

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts the program in a folder. */
    static Program start(Path folder, String... arguments) throws IOException {
        return start(folder, Map.of(), arguments);
    }

    /** Starts the program in a folder, with a jar of somebody else on the class path. */
    static Program startWith(Path jar, Path folder, String... arguments) throws IOException {
        return start(jar.toAbsolutePath() + File.pathSeparator + classPath(), folder, Map.of(), arguments);
    }

    /** Starts the program in a folder, with some variables of the environment. */
    static Program start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        return start(classPath(), folder, environment, arguments);
    }

    /** What lets ND4J load its native libraries on newer JDKs, which warn of it otherwise; the launcher gives it too. */
    private static List<String> ofNewerJdks() {
        return Runtime.version().feature() < 24
                ? List.of()
                : List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }

    private static Program start(String classPath, Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> call = new ArrayList<>(List.of(Main.class.getName()));
        call.addAll(List.of(arguments));
        Path out = Files.createTempFile("inrzoo", ".out");
        Path err = Files.createTempFile("inrzoo", ".err");
        ProcessBuilder builder = jvm(classPath, folder, List.of("-XX:TieredStopAtLevel=1"), call)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        return new Program(process, out, err);
    }

    /** A JVM in a folder, with options besides those that the program needs, and a class with its arguments. */
    static ProcessBuilder jvm(String classPath, Path folder, List<String> options, List<String> call) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ofNewerJdks());
        command.addAll(options);
        command.addAll(List.of(
                "--add-modules",
                "jdk.incubator.vector",
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Dorg.nd4j.log.initialization=false",
                "-cp",
                classPath));
        command.addAll(call);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("INRZOO_COMMAND"); // of a launcher that runs these tests
        return builder;
    }

    /** Runs the program to its end. */
    static Ended run(Path folder, String... arguments) throws IOException, InterruptedException {
        return start(folder, arguments).end();
    }

    /** Waits for the program's end. */
    Ended end() throws IOException, InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(
                    "the program did not end; it wrote: " + Files.readString(out) + Files.readString(err));
        }
        Ended ended = new Ended(process.exitValue(), Files.readString(out), lines(Files.readString(err)));
        Files.delete(out);
        Files.delete(err);
        return ended;
    }

    /** The lines of what a program said, without the JDK's own. */
    static List<String> lines(String told) {
        return told.lines().filter(line -> !line.startsWith(JDK_WARNING)).toList();
    }

    /** Waits until there is a file in the folder whose name ends so. */
    void awaitFile(Path folder, String suffix) throws IOException, InterruptedException {
        for (long polls = 0; process.isAlive() && polls < SECONDS * 100; polls++) {
            if (Files.isDirectory(folder) && names(folder).stream().anyMatch(name -> name.endsWith(suffix))) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("no file *" + suffix + " appeared; standard error: " + Files.readString(err));
    }

    /** The signal TERM, which the program takes like Ctrl-C. */
    void terminate() {
        process.destroy();
    }

    /** A signal by its name. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** The signal KILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** The names of a folder's files. */
    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** The tests' own, for a JVM in any folder. */
    static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
