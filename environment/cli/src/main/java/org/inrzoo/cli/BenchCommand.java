package org.inrzoo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inrzoo.Zoo;
import org.inrzoo.bench.BenchReport;
import org.inrzoo.bench.Benchmark;
import org.inrzoo.bench.StepBenchmark;
import org.inrzoo.bench.StepReport;
import org.inrzoo.bench.Workload;
import org.inrzoo.datasets.label.PictureSources;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.optimizer.Optimizers;
import org.inrzoo.io.Json;
import org.inrzoo.option.OptionException;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.SignalKinds;
import org.inrzoo.task.ObjectiveKind;
import org.inrzoo.task.ObjectiveKinds;
import org.inrzoo.vision.ClassifierEngine;
import org.inrzoo.vision.PictureBenchmark;
import org.inrzoo.vision.VisionModel;
import org.inrzoo.vision.VisionModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        description = "Measures the speed of engines and optimisers on a model.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = "%nExample: inrzoo bench --model siren --signal audio:phrase --batch 16384")
final class BenchCommand implements Callable<Integer> {

    private static final double WARM_UP_SECONDS = 4;

    /** The pictures that networks for pictures step on, a batch of them. */
    private static final String PICTURES = "fashion";

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "loe-sine-fine2coarse",
            description = "the model, of coordinates or for pictures; default ${DEFAULT-VALUE}")
    private String model;

    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "512",
            description = "pixels per side of the image; default ${DEFAULT-VALUE}")
    private int size;

    @Option(
            names = "--signal",
            paramLabel = "KIND:SOURCE",
            description = "measure training steps on another signal than an image; default the image of --size")
    private String signal;

    @Option(
            names = "--objective",
            paramLabel = "NAME[:key=value,...]",
            description = "what is observed of the signal, such as ct:views=20; default the usual of its kind")
    private String objective;

    @Option(
            names = "--read",
            paramLabel = "key=value",
            description = "options of reading the signal; 'inrzoo list --kinds' shows them with their defaults")
    private Map<String, String> reading = new LinkedHashMap<>();

    @Mixin
    private RecipeOptions recipe;

    @Option(
            names = "--engines",
            paramLabel = "A,B",
            split = ",",
            defaultValue = "fused,samediff",
            description = "engines to measure; ratios are of the first to the others; default ${DEFAULT-VALUE}")
    private List<String> engines;

    @Option(
            names = "--optimizer",
            paramLabel = "A,B",
            split = ",",
            description =
                    "optimisers to measure beside each other, such as adam,muon,soap, with the recipe's rates; ratios are to"
                            + " the first; default the recipe's")
    private List<String> optimizers = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "measurements of each phase; default ${DEFAULT-VALUE}")
    private int rounds;

    @Mixin
    private MeasuringOptions measuring;

    @Mixin
    private DeviceOption device;

    @Override
    public Integer call() {
        Arguments.atLeastOne("--size", size);
        Arguments.atLeastOne("--rounds", rounds);
        engines.forEach(engine -> Arguments.oneOf("--engines", engine, Engines.names()));
        device.use(engines.contains("opencl") ? "opencl" : String.join(",", engines));
        optimizers.forEach(Optimizers::get); // says what there is
        int workers = measuring.threads();
        if (VisionModels.has(model)) {
            return pictures(workers);
        }
        if (signal != null || objective != null) {
            return steps(workers);
        }
        Workload workload = new Workload(variant(), size, workers);
        try (Benchmark benchmark = benchmark(workload)) {
            BenchReport report = benchmark.run(rounds, WARM_UP_SECONDS, line -> System.err.println("inrzoo: " + line));
            System.out.print(measuring.json() ? Json.line(report) + System.lineSeparator() : report.text());
        }
        return 0;
    }

    /** Steps of any signal by any objective; of images, unless another signal is given. */
    private Integer steps(int workers) {
        Map<String, Object> options = new LinkedHashMap<>(reading);
        if (signal == null) {
            options.put("size", size);
        }
        Signal read = SignalKinds.read(signal == null ? "image:camera" : signal, options);
        ObjectiveKind kind = objective == null
                ? ObjectiveKinds.of(SignalKinds.named(read.kind()).objective(), Map.of())
                : ObjectiveKinds.parse(objective);
        try (StepBenchmark benchmark =
                new StepBenchmark(variant(), read, kind, engines, optimizers, measuring.baselines(), workers)) {
            return measured(benchmark);
        }
    }

    /** Steps of a network for pictures, on a batch of those that it is usually trained on. */
    private Integer pictures(int workers) {
        if (signal != null || objective != null || !optimizers.isEmpty()) {
            throw new OptionException("--signal, --objective and --optimizer are for functions of coordinates; of "
                    + model + " steps on pictures are measured, --set optimizer=NAME by another optimiser");
        }
        VisionModel network =
                VisionModels.of(Zoo.get(model).withRecipe(recipe.name()).withAll(recipe.settings()));
        List<ClassifierEngine> asked = engines.stream()
                .map(engine -> network.with("engine", engine).recipe().engine())
                .toList();
        try (StepBenchmark benchmark = PictureBenchmark.of(
                network, PictureSources.read(PICTURES).train(), asked, measuring.baselines(), workers)) {
            return measured(benchmark);
        }
    }

    private Integer measured(StepBenchmark benchmark) {
        StepReport report = benchmark.run(rounds, WARM_UP_SECONDS, line -> System.err.println("inrzoo: " + line));
        System.out.print(measuring.json() ? Json.line(report) + System.lineSeparator() : report.text());
        return 0;
    }

    private Variant variant() {
        return Zoo.get(model)
                .withRecipe(recipe.name())
                .withAll(recipe.settings())
                .variant();
    }

    /** A picture that is too large is the wrong size, not a fault of the program. */
    private Benchmark benchmark(Workload workload) {
        try {
            return new Benchmark(workload, engines, optimizers, measuring.baselines());
        } catch (IllegalArgumentException e) {
            throw new OptionException("--size cannot be " + size + ": " + e.getMessage());
        }
    }
}
