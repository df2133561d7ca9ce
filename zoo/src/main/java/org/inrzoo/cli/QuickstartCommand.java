package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.run.FitRun;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.Pixels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "quickstart", description = "Fits the camera image in about two minutes.", mixinStandardHelpOptions = true)
final class QuickstartCommand implements Callable<Integer> {

    private static final String MODEL = "loe-sine-fine2coarse";
    private static final int SIZE = 256;
    private static final int STEPS = 1000;

    @Option(names = "--out", paramLabel = "DIR", description = "output folder; default runs/quickstart, numbered when taken")
    private Path out;

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    @Override
    public Integer call() {
        Variant variant = Registry.get(MODEL).with("steps", STEPS);
        Pixels pixels = Pixels.load("camera", SIZE);
        int threads = Runtime.getRuntime().availableProcessors();
        FitSpec spec = FitRun.spec(variant, pixels, SIZE, 0, "auto", threads, STEPS);
        return new FitSession(json).run(out == null ? OutputFolders.free("quickstart") : out, false, folder -> FitRun.start(spec, pixels, folder));
    }
}
