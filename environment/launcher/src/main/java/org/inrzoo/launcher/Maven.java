package org.inrzoo.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Maven, which is installed where it is missing and that can be done without asking. */
final class Maven {

    private static final int REASONS = 5;

    private final Host host;

    Maven(Host host) {
        this.host = host;
    }

    /** The command that starts it. */
    List<String> command() {
        if (host.find("mvn").isEmpty()) {
            Installer.of(host).provide(host, List.of(Need.MAVEN));
        }
        Path program = host.find("mvn")
                .orElseThrow(() -> LauncherException.failure("Maven is installed and 'mvn' is not on the path"));
        return List.of(program.toString(), "-B", "-ntp");
    }

    /** What its environment has besides the user's: the JDK that runs the launcher. */
    static Map<String, String> environment() {
        return Map.of("JAVA_HOME", System.getProperty("java.home"));
    }

    /**
     * Runs goals quietly.
     *
     * @param log where its output goes
     * @throws LauncherException when they fail, after Maven's reason has been printed
     */
    void run(Path project, List<String> goals, Path log) throws IOException {
        List<String> command = new ArrayList<>(command());
        command.addAll(goals);
        if (Programs.run(command, environment(), project, log) != 0) {
            reasons(new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                            .lines()
                            .toList())
                    .forEach(System.err::println);
            throw LauncherException.failure("the build failed; see " + log);
        }
    }

    /** What Maven calls errors; where it calls nothing so, how its log ends. */
    static List<String> reasons(List<String> log) {
        List<String> lines = log.stream().filter(line -> !line.isBlank()).toList();
        List<String> errors = lines.stream()
                .filter(line -> line.matches("\\[ERROR] .*\\S.*"))
                .limit(REASONS)
                .toList();
        return errors.isEmpty() ? lines.subList(Math.max(0, lines.size() - REASONS), lines.size()) : errors;
    }
}
