package org.inrzoo.cli;

import java.util.Optional;
import java.util.function.Supplier;
import org.inrzoo.option.OptionException;
import org.inrzoo.study.FitCluster;
import org.inrzoo.study.StudyJobs;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the fits of a study are done, and how many at the same time. */
final class JobOptions {

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "fits at the same time, each on its share of the threads, or auto, which measures whether one on all threads or one on each"
                            + " is faster; default ${DEFAULT-VALUE}")
    private String jobs;

    @Option(
            names = "--spark",
            paramLabel = "MASTER",
            description = "the Apache Spark cluster that does the fits, each by one thread unless --threads says more:"
                    + " local-cluster[WORKERS,CORES,MIB] or spark://HOST:PORT; default this process")
    private String spark;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** How the fits share the machine. */
    StudyJobs jobs(boolean goOn) {
        if (spark != null && SignalOptions.isGiven(command, "--jobs")) {
            throw new OptionException(
                    "a cluster does as many fits at the same time as it has room for: leave --jobs out");
        }
        return new StudyJobs(jobs.equals("auto") ? StudyJobs.MEASURED : number(jobs), goOn);
    }

    private static int number(String jobs) {
        try {
            int number = Integer.parseInt(jobs);
            Arguments.atLeastOne("--jobs", number);
            return number;
        } catch (NumberFormatException e) {
            throw new OptionException("--jobs takes a number or auto, not '" + jobs + "'");
        }
    }

    /** Threads of a fit where {@code --threads} does not say; nothing for all of this machine's. */
    Optional<Integer> usualThreads() {
        return spark == null ? Optional.empty() : Optional.of(1);
    }

    /** Connects to the cluster that is asked for, if any. */
    Optional<Supplier<FitCluster>> cluster(int threads) {
        return Optional.ofNullable(spark).map(master -> () -> FitCluster.connect("spark", master, threads));
    }
}
