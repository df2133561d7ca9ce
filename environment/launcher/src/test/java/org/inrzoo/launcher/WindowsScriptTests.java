package org.inrzoo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code inrzoo.cmd}, as far as it can be checked without Windows: that it starts what the script of other systems starts. */
class WindowsScriptTests {

    private static final Path ENVIRONMENT = Path.of("..");

    private final String cmd = read("inrzoo.cmd");
    private final String sh = read("inrzoo");

    private static String read(String name) {
        try {
            return Files.readString(ENVIRONMENT.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void startsTheSameLauncherWithTheSameOptions() {
        for (String common : new String[] {
            "--release 17",
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            Main.class.getName(),
            "INRZOO_COMPILED",
            "99",
            "JAVA_HOME"
        }) {
            assertThat(cmd).as("inrzoo.cmd").contains(common);
            assertThat(sh).as("inrzoo").contains(common);
        }
    }

    @Test
    void jumpsOnlyToWhereItHasALabel() {
        Matcher jump = Pattern.compile("goto (\\w+)").matcher(cmd);
        while (jump.find()) {
            assertThat(cmd).contains("\n:" + jump.group(1));
        }
    }

    @Test
    void bothScriptsLeaveEveryCommandToTheLauncher() {
        for (String command : new String[] {"notebook", "exercise", "kernel", "jshell", "jmh"}) {
            assertThat(cmd).doesNotContain(" " + command + " ");
            assertThat(sh).doesNotContain(command + ")");
        }
    }
}
