package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.inrzoo.datasets.ImageFileException;
import org.inrzoo.fit.FitException;
import org.inrzoo.run.ClaimedFolder;
import org.inrzoo.run.FitRun;
import org.inrzoo.run.RunFolder;
import org.inrzoo.run.RunningFit;
import org.inrzoo.run.SignalRun;
import org.inrzoo.run.TiledRun;
import org.inrzoo.vision.ClassifierRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        description = "Goes on with a fit or a training that was stopped.",
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "the fit's output folder")
    private Path folder;

    @Option(
            names = "--image",
            paramLabel = "NAME|FILE",
            description = "where the fit's image lies now, if it was moved; default where it lay")
    private String image;

    @Option(
            names = "--signal",
            paramLabel = "KIND:SOURCE",
            description =
                    "where the fit's signal lies now, if it was moved, as in audio:song.wav; default where it lay")
    private String signal;

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    @Mixin
    private DeviceOption device;

    @Override
    public Integer call() {
        device.use("opencl");
        return new FitSession(json).run(ClaimedFolder.existing(folder), this::resume);
    }

    private RunningFit resume(RunFolder claimed) {
        RunningFit run =
                ClassifierRun.isIn(claimed) ? ClassifierRun.resume(claimed, ResumeCommand::tell) : fit(claimed);
        System.err.println("inrzoo: going on from step " + run.stepsDone());
        return run;
    }

    private RunningFit fit(RunFolder claimed) {
        if (TiledRun.isIn(claimed)) {
            return TiledRun.resume(claimed, Optional.ofNullable(image));
        }
        return claimed.keepsSignal()
                ? SignalRun.resume(claimed, Optional.ofNullable(signal), ResumeCommand::tell)
                : find(claimed);
    }

    private FitRun find(RunFolder claimed) {
        try {
            return FitRun.resume(claimed, Optional.ofNullable(image), ResumeCommand::tell);
        } catch (ImageFileException e) {
            if (image != null) {
                throw e;
            }
            throw new FitException(e.getMessage() + "; if the image lies elsewhere now, add --image FILE");
        }
    }

    private static void tell(String note) {
        System.err.println("inrzoo: " + note);
    }
}
