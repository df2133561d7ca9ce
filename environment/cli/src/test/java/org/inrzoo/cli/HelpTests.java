package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class HelpTests {

    static Stream<CommandLine> commands() {
        return Main.commandLine().getSubcommands().values().stream();
    }

    /** Those of {@code weights}, too. */
    static Stream<CommandLine> commandsAndTheirs() {
        return commands()
                .flatMap(command -> Stream.concat(Stream.of(command), command.getSubcommands().values().stream()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void saysInOneLineWhatEveryCommandDoes(CommandLine command) {
        String line = String.join(" ", command.getCommandSpec().usageMessage().description());
        assertThat(line).as(command.getCommandName()).isNotBlank().endsWith(".");
        assertThat(Main.commandLine().getUsageMessage().replaceAll("\\s+", " "))
                .contains(command.getCommandName() + " " + line);
    }

    @ParameterizedTest
    @MethodSource("commandsAndTheirs")
    void saysWhatEveryOptionIsWhenItIsNotGiven(CommandLine command) {
        List<OptionSpec> valued = command.getCommandSpec().options().stream()
                .filter(option -> option.arity().max() > 0 && !option.required())
                .toList();
        assertThat(valued).allSatisfy(option -> {
            String text = String.join(" ", option.description());
            assertThat(text)
                    .as(command.getCommandName() + " " + option.longestName())
                    .contains("default");
            if (option.defaultValue() != null) {
                assertThat(text).contains(option.defaultValue());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("commandsAndTheirs")
    void fitsTheTerminal(CommandLine command) {
        assertThat(command.getUsageMessage().lines())
                .as(command.getCommandName())
                .allMatch(line -> line.length() <= 80);
    }

    /** What the launcher does itself, but what others call: Jupyter the kernel, the script the last. */
    private static final Set<String> NOT_FOR_PEOPLE = Set.of("kernel", "provide-maven");

    @Test
    void listsTheLaunchersCommandsToo() throws IOException {
        String launcher = Files.readString(Path.of("../launcher/src/main/java/org/inrzoo/launcher/Main.java"));
        Set<String> own = Pattern.compile("case (\"[^>]*\") ->")
                .matcher(launcher)
                .results()
                .flatMap(found -> Arrays.stream(found.group(1).split("[\", ]+")))
                .filter(name -> !name.isEmpty() && !NOT_FOR_PEOPLE.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(LauncherCommands.ALL.keySet()).containsExactlyInAnyOrderElementsOf(own);
    }
}
