package org.inrzoo.cli;

import org.inrzoo.engine.Engines;
import org.inrzoo.run.FitSpec;
import picocli.CommandLine.Option;

/** What computes, of commands that fit. */
final class EngineOptions {

    @Option(
            names = "--engine",
            paramLabel = "E",
            defaultValue = "auto",
            description = "auto, fused or samediff; default ${DEFAULT-VALUE}")
    private String engine;

    @Option(names = "--threads", paramLabel = "N", description = "threads that compute; default all cores")
    private Integer threads;

    /** The engine's name. */
    String name() {
        Arguments.oneOf("--engine", engine, Engines.names());
        return engine;
    }

    /** The threads asked for, or one for every core. */
    int threads() {
        return Arguments.threads(threads);
    }

    /**
     * The computation asked for.
     *
     * @param checkpointEvery steps between checkpoints
     */
    FitSpec.Compute computation(int checkpointEvery) {
        Arguments.oneOf("--engine", engine, Engines.names());
        return new FitSpec.Compute(engine, Arguments.threads(threads), checkpointEvery);
    }
}
