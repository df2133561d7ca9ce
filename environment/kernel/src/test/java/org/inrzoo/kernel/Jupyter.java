package org.inrzoo.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Jupyter's programs with this kernel, as {@code inrzoo-test}, in a folder of its own. */
record Jupyter(Path folder) {

    private static final int MINUTES = 4;

    /** Skips the test where the command fails, but for {@code inrzoo test}, which installs what is needed. */
    static void require(String... command) {
        boolean there = succeeds(command);
        if ("required".equals(System.getProperty("inrzoo.jupyter"))) {
            assertThat(there).as("'%s' succeeds", String.join(" ", command)).isTrue();
        }
        assumeTrue(there, () -> "not there: " + String.join(" ", command));
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the kernel known, with this test's own class path. */
    static Jupyter in(Path folder) throws IOException {
        Path spec =
                Files.createDirectories(folder.resolve("kernels/inrzoo-test")).resolve("kernel.json");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "{connection_file}");
        new ObjectMapper()
                .writeValue(
                        spec.toFile(),
                        Map.of(
                                "argv",
                                command,
                                "display_name",
                                "test",
                                "language",
                                "java",
                                "interrupt_mode",
                                "message"));
        return new Jupyter(folder);
    }

    /** Starts a program that knows the kernel; what it prints goes to {@code log}. */
    Process start(Path log, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JUPYTER_PATH", folder.toString());
        builder.environment()
                .put("JUPYTER_RUNTIME_DIR", folder.resolve("runtime").toString());
        return builder.start();
    }

    /** Runs a program that must succeed; returns what it printed. */
    String run(String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "log", ".txt");
        Process process = start(log, command);
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        end(process);
        String output = Files.readString(log);
        assertThat(ended).as("ended in time: %s", output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    /** Ends a program and those it started. */
    static void end(Process process) throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
