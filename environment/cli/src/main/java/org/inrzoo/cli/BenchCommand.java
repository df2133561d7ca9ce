package org.inrzoo.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.inrzoo.Zoo;
import org.inrzoo.bench.BenchReport;
import org.inrzoo.bench.Benchmark;
import org.inrzoo.bench.Workload;
import org.inrzoo.engine.Engines;
import org.inrzoo.io.Json;
import org.inrzoo.option.OptionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        description = "Measures the engines' speed on a model.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchCommand implements Callable<Integer> {

    private static final double WARM_UP_SECONDS = 4;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "loe-sine-fine2coarse",
            description = "the model; default ${DEFAULT-VALUE}")
    private String model;

    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "512",
            description = "pixels per side of the image; default ${DEFAULT-VALUE}")
    private int size;

    @Option(
            names = "--engines",
            paramLabel = "A,B",
            split = ",",
            defaultValue = "fused,samediff",
            description = "engines to measure; ratios are of the first to the others; default ${DEFAULT-VALUE}")
    private List<String> engines;

    @Option(
            names = {"--baseline", "--peer"},
            paramLabel = "libtorch",
            description = "also measure another library, from outside the zoo; default none")
    private List<String> baselines = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "measurements of each phase; default ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--threads", paramLabel = "N", description = "threads that compute; default all cores")
    private Integer threads;

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    @Override
    public Integer call() {
        Arguments.atLeastOne("--size", size);
        Arguments.atLeastOne("--rounds", rounds);
        engines.forEach(engine -> Arguments.oneOf("--engines", engine, Engines.names()));
        int workers = Arguments.threads(threads);
        Workload workload = new Workload(Zoo.get(model).variant(), size, workers);
        try (Benchmark benchmark = benchmark(workload)) {
            BenchReport report = benchmark.run(rounds, WARM_UP_SECONDS, line -> System.err.println("inrzoo: " + line));
            System.out.print(json ? Json.line(report) + System.lineSeparator() : report.text());
        }
        return 0;
    }

    /** A picture that is too large is the wrong size, not a fault of the program. */
    private Benchmark benchmark(Workload workload) {
        try {
            return new Benchmark(workload, engines, baselines);
        } catch (IllegalArgumentException e) {
            throw new OptionException("--size cannot be " + size + ": " + e.getMessage());
        }
    }
}
