package org.inrzoo.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.FileBytes;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.fit.FitException;
import org.inrzoo.io.Json;
import org.inrzoo.option.Glob;
import org.inrzoo.option.OptionException;
import org.inrzoo.publish.WeightsPublisher;
import org.inrzoo.run.FitRun;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.run.RunFolder;
import org.inrzoo.run.RunSpec;
import org.inrzoo.run.RunningFit;
import org.inrzoo.run.SignalRun;
import org.inrzoo.vision.Classifier;
import org.inrzoo.vision.ClassifierRun;
import org.inrzoo.vision.VisionModel;
import org.inrzoo.vision.VisionModels;
import org.inrzoo.weights.WeightsEntry;
import org.inrzoo.weights.WeightsName;
import org.inrzoo.weights.WeightsShelf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "make",
        description = "Fits and publishes all weights of a list that are not there yet.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = "%nExample: inrzoo weights make weights/sources.json --to my-weights --only 'siren*'")
final class WeightsMakeCommand implements Callable<Integer> {

    private static final int MAX_BYTES = 1 << 20;

    @Parameters(paramLabel = "LIST", description = "a JSON array of sources, as weights/sources.json is one")
    private Path list;

    @Option(names = "--to", paramLabel = "FOLDER", required = true, description = "where they go")
    private Path folder;

    @Option(
            names = "--only",
            paramLabel = "GLOB",
            defaultValue = "*",
            description = "names to make, such as 'loe-*.camera64'; default all (${DEFAULT-VALUE})")
    private String only;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "begin none after so many minutes; default no end; the next call goes on")
    private Double minutes;

    @Option(names = "--threads", paramLabel = "N", description = "threads that compute; default all cores")
    private Integer threads;

    @Option(names = "--force", description = "make those anew that are there")
    private boolean force;

    /**
     * Weights to make: of several models by the same settings.
     *
     * @param models registry names
     * @param tag their tag
     * @param recipe the recipe's name; null for that of 'inrzoo fit'
     * @param settings hyperparameters and recipe keys that are not as registered
     * @param signal kind and source; null of networks for pictures
     * @param reading options of reading
     * @param objective its name; null for the kind's usual one
     * @param options of the objective
     * @param data pictures to learn from; null of functions of coordinates
     * @param pictures how many of them; 0 for all
     * @param from weights of this list to go on from; null for fresh ones
     */
    private record Source(
            List<String> models,
            String tag,
            String recipe,
            Map<String, Object> settings,
            String signal,
            Map<String, Object> reading,
            String objective,
            Map<String, Object> options,
            String data,
            int pictures,
            String from) {}

    private static final String IMAGE = "image:";

    @Override
    public Integer call() {
        Source[] sources = Json.read(
                new String(FileBytes.read(list, MAX_BYTES), StandardCharsets.UTF_8), Source[].class, list.toString());
        int cores = Arguments.threads(threads);
        long begin = System.nanoTime();
        List<WeightsName> missing = new ArrayList<>();
        for (Source source : sources) {
            for (String model : source.models) {
                WeightsName name = new WeightsName(model, source.tag);
                if (!Glob.matches(only, name.toString()) || (!force && isThere(name))) {
                    continue;
                }
                if (minutes != null && System.nanoTime() - begin > minutes * 60e9) {
                    missing.add(name);
                    continue;
                }
                WeightsEntry entry = make(source, name, cores);
                System.out.printf(
                        Locale.ROOT,
                        "%-46s %,7d kB  %12s  %s%n",
                        entry.name(),
                        Math.round(entry.bytes() / 1e3),
                        entry.score(),
                        entry.summary());
            }
        }
        if (!missing.isEmpty()) {
            System.out.println(missing.size() + " are still to be made; the same call goes on");
        }
        return 0;
    }

    private boolean isThere(WeightsName name) {
        return Files.exists(folder.resolve(name + WeightsShelf.ENTRY));
    }

    private WeightsEntry make(Source source, WeightsName name, int cores) {
        try {
            Path run = Files.createTempDirectory("inrzoo-weights-");
            try {
                try (RunningFit fit = start(source, name.model(), cores, RunFolder.create(run, false))) {
                    if (fit.run().isEmpty()) {
                        throw new FitException("the fit of " + name + " was stopped");
                    }
                }
                return WeightsPublisher.usual().withTag(name.tag()).publish(run, folder, true);
            } finally {
                delete(run);
            }
        } catch (IOException e) {
            throw FileFailure.of("write", folder, e);
        }
    }

    private RunningFit start(Source source, String model, int cores, RunFolder run) {
        ZooModel registered = Zoo.get(model);
        if (source.data != null) {
            VisionModel network = VisionModels.of(registered).withAll(orNone(source.settings));
            return source.from == null
                    ? ClassifierRun.start(network, source.data, source.pictures, Optional.empty(), cores, 0, run)
                    : ClassifierRun.after(
                            source.from,
                            Classifier.load(folder.resolve(source.from + WeightsShelf.WEIGHTS)),
                            network,
                            source.data,
                            source.pictures,
                            cores,
                            run);
        }
        if (source.signal == null) {
            throw new OptionException("a source of " + model + " has neither 'signal' nor 'data'");
        }
        String recipe = source.recipe == null ? registered.variant().usualRecipe() : source.recipe;
        Map<String, Object> settings = new LinkedHashMap<>(registered.variant().recipeKeys(recipe));
        settings.putAll(orNone(source.settings));
        boolean byValues = source.objective == null && source.signal.startsWith(IMAGE);
        return byValues
                ? image(source, registered.withAll(settings), cores, run)
                : SignalRun.prepare(new RunSpec(
                                model,
                                settings,
                                source.signal,
                                orNone(source.reading),
                                source.objective,
                                orNone(source.options),
                                null,
                                null,
                                cores,
                                0))
                        .start(run);
    }

    /** Images by their values go the way of images, as of 'inrzoo fit'. */
    private static RunningFit image(Source source, ZooModel model, int cores, RunFolder run) {
        Object size = orNone(source.reading).getOrDefault("size", 0);
        LoadedImage pixels = LoadedImage.load(source.signal.substring(IMAGE.length()), (int) size);
        FitSpec.Compute computation =
                new FitSpec.Compute("auto", cores, model.recipe().steps());
        return FitRun.start(FitRun.spec(model.variant(), pixels, 0, computation), pixels, run);
    }

    private static Map<String, Object> orNone(Map<String, Object> map) {
        return map == null ? Map.of() : map;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
