package org.inrzoo.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * The zoo compiles without a warning of javac, of its check of Javadoc, or of Error Prone. Other modules have {@code -Werror} for that; here javac 17 would
 * end at its warning that the vector module is incubating, which it cannot be told to leave out.
 */
@EnabledOnJre(value = JRE.JAVA_17, disabledReason = "newer compilers find more to warn of")
class CompilerWarningsTests {

    private static final String INCUBATING = "warning: using incubating module(s): jdk.incubator.vector";

    @Test
    void theZooGivesNone(@TempDir Path folder) throws Exception {
        List<Path> sources = new ArrayList<>(Project.sources("zoo/src/main/java"));
        sources.addAll(Project.sources("zoo/src/test/java"));
        assertThat(warnings(sources, folder)).as("warnings").isEmpty();
    }

    @Test
    void whatIsWrongIsFound(@TempDir Path folder) throws Exception {
        Path source = Files.writeString(folder.resolve("Wrong.java"), """
                class Wrong {
                    java.util.List raw() { // javac's
                        return null;
                    }

                    boolean same(String one) { // Error Prone's
                        return one == "two" + one;
                    }
                }
                """);
        assertThat(warnings(List.of(source), folder))
                .anySatisfy(line -> assertThat(line).contains("[rawtypes]"))
                .anySatisfy(line -> assertThat(line).contains("[ReferenceEquality]"));
    }

    private static List<String> warnings(List<Path> sources, Path folder) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "--release",
                "17",
                "-Xlint:all,-processing,-path", // manifests of others name jars that are not there
                "-Xdoclint:all/protected,-missing",
                "-Xmaxwarns",
                "1000",
                "-XDignore.symbol.file",
                "-XDcompilePolicy=simple",
                "--should-stop=ifError=FLOW",
                System.getProperty("inrzoo.errorprone"),
                "--add-modules",
                "jdk.incubator.vector",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                folder.resolve("classes").toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        Path file = Files.write(
                folder.resolve("arguments"),
                arguments.stream()
                        .map(argument -> '"' + argument.replace("\\", "\\\\") + '"')
                        .toList());
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "javac").toString()));
        command.addAll(openings());
        command.add("@" + file);
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(code).as(() -> read(log)).isZero();
        return Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                .filter(line -> line.contains("warning: "))
                .filter(line -> !line.equals(INCUBATING))
                .collect(Collectors.toList());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What opens the compiler to Error Prone, as Maven's JVM is told too. */
    private static List<String> openings() throws IOException {
        try (Stream<String> lines = Files.lines(Project.ROOT.resolve(".mvn/jvm.config"))) {
            return lines.filter(line -> line.startsWith("--add-"))
                    .map(line -> "-J" + line.replace(' ', '='))
                    .toList();
        }
    }
}
