package org.inrzoo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The zoo's own program, started by the script with the libraries that it has outside of tests: Maven chooses these for running, others
 * for testing.
 */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
class ProgramTests {

    private static final Checkout CHECKOUT =
            new Checkout(Path.of("../..").toAbsolutePath().normalize());

    /** A picture of 32 by 32 pixels, and as little of it as can be fitted. */
    private static final List<String> TINY = List.of("--size", "32", "--steps", "2", "--threads", "1");

    @TempDir
    private Path folder;

    /** Else the script would build it: Maven in the midst of Maven. */
    @BeforeEach
    void isBuilt() {
        boolean built =
                new Build(CHECKOUT, Module.CLI, new Maven(Host.here())).fresh().isPresent();
        boolean required = "required".equals(System.getProperty("inrzoo.jupyter")); // then 'inrzoo test' has built it
        assumeTrue(required || built, "no program newer than its sources here: 'environment/inrzoo test' builds one");
        assertThat(built).as("built before the tests").isTrue();
    }

    private record Ended(int code, String output) {}

    private Ended inrzoo(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(CHECKOUT.script().toString()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(TINY);
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(folder.toFile())
                .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        String output = Files.readString(log);
        assertThat(ended).as("ended in time: %s", output).isTrue();
        return new Ended(process.exitValue(), output);
    }

    @Test
    void fitsWithSameDiff() throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Ended run = inrzoo("fit", "siren", "--engine", "samediff", "--out", out.toString());
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output())
                .contains("after 2 steps", "with the samediff engine")
                .doesNotContain("Exception", "WARNING");
        assertThat(out.resolve("weights.safetensors")).isNotEmptyFile();
    }
}
