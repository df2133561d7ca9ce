package org.inrzoo.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.inrzoo.datasets.Background;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.ImageSizeException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The program {@code inrzoo}: 0 is success, 1 a failure, 2 a wrong call, 130 a fit that was interrupted. */
@Command(
        name = "inrzoo",
        description = "A zoo of implicit neural representations: networks that are a picture, a sound or a solid.",
        footerHeading = "%nBegin with 'inrzoo quickstart'. 'inrzoo COMMAND --help' says more of each.%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:success", "1:failure", "2:wrong call", "130:interrupted; a fit can be resumed"},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            ListCommand.class,
            DevicesCommand.class,
            CheckDeviceCommand.class,
            CardCommand.class,
            FitCommand.class,
            TrainCommand.class,
            ResumeCommand.class,
            EvaluateCommand.class,
            RenderCommand.class,
            ShowCommand.class,
            AtCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            CompressCommand.class,
            DecompressCommand.class,
            WeightsCommand.class,
            RdCommand.class,
            CompareCommand.class,
            SweepCommand.class,
            QuickstartCommand.class,
            BenchCommand.class,
            RaceCommand.class,
            NtkCommand.class,
            GalleryCommand.class,
            SiteCommand.class
        })
public final class Main {

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "show the stack trace of an error")
    private boolean debug;

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return run(new PrintWriter(System.err, true, Charset.defaultCharset()), arguments);
    }

    /** Runs one command and returns its exit code; what is wrong is said to {@code err}. */
    static int run(PrintWriter err, String... arguments) {
        Main main = new Main();
        CommandLine commandLine = commandLine(main)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(
                        (error, wrong) -> fail(error.getCommandLine().getErr(), WrongCall.message(error), 2))
                .setExecutionExceptionHandler((error, command, parsed) -> main.report(error, command.getErr()));
        if (arguments.length == 0) {
            commandLine.usage(commandLine.getErr());
            return 2;
        }
        try {
            return commandLine.execute(arguments);
        } catch (Error e) {
            return main.report(e, commandLine.getErr());
        }
    }

    /** The program's commands and options. */
    static CommandLine commandLine() {
        return commandLine(new Main());
    }

    private static CommandLine commandLine(Main main) {
        CommandLine commandLine = new CommandLine(main);
        LauncherCommands.addTo(commandLine);
        WholeNumbers.addTo(commandLine);
        commandLine.registerConverter(Background.class, Main::background);
        commandLine.registerConverter(Path.class, Main::path);
        return commandLine;
    }

    int report(Throwable failure, PrintWriter err) {
        if (debug) {
            failure.printStackTrace(err);
        }
        String told = Advice.of(failure)
                .orElseGet(() -> "internal error: " + failure + (debug ? "" : "; --debug shows where"));
        return fail(err, told, failure instanceof OptionException || failure instanceof ImageSizeException ? 2 : 1);
    }

    /** An empty one, as a variable of the shell that is not set leaves it, would be the working folder. */
    private static Path path(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("there is no path in '" + text + "'");
        }
        return Path.of(text);
    }

    private static Background background(String text) {
        try {
            return Background.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static int fail(PrintWriter err, String message, int code) {
        err.println("inrzoo: " + message.lines().findFirst().orElse("failed"));
        err.flush();
        return code;
    }
}
