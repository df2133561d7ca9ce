package org.inrzoo.notebook.exercise;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.notebook.course.SlidesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/** The classroom's commands of {@code inrzoo}: 0 is success, 1 a failure, 2 a wrong call. */
@Command(
        name = "inrzoo",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ExerciseCommand.class, MarkCommand.class, SlidesCommand.class})
final class Main {

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Main())
                .registerConverter(Path.class, Main::path)
                .setParameterExceptionHandler((error, wrong) -> fail(
                        error.getCommandLine().getErr(),
                        error.getMessage() + "; 'inrzoo "
                                + error.getCommandLine().getCommandName() + " --help' shows what it takes",
                        2))
                .setExecutionExceptionHandler((error, command, parsed) -> report(error, command.getErr()))
                .execute(arguments);
    }

    /** An empty one, as a variable of the shell that is not set leaves it, would be the working folder. */
    private static Path path(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("it is empty; name a file or a folder, or leave it away");
        }
        return Path.of(text);
    }

    private static int report(Exception error, PrintWriter err) {
        if (error instanceof WrongCallException) {
            return fail(err, error.getMessage(), 2);
        }
        boolean expected = error instanceof IllegalArgumentException
                || error instanceof UncheckedIOException
                || error instanceof MalformedFileException;
        return fail(err, expected ? error.getMessage() : "internal error: " + error, 1);
    }

    private static int fail(PrintWriter err, String message, int code) {
        err.println("inrzoo: " + message.lines().findFirst().orElse("failed"));
        err.flush();
        return code;
    }
}
