package org.inrzoo.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** What computes beside the zoo's engines, and how results are told, of commands that measure. */
final class MeasuringOptions {

    @Option(
            names = {"--baseline", "--peer"},
            paramLabel = "libtorch",
            description = "also measure another library, from outside the zoo; default none")
    private List<String> baselines = List.of();

    @Option(names = "--threads", paramLabel = "N", description = "threads that compute; default all cores")
    private Integer threads;

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    /** Names of the other libraries. */
    List<String> baselines() {
        return baselines;
    }

    /** The threads asked for, or one for every core. */
    int threads() {
        return Arguments.threads(threads);
    }

    /** Whether a program reads what is printed. */
    boolean json() {
        return json;
    }
}
