package org.inrzoo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the script {@code gpu-check} says before it starts anything. */
@DisabledOnOs(OS.WINDOWS)
class GpuCheckTests {

    private static final Path SCRIPT = Path.of("..", "gpu-check").toAbsolutePath();

    @TempDir
    private Path folder;

    private record Ended(int code, String text) {}

    private Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), text);
    }

    @Test
    void itsHelpNamesEveryOptionAndFitsTheTerminal() throws IOException, InterruptedException {
        Ended help = run("--help");
        assertThat(help.code).isZero();
        assertThat(help.text.lines()).allMatch(line -> line.length() <= 80);
        List<String> options = Pattern.compile("(?m)^ +(?:--[a-z-]+ \\| )*(--[a-z-]+)[^\n]*\\)")
                .matcher(Files.readString(SCRIPT))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(options)
                .hasSizeGreaterThan(5)
                .allSatisfy(option -> assertThat(help.text).contains(option));
    }

    @Test
    void refusesWhatItDoesNotKnowInOneLine() throws IOException, InterruptedException {
        assertThat(run("--fast"))
                .isEqualTo(new Ended(2, "gpu-check: unknown argument '--fast'; gpu-check --help says what there is\n"));
        assertThat(run("--seeds"))
                .isEqualTo(new Ended(2, "gpu-check: --seeds needs a value; gpu-check --help says more\n"));
        assertThat(run("--pack", "all.zip"))
                .isEqualTo(new Ended(2, "gpu-check: --pack writes a .tar.gz, not 'all.zip'\n"));
    }

    @Test
    void overwritesNeitherResultsNorAnArchive() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("results"));
        Files.writeString(folder.resolve("results/README.md"), "kept");
        Files.writeString(folder.resolve("all.tar.gz"), "kept");
        assertThat(run("--out", "results").text).endsWith("holds results already; name another folder with --out\n");
        assertThat(run("--pack", "all.tar.gz").text).contains("'all.tar.gz' is there already");
        assertThat(folder.resolve("all.tar.gz")).hasContent("kept");
    }
}
