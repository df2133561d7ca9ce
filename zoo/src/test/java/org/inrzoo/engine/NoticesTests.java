package org.inrzoo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Datasets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user's program writes by itself when it uses the zoo, which is one line at most. */
class NoticesTests {

    private static final String LINE =
            "computing with SameDiff; the JVM option --add-modules jdk.incubator.vector turns the fast" + " engine on";

    /** A JVM that starts quickly, and computes slowly. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    @TempDir
    private Path folder;

    /** A user's program: two fits, one with a listener that is a lambda, and a picture. */
    static final class Program {

        public static void main(String[] arguments) {
            ZooModel model = Zoo.get("siren").with("width", 4).with("depth", 1).with("steps", 2);
            model.fit(Datasets.image("camera", 5)).render(3, 3);
            model.fit(Datasets.image("camera", 5), progress -> {}).at(0.5, 0.5);
        }
    }

    /** The same where the module is loaded after the start, as the launcher does. */
    static final class LateProgram {

        public static void main(String[] arguments) throws ReflectiveOperationException {
            Class.forName("jdk.internal.module.Modules")
                    .getMethod("loadModule", String.class)
                    .invoke(null, "jdk.incubator.vector");
            Program.main(arguments);
        }
    }

    @Test
    void theSlowEngineIsNamedOnceWithWhatHelps() throws Exception {
        assertThat(run(List.of(QUICK), "slf4j-nop")).containsExactly("inrzoo: " + LINE);
    }

    @Test
    void theFastEngineSaysNothing() throws Exception {
        assertThat(run(List.of("--add-modules", "jdk.incubator.vector"), "slf4j-nop"))
                .filteredOn(line -> !line.startsWith("WARNING: Using incubator modules"))
                .isEmpty();
    }

    @Test
    void nothingIsSaidAtAllWhereTheModuleIsLoadedAfterTheStart() throws Exception {
        List<String> options = List.of("--add-exports", "java.base/jdk.internal.module=ALL-UNNAMED");
        assertThat(run(LateProgram.class, options, "slf4j-nop")).isEmpty();
    }

    @Test
    void theSlowEngineIsTakenAndNamedWhereTheJvmWouldMakeTheFastOneSlow() throws Exception {
        assertThat(run(List.of(QUICK, "--add-modules", "jdk.incubator.vector"), "slf4j-nop"))
                .filteredOn(line -> !line.startsWith("WARNING: Using incubator modules"))
                .containsExactly("inrzoo: computing with SameDiff; this JVM runs without its C2 compiler:"
                        + " without the option -XX:TieredStopAtLevel=1 the fast engine is turned on");
    }

    @Test
    void aProgramThatHasChosenSilenceHearsNothing() throws Exception {
        assertThat(run(List.of(QUICK), "no such library")).isEmpty();
    }

    private List<String> run(List<String> options, String without) throws IOException, InterruptedException {
        return run(Program.class, options, without);
    }

    private List<String> run(Class<?> program, List<String> options, String without)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(ofNewerJdks());
        command.addAll(List.of(
                "-Xmx512m",
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !entry.contains(without))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)),
                program.getName()));
        File written = folder.resolve("written").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(written)
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS))
                .as("the program ends")
                .isTrue();
        List<String> lines = Files.readAllLines(written.toPath());
        assertThat(process.exitValue()).as("exit value; it wrote %s", lines).isZero();
        return lines;
    }

    /** The options that newer JDKs ask for where native libraries are loaded, as ND4J's are: without them they warn. */
    private static List<String> ofNewerJdks() {
        return Runtime.version().feature() < 24
                ? List.of()
                : List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }
}
