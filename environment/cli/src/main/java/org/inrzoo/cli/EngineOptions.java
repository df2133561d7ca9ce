package org.inrzoo.cli;

import java.util.Optional;
import org.inrzoo.engine.Engines;
import org.inrzoo.run.FitSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What computes, of commands that fit. */
final class EngineOptions {

    @Option(
            names = "--engine",
            paramLabel = "E",
            defaultValue = "auto",
            description = "auto (fused, else samediff; a GPU where that was measured to be faster), fused, samediff, or"
                    + " opencl for GPUs; default ${DEFAULT-VALUE}")
    private String engine;

    @Option(names = "--threads", paramLabel = "N", description = "threads that compute; default all cores")
    private Integer threads;

    @Mixin
    private DeviceOption device;

    /** The engine's name. */
    String name() {
        Arguments.oneOf("--engine", engine, Engines.names());
        device.use(engine);
        return engine;
    }

    /** The threads asked for, or one for every core. */
    int threads() {
        return Arguments.threads(threads);
    }

    /** The threads asked for, or those usual, or one for every core. */
    int threads(Optional<Integer> usual) {
        return Arguments.threads(threads == null ? usual.orElse(null) : threads);
    }

    /**
     * The computation asked for.
     *
     * @param checkpointEvery steps between checkpoints
     */
    FitSpec.Compute computation(int checkpointEvery) {
        return new FitSpec.Compute(name(), threads(), checkpointEvery);
    }
}
