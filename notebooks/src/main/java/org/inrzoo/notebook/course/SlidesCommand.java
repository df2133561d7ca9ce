package org.inrzoo.notebook.course;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.notebook.exercise.WrongCallException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inrzoo slides}. */
@Command(
        name = "slides",
        description =
                "Makes a page of slides of each Markdown file; a line --- begins the next slide. The pages need nothing but a"
                        + " browser: arrows turn the slides, and printing gives one a page.",
        mixinStandardHelpOptions = true)
public final class SlidesCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Markdown, such as notebooks/course/meeting-1.md")
    private List<Path> files;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs/slides",
            description = "folder to write to; default ${DEFAULT-VALUE}")
    private Path out;

    @Override
    public Integer call() {
        for (Path file : files) {
            if (file.toString().endsWith(".ipynb")) {
                throw new WrongCallException("'slides' takes Markdown (.md), not the notebook '" + file
                        + "'; 'inrzoo notebook --execute' makes a page of one");
            }
        }
        for (Path file : files) {
            Path page = out.resolve(file.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".html");
            byte[] content = Slides.page(file).getBytes(StandardCharsets.UTF_8);
            createFolder();
            AtomicFiles.write(page, content);
            System.out.println("inrzoo: see " + page);
        }
        return 0;
    }

    private void createFolder() {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw FileFailure.of("write", out, e);
        }
    }
}
