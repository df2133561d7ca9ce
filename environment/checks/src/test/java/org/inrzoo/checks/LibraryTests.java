package org.inrzoo.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What somebody gets who uses the zoo as a library: built once more, by a plain build in another folder, and a project beside it
 * that depends on {@code inr-zoo}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibraryTests {

    private static final String USER = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>org.example</groupId>
              <artifactId>user</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
              <dependencies>
                <dependency>
                  <groupId>org.inrzoo</groupId>
                  <artifactId>inr-zoo</artifactId>
                  <version>VERSION</version>
                </dependency>
              </dependencies>
            </project>
            """;

    private static final double MEGABYTE = 1e6;

    /** Libraries below are summed up. */
    private static final long NAMED_BYTES = 1_000_000;

    private Path copy;
    private List<Path> jars;

    @BeforeAll
    void build(@TempDir Path folder) throws Exception {
        copy = folder.resolve("another föld er");
        for (String part : List.of("datasets", "zoo", ".mvn")) {
            copy(Project.ROOT.resolve(part), copy.resolve(part));
        }
        String pom = Files.readString(Project.ROOT.resolve("pom.xml"));
        Files.writeString(
                copy.resolve("pom.xml"),
                pom.replaceFirst(
                        "(?s)<modules>.*?</modules>",
                        "<modules><module>datasets</module><module>zoo</module><module>user</module></modules>"));
        String version =
                pom.replaceFirst("(?s).*?<artifactId>inr-parent</artifactId>\\s*<version>(.*?)</version>.*", "$1");
        Files.writeString(
                Files.createDirectory(copy.resolve("user")).resolve("pom.xml"), USER.replace("VERSION", version));
        Path list = copy.resolve("classpath");
        Path log = copy.resolve("log");
        ProcessBuilder maven = new ProcessBuilder(
                        Project.ROOT.resolve("mvnw").toString(),
                        "-B",
                        "-ntp",
                        "-DskipTests",
                        "package",
                        "org.apache.maven.plugins:maven-dependency-plugin:" + dependencyPlugin(pom)
                                + ":build-classpath",
                        "-DincludeScope=runtime",
                        "-Dmdep.outputFile=" + list)
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        assertThat(maven.start().waitFor()).as(() -> read(log)).isZero();
        jars = Stream.of(read(list).strip().split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"datasets", "zoo"})
    void isTheSameToTheByteWhereverAndWithWhateverChecksItIsBuilt(String module) throws IOException {
        Path here = jar(Project.ROOT.resolve(module));
        Path there = jar(copy.resolve(module));
        assertThat(there.getFileName()).isEqualTo(here.getFileName());
        assertThat(there).hasSameBinaryContentAs(here);
    }

    @Test
    void hasNothingOfTheCommandLineNotebooksWeightsOrOtherEngines() {
        assertThat(jars)
                .extracting(jar -> jar.getFileName().toString())
                .anyMatch(name -> name.startsWith("inr-zoo-"))
                .anyMatch(name -> name.startsWith("nd4j-native-"))
                .noneMatch(name -> Pattern.compile(
                                "inr-(?!zoo|datasets)|inr-zoo-weights|picocli|progressbar|jeromq|pytorch|djl|onnx|deeplearning4j-nn|slf4j-(?!api)|junit")
                        .matcher(name)
                        .find());
    }

    @Test
    void computesWithExactlyOneBackend() {
        assertThat(jars)
                .extracting(jar -> jar.getFileName().toString())
                .filteredOn(name -> name.matches("nd4j-(native|cuda.*?)-\\d.*M2\\.1\\.jar"))
                .hasSize(1);
    }

    /** README names what is large; where this fails, its message is the text that belongs there. */
    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void isListedInTheReadme() throws IOException {
        List<Path> large = jars.stream()
                .filter(jar -> size(jar) >= NAMED_BYTES)
                .sorted(Comparator.comparingLong(LibraryTests::size).reversed())
                .toList();
        double all = jars.stream().mapToLong(LibraryTests::size).sum() / MEGABYTE;
        String listed = large.stream()
                .map(jar -> String.format(Locale.ROOT, "%s %.0f", name(jar), size(jar) / MEGABYTE))
                .collect(Collectors.joining(", "));
        String text = String.format(
                Locale.ROOT,
                "That is %d jars and %.0f MB on Linux x86-64; of 1 MB and more, in MB: %s.",
                jars.size(),
                all,
                listed);
        String readme = Files.readString(Project.ROOT.resolve("README.md")).replaceAll("\\s+", " ");
        assertThat(readme).contains(text);
    }

    private static String name(Path jar) {
        return jar.getFileName().toString().replaceFirst("-\\d.*", "");
    }

    private static String dependencyPlugin(String pom) {
        return pom.replaceFirst(
                "(?s).*?<artifactId>maven-dependency-plugin</artifactId>\\s*<version>(.*?)</version>.*", "$1");
    }

    private static Path jar(Path module) throws IOException {
        try (Stream<Path> files = Files.list(module.resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("inr-[a-z]+-[^a-z]*(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path relative = from.relativize(file);
                if (!relative.startsWith("target")) {
                    Path target = to.resolve(relative.toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                }
            }
        }
    }
}
