package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;

/** Jupyter, which not every machine has. */
final class Jupyter {

    private Jupyter() {}

    /** Skips the test where there is none, but for {@code inrzoo test}, which installs it. */
    static void require() {
        String[] command = {"jupyter", "nbconvert", "--version"};
        boolean there = succeeds(command);
        if ("required".equals(System.getProperty("inrzoo.jupyter"))) {
            assertThat(there).as("'%s' succeeds", String.join(" ", command)).isTrue();
        }
        assumeTrue(there, () -> "not there: " + String.join(" ", List.of(command)));
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
}
