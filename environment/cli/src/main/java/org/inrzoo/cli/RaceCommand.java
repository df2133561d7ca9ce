package org.inrzoo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.inrzoo.Zoo;
import org.inrzoo.bench.Race;
import org.inrzoo.bench.RaceEntry;
import org.inrzoo.bench.RaceReport;
import org.inrzoo.bench.RaceTrack;
import org.inrzoo.family.Variant;
import org.inrzoo.io.Json;
import org.inrzoo.option.OptionException;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.study.Entry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "race",
        description = "Trains until an image is as good as asked: seconds and steps of each recipe or library.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "%nExamples: inrzoo race loe-sine-fine2coarse --to 39 --baseline libtorch",
            "          inrzoo race siren,siren:optimizer=muon:rate=9e-4 --to 30 --size 128"
        })
final class RaceCommand implements Callable<Integer> {

    private static final double WARM_UP_SECONDS = 4;
    private static final String BOTH = "both";

    @Parameters(
            paramLabel = "NAME,NAME",
            split = ",",
            description = "the models; settings of one alone behind colons, such as siren:optimizer=muon:rate=9e-4")
    private List<String> names;

    @Option(names = "--to", paramLabel = "DB", required = true, description = "the PSNR to be reached, dB")
    private double target;

    @Option(
            names = "--image",
            paramLabel = "NAME|FILE",
            defaultValue = "camera",
            description = "the image, as of 'fit'; default ${DEFAULT-VALUE}")
    private String image;

    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "512",
            description = "its longer side is resized to N pixels; default ${DEFAULT-VALUE}")
    private int size;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            defaultValue = BOTH,
            description =
                    "paper, chosen, or both of a model that has both, the chosen one first; default ${DEFAULT-VALUE}")
    private String recipe;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "an option of all those models that have it; default each recipe's")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "steps of the whole schedule; default each recipe's, see 'inrzoo card NAME'")
    private Integer steps;

    @Option(
            names = "--max-seconds",
            paramLabel = "S",
            defaultValue = "600",
            description = "seconds of training for each, at most; default ${DEFAULT-VALUE}")
    private double maxSeconds;

    @Option(names = "--seed", paramLabel = "S", description = "seed of weights and batches; default each recipe's, 0")
    private Long seed;

    @Mixin
    private MeasuringOptions measuring;

    @Override
    public Integer call() {
        Arguments.atLeastOne("--size", size);
        positive("--to", target);
        positive("--max-seconds", maxSeconds);
        LoadedImage pixels = LoadedImage.load(image, size);
        List<RaceEntry> entries = entries();
        entries.forEach(entry -> entry.variant().requireImages());
        RaceTrack track = new RaceTrack(pixels.name(), pixels.image(), target, measuring.threads());
        Race race = new Race(entries, measuring.baselines(), track, maxSeconds, WARM_UP_SECONDS);
        RaceReport report = race.run(line -> System.err.println("inrzoo: " + line));
        System.out.print(measuring.json() ? Json.line(report) + System.lineSeparator() : report.text());
        return 0;
    }

    private List<RaceEntry> entries() {
        Map<String, Object> shared = new LinkedHashMap<>(settings);
        if (steps != null) {
            shared.put("steps", steps);
        }
        if (seed != null) {
            shared.put("seed", seed);
        }
        boolean both = recipe.equals(BOTH);
        List<String> texts = both ? names.stream().flatMap(RaceCommand::both).toList() : names;
        List<Entry> entries = Entry.parse(texts, shared, both ? Variant.PAPER : recipe);
        boolean oneModel =
                entries.stream().map(entry -> entry.variant().name()).distinct().count() == 1;
        return entries.stream()
                .map(entry -> new RaceEntry(oneModel ? brief(entry) : entry.label(), entry.variant()))
                .toList();
    }

    /** A model by each of its recipes, unless its settings name one. */
    private static Stream<String> both(String text) {
        List<String> recipes = Zoo.get(text.split(":", 2)[0]).variant().recipes();
        return recipes.size() == 1 || text.contains(":recipe=")
                ? Stream.of(text)
                : Stream.of(text + ":recipe=" + Variant.CHOSEN, text + ":recipe=" + Variant.PAPER);
    }

    /** What tells an entry from others of the same model: its recipe and its own settings. */
    private static String brief(Entry entry) {
        String[] parts = entry.label().split(":", 2);
        String own = parts.length == 1 ? "" : parts[1].replaceFirst("(^|:)recipe=[^:]*", "");
        return entry.recipe() + (own.isEmpty() || own.startsWith(":") ? own : ":" + own);
    }

    private static void positive(String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new OptionException(option + " cannot be " + value + "; it is a number above 0");
        }
    }
}
