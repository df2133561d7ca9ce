package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.inrzoo.Zoo;
import org.inrzoo.datasets.Background;
import org.inrzoo.option.Nearest;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A call that the parser has refused, in one line: what is wrong with it and what to write instead. */
final class WrongCall {

    private final ParameterException error;
    private final CommandSpec command;

    private WrongCall(ParameterException error) {
        this.error = error;
        this.command = error.getCommandLine().getCommandSpec();
    }

    static String message(ParameterException error) {
        return new WrongCall(error).message();
    }

    private String message() {
        if (error instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched.getUnmatched().get(0));
        }
        if (error instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing(missing.getMissing().get(0));
        }
        if (error instanceof OverwrittenOptionException twice) {
            return "'" + name() + "' takes " + label(twice.getOverwritten()) + " only once";
        }
        if (error.getArgSpec() != null && error.getValue() != null) {
            if (error.getArgSpec().type() == Path.class && error.getValue().isBlank()) {
                return empty(error.getArgSpec());
            }
            return label(error.getArgSpec()) + " cannot be '" + error.getValue() + "'; it is "
                    + kind(error.getArgSpec());
        }
        return error.getMessage();
    }

    private String unmatched(String argument) {
        if (command.parent() == null && !argument.startsWith("-")) {
            if (isModel(argument)) {
                return "there is no command '" + argument + "'; '" + argument + "' is a model: inrzoo fit " + argument;
            }
            return "there is no command '" + argument + "'; "
                    + Nearest.hint(argument, command.subcommands().keySet(), "'inrzoo --help' lists all");
        }
        if (argument.startsWith("-")) {
            String option = argument.split("=", 2)[0];
            return "'" + name() + "' has no option '" + option + "'; " + Nearest.hint(option, options(), more());
        }
        if (argument.contains("=") && options().contains("--set")) {
            return "'" + argument + "' is not asked for; settings are written --set " + argument;
        }
        String wants = command.positionalParameters().isEmpty()
                ? "no arguments but options"
                : "only "
                        + command.positionalParameters().stream()
                                .map(WrongCall::label)
                                .collect(Collectors.joining(" "));
        return "'" + argument + "' is one argument too many: '" + name() + "' takes " + wants + "; " + more();
    }

    private static boolean isModel(String name) {
        return Zoo.names().contains(name);
    }

    private String missing(ArgSpec argument) {
        boolean valueOnly =
                argument instanceof OptionSpec && !error.getMessage().startsWith("Missing required option");
        String wanted = valueOnly
                ? label(argument) + " wants a value, "
                : "'" + name() + "' wants " + (argument.isOption() ? label(argument) + " " : "")
                        + (argument.isOption() ? argument.paramLabel() : "a " + argument.paramLabel()) + ", ";
        return wanted + String.join(" ", argument.description()) + "; " + more();
    }

    private static String empty(ArgSpec argument) {
        return label(argument) + " cannot be empty: give a " + argument.paramLabel()
                + (argument.required() ? "" : ", or leave " + label(argument) + " away");
    }

    /** What an argument may be, in words. */
    private static String kind(ArgSpec argument) {
        Class<?> type = argument.typeInfo().isMap() ? Map.class : argument.type();
        if (type == Map.class) {
            return "written " + argument.paramLabel() + ", such as width=128";
        }
        if (type == Background.class) {
            return "white, black, gray or a colour such as #3366cc";
        }
        if (type == Path.class) {
            return "a path in letters that this shell's locale knows; LC_ALL=C.UTF-8 in front of the command lets it know all";
        }
        boolean whole =
                List.of(int.class, Integer.class, long.class, Long.class).contains(type);
        return whole ? "a whole number such as 100 or 1e3" : argument.paramLabel();
    }

    private Collection<String> options() {
        return command.optionsMap().keySet();
    }

    private String name() {
        return command.name();
    }

    private String more() {
        return "'" + command.qualifiedName() + " --help' shows what it takes";
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
