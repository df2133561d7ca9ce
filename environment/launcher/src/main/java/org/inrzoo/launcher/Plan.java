package org.inrzoo.launcher;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a script is to do once the launcher has decided.
 *
 * @param text what it prints first; may be empty
 * @param command the program that takes its place, with its arguments; empty for none
 * @param environment what that program's environment has besides the user's
 */
record Plan(String text, List<String> command, Map<String, String> environment) {

    static Plan say(String text) {
        return new Plan(text, List.of(), Map.of());
    }

    static Plan run(List<String> command) {
        return new Plan("", command, Map.of());
    }

    Plan with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(environment);
        changed.put(name, value);
        return new Plan(text, command, changed);
    }

    /** The plan as commands of a POSIX shell, which that program then replaces: signals and the terminal are its own. */
    String shell() {
        StringBuilder script = new StringBuilder();
        if (!text.isEmpty()) {
            script.append("printf '%s\\n' ").append(quoted(text)).append('\n');
        }
        environment.forEach((name, value) -> script.append("export ")
                .append(name)
                .append('=')
                .append(quoted(value))
                .append('\n'));
        if (!command.isEmpty()) {
            script.append(command.stream().map(Plan::quoted).collect(Collectors.joining(" ", "exec ", "\n")));
        }
        return script.toString();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Does it here, where no shell can; returns the program's exit code. */
    int execute() throws IOException, InterruptedException {
        if (!text.isEmpty()) {
            System.out.println(text);
        }
        if (command.isEmpty()) {
            return 0;
        }
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        return builder.start().waitFor();
    }
}
