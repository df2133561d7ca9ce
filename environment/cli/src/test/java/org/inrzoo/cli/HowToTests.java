package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.inrzoo.Zoo;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.io.Safetensors;
import org.inrzoo.io.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The page HOWTO.md: what it shows is taken out of it, compiled and run, as one program in a folder of its own. */
class HowToTests {

    private static final Path PAGE = Path.of("../../zoo/HOWTO.md");

    /** What plain users do not have; its module's test runs it. */
    private static final String ELSEWHERE = ".onnx";

    /** A record or class, which jshell too makes a member of a class. */
    private static final Pattern TYPE = Pattern.compile("(?ms)^(record|class) .*?^\\}\n");

    private static final int SECONDS = 600;

    @TempDir
    private static Path folder;

    private static String output;

    /** A block of code and the heading it stands under. */
    private record Snippet(String heading, String language, String code) {

        boolean isProgram() {
            return code.contains("public class Main");
        }

        String printed() {
            return "== " + heading;
        }

        @Override
        public String toString() {
            return heading;
        }
    }

    static List<Snippet> snippets() {
        List<Snippet> snippets = new ArrayList<>();
        String heading = "the page's first lines";
        String language = null;
        StringBuilder code = new StringBuilder();
        for (String line : lines()) {
            if (line.startsWith("## ") && language == null) {
                heading = line.substring(3);
            }
            if (!line.startsWith("```")) {
                code.append(line).append('\n');
            } else if (language == null) {
                language = line.substring(3);
                code.setLength(0);
            } else {
                snippets.add(new Snippet(heading, language, code.toString()));
                language = null;
            }
        }
        return snippets;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(PAGE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Snippet> java() {
        return snippets().stream().filter(snippet -> snippet.language.equals("java") && !snippet.isProgram());
    }

    /** All snippets but the program's, one after the other, each in a block of its own behind the first. */
    @BeforeAll
    static void compileAndRun() throws IOException, InterruptedException {
        writeFiles();
        String first = java().findFirst().orElseThrow().code;
        String imports =
                first.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        StringBuilder types = new StringBuilder();
        StringBuilder body = new StringBuilder();
        first.lines()
                .filter(line -> !line.startsWith("import "))
                .forEach(line -> body.append(line).append('\n'));
        java().skip(1).forEach(snippet -> {
            body.append("System.out.println(\"").append(snippet.printed()).append("\");\n");
            TYPE.matcher(snippet.code)
                    .results()
                    .forEach(type -> types.append("public static ").append(type.group()));
            body.append(snippet.code.contains(ELSEWHERE) ? "if (arguments.length > 0) {\n" : "{\n")
                    .append(TYPE.matcher(snippet.code).replaceAll(""))
                    .append("}\n");
        });
        compile(
                "Page",
                imports + "\npublic class Page {\n" + types
                        + "public static void main(String[] arguments) throws Exception {\n" + body + "}\n}\n");
        output = run("Page", folder);
    }

    /** Writes what the snippets find in their folder. */
    private static void writeFiles() throws IOException {
        ImageIO.write(
                Datasets.image("astronaut", 80).toBufferedImage(),
                "jpg",
                folder.resolve("photo.jpg").toFile());
        Safetensors.of(
                        List.of(
                                Tensor.of("net.0.linear.weight", new float[] {1, 2, 3, 4}, 2, 2),
                                        Tensor.of("net.0.linear.bias", new float[2], 2),
                                Tensor.of("net.1.weight", new float[] {0.5f, 0.25f}, 1, 2),
                                        Tensor.of("net.1.bias", new float[1], 1)),
                        Map.of())
                .write(folder.resolve("theirs.safetensors"));
    }

    private static void compile(String name, String code) throws IOException {
        Path source = Files.writeString(folder.resolve(name + ".java"), code);
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, errors, "-cp", classPath(), "-proc:none", "-d", folder.toString(), source.toString());
        assertThat(result).as("compiling %s: %s", name, errors).isZero();
    }

    private static String run(String name, Path directory) throws IOException, InterruptedException {
        File log = folder.resolve(name + ".log").toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Xmx1g",
                        "-Djava.awt.headless=true",
                        "-cp",
                        folder + File.pathSeparator + classPath(),
                        name)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String written = Files.readString(log.toPath());
        assertThat(ended).as("%s ends; it wrote %s", name, written).isTrue();
        assertThat(process.exitValue()).as("%s wrote %s", name, written).isZero();
        return written;
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void thePageHasManySnippets() {
        assertThat(java()).hasSizeGreaterThanOrEqualTo(15);
        assertThat(snippets())
                .extracting(Snippet::heading)
                .filteredOn(heading -> heading.contains("…"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("java")
    void everySnippetRuns(Snippet snippet) {
        if (!snippet.equals(java().findFirst().orElseThrow())) {
            assertThat(output).contains(snippet.printed());
        }
    }

    @Test
    void whatTheyWriteIsThere() {
        assertThat(Stream.of("camera.safetensors", "camera.npz", "edges.png", "large.png")
                        .map(folder::resolve))
                .allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThat(output).contains("my-triangles: 64x64, gray, ").doesNotContain("SLF4J", "Exception");
    }

    @Test
    void theProgramRuns() throws IOException, InterruptedException {
        Snippet program =
                snippets().stream().filter(Snippet::isProgram).findFirst().orElseThrow();
        compile("Main", program.code);
        Path own = Files.createDirectory(folder.resolve("program"));
        assertThat(run("Main", own)).contains("step 100 of 100: ");
        assertThat(own.resolve("camera.png")).isNotEmptyFile();
    }

    @Test
    void theProjectIsAPomOfThisVersion() throws Exception {
        String pom = snippets().stream()
                .filter(snippet -> snippet.language.equals("xml"))
                .findFirst()
                .orElseThrow()
                .code;
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(pom.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("project");
        assertThat(pom) // the compiler plugin that Maven 3.8 takes by itself knows no release
                .contains("<maven.compiler.source>17<", "<maven.compiler.target>17<")
                .doesNotContain("maven.compiler.release");
        Matcher version = Pattern.compile("<artifactId>inr-parent</artifactId>\\s*<version>(.*)</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(pom).contains("<artifactId>inr-zoo</artifactId>\n      <version>" + version.group(1) + "</version>");
    }

    /** The commands between backquotes exist and have these options. */
    @Test
    void everyCommandIsOneOfTheProgram() {
        Matcher commands = Pattern.compile("`environment/inrzoo (?!jshell)([a-z]+)([^`]*)`")
                .matcher(String.join(" ", lines()));
        List<String> found = new ArrayList<>();
        while (commands.find()) {
            CommandLine command = Main.commandLine().getSubcommands().get(commands.group(1));
            assertThat(command).as("command '%s'", commands.group(1)).isNotNull();
            String second = commands.group(2).strip().split(" ")[0];
            command = command.getSubcommands().getOrDefault(second, command);
            Matcher options = Pattern.compile("--[a-z-]+").matcher(commands.group(2));
            while (options.find()) {
                assertThat(command.getCommandSpec().optionsMap()).containsKey(options.group());
            }
            found.add(commands.group(1));
        }
        assertThat(found).contains("export", "import", "fit", "sweep");
    }

    /** NumPy computes the network from its weights alone: what Java gives at the same points. */
    @Test
    void pythonComputesTheSame() throws IOException, InterruptedException {
        String program = snippets().stream()
                .filter(snippet -> snippet.language.equals("python") && !snippet.code.contains(ELSEWHERE))
                .findFirst()
                .orElseThrow()
                .code;
        assumeTrue(python("import numpy") != null, "there is no NumPy");
        String printed = python(program);
        assertThat(printed).as("what Python says").isNotNull();
        List<Double> values = Pattern.compile("-?\\d+\\.\\d+(e-?\\d+)?")
                .matcher(printed)
                .results()
                .map(result -> Double.valueOf(result.group()))
                .toList();
        float quarter = (0.25f * 63 + 0.5f)
                / 64; // a quarter of the way between the centres of the first and the last of 64 pixels
        float[] wanted = Zoo.load(folder.resolve("camera.safetensors")).at(new float[] {0.5f, quarter, 0.5f, 0.5f});
        assertThat(values).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(values.get(i)).isCloseTo(wanted[i], within(1e-5));
        }
    }

    @Test
    void allOfPythonIsPython() throws InterruptedException {
        assumeTrue(python("") != null, "there is no Python");
        assertThat(snippets().stream().filter(snippet -> snippet.language.equals("python")))
                .allSatisfy(snippet -> assertThat(python("compile('''" + snippet.code + "''', 'page', 'exec')"))
                        .isNotNull());
    }

    private static String python(String program) throws InterruptedException {
        try {
            File log = folder.resolve("python.log").toFile();
            Process python = new ProcessBuilder("python3", "-c", program)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            return python.waitFor(60, TimeUnit.SECONDS) && python.exitValue() == 0
                    ? Files.readString(log.toPath())
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
