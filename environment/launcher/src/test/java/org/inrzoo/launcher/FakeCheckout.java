package org.inrzoo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A project with the real launcher and scripts, whose zoo is one class and whose Maven is a script. */
final class FakeCheckout {

    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();

    /** What the scripts call besides the JDK. */
    private static final List<String> TOOLS = List.of(
            "sh",
            "bash",
            "dash",
            "sed",
            "dirname",
            "readlink",
            "mkdir",
            "mv",
            "rm",
            "id",
            "locale",
            "grep",
            "uname",
            "cat",
            "cp",
            "head",
            "sleep",
            "touch");

    private static final String MAIN = """
            package org.inrzoo.cli;
            class Main {
                public static void main(String[] arguments) throws Exception {
                    for (String argument : arguments) {
                        System.out.println("<" + argument + ">");
                    }
                    System.out.println(System.getProperty("inrzoo.project") + " " + Runtime.getRuntime().maxMemory() / (1 << 20));
                    System.out.println(Class.forName("jdk.incubator.vector.FloatVector").getSimpleName());
                    System.out.println(Main.class.getProtectionDomain().getCodeSource().getLocation().getPath());
                    System.exit(arguments.length > 0 && arguments[0].equals("fail") ? 7 : 0);
                }
            }
            """;

    private static final String MAVEN = """
            #!/bin/sh
            if [ -n "$FAKE_LOG" ]; then printf "$FAKE_LOG"; exit 1; fi
            target=target
            for word in "$@"; do
              case $word in
                -Dmdep.outputFile=*) found=${word#*=} ;;
                -Dinrzoo.target=*) target=${word#*=} ;;
              esac
            done
            class=org/inrzoo/cli/Main.class
            classes=environment/cli/$target/classes
            mkdir -p "$classes/org/inrzoo/cli" ../repository/lib/1
            # As Maven does, what is there and newer than its source is left alone, be it whole or not.
            if [ ! -f "$classes/$class" ]; then
              if [ -n "$FAKE_SLOW" ]; then
                sleep 0.1
                head -c 100 "main/$class" > "$classes/$class"
                sleep 0.3
              fi
              cp "main/$class" "$classes/$class"
            fi
            touch ../repository/lib/1/lib.jar
            (cd ../repository/lib/1; printf %s "$PWD/lib.jar") > "$found"
            echo built >> builds
            """;

    /** How a program ended. */
    record Ended(int code, String output) {

        List<String> lines() {
            return output.lines().toList();
        }
    }

    private static Path compiled;

    private final Path root;
    private final Path bin;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private FakeCheckout(Path root, Path bin) {
        this.root = root;
        this.bin = bin;
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PATH", bin.toString());
        environment.put("LC_ALL", "C.UTF-8");
    }

    /**
     * @param parent where it is made
     * @param name of its folder
     */
    static FakeCheckout in(Path parent, String name) throws IOException {
        Path root = Files.createDirectories(parent.resolve(name));
        for (String part : List.of("datasets", "zoo", "weights", "environment/site", "environment/cli")) {
            Files.createDirectories(root.resolve(part).resolve("src/main"));
            Files.writeString(root.resolve(part).resolve("pom.xml"), "");
        }
        Files.writeString(root.resolve("pom.xml"), "");
        Files.createDirectories(root.resolve("zoo/results"));
        Files.createDirectories(root.resolve("zoo/signal-results"));
        Files.createDirectories(root.resolve("environment"));
        Files.copy(PROJECT.resolve("environment/inrzoo"), root.resolve("environment/inrzoo"));
        Trees.copy(
                PROJECT.resolve("environment/launcher/src/main"),
                Files.createDirectories(root.resolve("environment/launcher/src"))
                        .resolve("main"));
        Trees.copy(compiled().resolve("main"), root.resolve("main"));
        Trees.copy(
                compiled().resolve("launcher"),
                Files.createDirectories(root.resolve("environment/target")).resolve("launcher"));
        Path bin = Files.createDirectories(parent.resolve("bin"));
        for (String tool : TOOLS) {
            Path there = Path.of("/usr/bin", tool);
            if (Files.exists(there) && !Files.exists(bin.resolve(tool))) {
                Files.createSymbolicLink(bin.resolve(tool), there);
            }
        }
        FakeCheckout made = new FakeCheckout(root, bin);
        made.program("mvn", MAVEN);
        return made;
    }

    /** The class that stands for the zoo, and the launcher, compiled once for all. */
    private static synchronized Path compiled() throws IOException {
        if (compiled == null) {
            compiled = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "fake-checkout")
                    .toAbsolutePath();
            Path source = Files.writeString(compiled.resolve("Main.java"), MAIN);
            javac(Files.createDirectory(compiled.resolve("main")), List.of(source));
            try (Stream<Path> sources =
                    Files.list(PROJECT.resolve("environment/launcher/src/main/java/org/inrzoo/launcher"))) {
                javac(Files.createDirectory(compiled.resolve("launcher")), sources.toList());
            }
        }
        return compiled;
    }

    private static void javac(Path classes, List<Path> sources) {
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    Path root() {
        return root;
    }

    /** Puts a program on the path. */
    FakeCheckout program(String name, String script) throws IOException {
        Path file = Files.writeString(bin.resolve(name), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    /** Takes a program from the path. */
    FakeCheckout without(String name) throws IOException {
        Files.delete(bin.resolve(name));
        return this;
    }

    FakeCheckout set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    FakeCheckout unset(String variable) {
        environment.remove(variable);
        return this;
    }

    /** Makes a file newer than everything built so far. */
    void touch(String file) throws IOException {
        Files.setLastModifiedTime(
                root.resolve(file), FileTime.from(Instant.now().plusSeconds(2)));
    }

    /** How often its Maven has built it. */
    long builds() throws IOException {
        return Files.exists(root.resolve("builds"))
                ? Files.readAllLines(root.resolve("builds")).size()
                : 0;
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        return runBy(List.of(root.resolve("environment/inrzoo").toString()), arguments);
    }

    /** Starts the script, and kills it and all that it has started after some time. */
    void kill(long afterMilliseconds, String... arguments) throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of(root.resolve("environment/inrzoo").toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.waitFor(afterMilliseconds, TimeUnit.MILLISECONDS);
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly().waitFor();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** Runs the script as it is called by {@code command}. */
    Ended runBy(List<String> command, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of(arguments));
        Path log = Files.createTempFile(bin.getParent(), "run", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    }
}
