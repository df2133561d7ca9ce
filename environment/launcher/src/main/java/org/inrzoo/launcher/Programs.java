package org.inrzoo.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Other programs, run to their end. */
final class Programs {

    private Programs() {}

    /**
     * Runs a program whose output, of both kinds, goes to this one's standard error, without the stack traces of a Python
     * program; returns its exit code.
     */
    static int run(List<String> command, Map<String, String> environment) {
        return run(command, environment, ProcessBuilder.Redirect.PIPE, Path.of(""));
    }

    /** Runs a program whose output goes to a file. */
    static int run(List<String> command, Map<String, String> environment, Path folder, Path log) {
        return run(command, environment, ProcessBuilder.Redirect.to(log.toFile()), folder);
    }

    private static int run(
            List<String> command, Map<String, String> environment, ProcessBuilder.Redirect output, Path folder) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Tracebacks.leaveOut(process.getInputStream(), System.err); // of a file it is empty
            return process.waitFor();
        } catch (IOException e) {
            throw LauncherException.failure("cannot run '" + command.get(0) + "': " + e.getMessage());
        } catch (InterruptedException e) {
            throw LauncherException.failure("'" + command.get(0) + "' was interrupted");
        }
    }

    /** What a program prints; empty where there is none or it fails. */
    static Optional<String> output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw LauncherException.failure("'" + command[0] + "' was interrupted");
        }
    }

    static boolean succeeds(String... command) {
        return output(command).isPresent();
    }
}
