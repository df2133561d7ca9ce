package org.inrzoo.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inrzoo.option.OptionException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands that the launcher does itself, without this program: here so that help and hints know them. */
final class LauncherCommands {

    /** Name to what it does. */
    static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put("notebook", "Opens the notebooks in Jupyter, or runs one of them.");
        ALL.put("exercise", "Makes the exercises that are handed out, with gaps.");
        ALL.put("mark", "Marks a folder of answers: one table.");
        ALL.put("slides", "Makes pages of slides of Markdown.");
        ALL.put("test", "Builds everything and runs all tests.");
        ALL.put("jshell", "Starts a Java shell with the zoo on its class path.");
        ALL.put("jmh", "Measures the fast engine's kernels one by one.");
    }

    private LauncherCommands() {}

    static void addTo(CommandLine program) {
        ALL.forEach((name, line) -> program.addSubcommand(name, command(name, line)));
    }

    private static CommandSpec command(String name, String line) {
        Callable<Integer> refusal = () -> {
            throw new OptionException("'" + name + "' is done by the launcher: call environment/inrzoo " + name);
        };
        CommandSpec spec = CommandSpec.wrapWithoutInspection(refusal);
        spec.parser().unmatchedArgumentsAllowed(true);
        spec.usageMessage().description(line);
        return spec;
    }
}
