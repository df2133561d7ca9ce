package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.inrzoo.run.FitRun;
import org.inrzoo.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "resume", description = "Goes on with a fit that was stopped.", mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "the fit's output folder")
    private Path folder;

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    @Override
    public Integer call() {
        RunFolder runFolder = new RunFolder(folder);
        RunFolder.Resumable checkpoint = runFolder.resumable();
        checkpoint.notes().forEach(note -> System.err.println("inrzoo: " + note));
        System.err.println("inrzoo: going on from step " + checkpoint.state().step());
        return new FitSession(json).run(runFolder, ready -> FitRun.resume(ready, checkpoint));
    }
}
