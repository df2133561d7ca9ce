package org.inrzoo.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.inrzoo.FitOptions;
import org.inrzoo.ZooModel;
import org.inrzoo.compress.Compressor;
import org.inrzoo.compress.FloatWeights;
import org.inrzoo.compress.RateDistortion;
import org.inrzoo.compress.RatePoint;
import org.inrzoo.compress.Subject;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.Image;
import org.inrzoo.family.Variant;
import org.inrzoo.io.Fonts;
import org.inrzoo.io.Json;
import org.inrzoo.io.Pictures;
import org.inrzoo.option.OptionException;
import org.inrzoo.run.ClaimedFolder;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.study.Entry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rd",
        description = "Quality against size of a picture's files: by networks of several sizes, and by JPEG.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = "%nExample: inrzoo rd camera --size 256 --models siren,loe-sine-fine2coarse --bpp 0.2,0.5,1")
final class RdCommand implements Callable<Integer> {

    private static final int BITS_OF_A_BYTE = 8;
    private static final List<Double> RATES = List.of(0.1, 0.2, 0.4, 0.8);

    @Parameters(
            paramLabel = "NAME|FILE",
            description =
                    "data set (astronaut, camera, perlin:CELLS, leaves) or PNG, JPEG, TIFF, WebP, GIF or BMP file")
    private String picture;

    @Option(
            names = "--models",
            paramLabel = "NAME,NAME",
            split = ",",
            defaultValue = "siren",
            description =
                    "the models; settings of one alone behind colons, such as siren:depth=8; default ${DEFAULT-VALUE}")
    private List<String> models;

    @Option(
            names = "--bpp",
            paramLabel = "B,B",
            split = ",",
            description = "about the bits a pixel of each network; default 0.1,0.2,0.4,0.8")
    private List<Double> rates;

    @Option(
            names = "--floats",
            description =
                    "each model's own network, its weights as floats of 32 and 16 bits, in place of files of --bpp")
    private boolean floats;

    @Mixin
    private ReadingOptions reading;

    @Option(
            names = "--finetune",
            paramLabel = "STEPS",
            defaultValue = "200",
            description = "steps of training with quantised weights; default ${DEFAULT-VALUE}")
    private int tuning;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "an option of all those models that have it; default each recipe's")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    private RecipeOptions recipe;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        if (floats && rates != null) {
            throw new OptionException("--floats takes each model's network as it is: leave out --bpp");
        }
        if (rates().stream().anyMatch(rate -> !(rate > 0) || Double.isInfinite(rate))) {
            throw new OptionException("--bpp cannot be " + rates() + "; its numbers are above 0");
        }
        LoadedImage loaded = reading.load(picture);
        Map<String, Object> shared = new LinkedHashMap<>(settings);
        shared.putAll(recipe.settings());
        List<Entry> entries = Entry.parse(models, shared, recipe.or(Variant.CHOSEN));
        entries.forEach(entry -> entry.variant().requireImages());
        try (ClaimedFolder claimed = output.claim("rd-" + OutputFolders.name(loaded))) {
            RateDistortion curves = measure(loaded, entries);
            write(curves, claimed.folder().path());
            System.out.print(output.json() ? Json.line(curves.data()) + System.lineSeparator() : curves.text());
            if (!output.json()) {
                curves.verdicts().forEach(System.out::println);
                System.out.println("see " + claimed.folder().path());
            }
        }
        return 0;
    }

    private List<Double> rates() {
        return rates == null ? RATES : rates;
    }

    private RateDistortion measure(LoadedImage loaded, List<Entry> entries) {
        Image image = loaded.image();
        FitOptions options = FitOptions.defaults()
                .withEngine(engine.name())
                .withThreads(engine.threads())
                .withListener(new FitLines());
        List<RatePoint> points = new ArrayList<>();
        int fits = floats ? entries.size() : entries.size() * rates().size();
        int done = 0;
        for (Entry entry : entries) {
            Compressor compressor = new Compressor(
                    entry.variant(), Subject.of(image), options, tuning, line -> System.err.println("inrzoo: " + line));
            for (double rate : floats ? List.of(0.0) : rates()) {
                System.err.println("inrzoo: fit " + ++done + " of " + fits + ", " + entry.label());
                double bytes = rate * image.width() * image.height() / BITS_OF_A_BYTE;
                List<RatePoint> found = floats
                        ? FloatWeights.of(new ZooModel(entry.variant()).fit(image, options), image)
                        : compressor.points((int) Math.min(Integer.MAX_VALUE, bytes));
                found.forEach(point -> points.add(point.of(entry.label())));
            }
        }
        points.addAll(Compressor.jpeg(image));
        return new RateDistortion(loaded.name(), image.width(), image.height(), points);
    }

    private static void write(RateDistortion curves, Path folder) {
        Path csv = folder.resolve("rd.csv");
        Path data = folder.resolve("rd.json");
        Path chart = folder.resolve("rd.png");
        Stream.of(csv, data, chart).forEach(AtomicFiles::requirePossible);
        AtomicFiles.write(csv, curves.csv().getBytes(StandardCharsets.UTF_8));
        AtomicFiles.write(data, Json.text(curves.data()).getBytes(StandardCharsets.UTF_8));
        Fonts.missing()
                .ifPresentOrElse(
                        why -> System.err.println("inrzoo: no chart; " + why),
                        () -> Pictures.writePng(chart, curves.chart()));
    }
}
