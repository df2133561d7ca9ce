package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.family.Variant;
import org.inrzoo.option.OptionException;
import org.inrzoo.run.ClaimedFolder;
import org.inrzoo.run.FitPicture;
import org.inrzoo.run.FitRun;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.RunSpec;
import org.inrzoo.run.SignalRun;
import org.inrzoo.run.StreamedImage;
import org.inrzoo.run.TiledRun;
import org.inrzoo.run.TiledSpec;
import org.inrzoo.task.ObjectiveKind;
import org.inrzoo.task.ObjectiveKinds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "fit",
        description = "Fits a model to an image, a sound, a video, a volume or a solid.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "%nExamples: inrzoo fit siren --image photo.jpg --size 256 --steps 1e3 --set width=128",
            "          inrzoo fit siren --signal audio:song.wav --seconds 5",
            "          inrzoo fit relu-pe --signal image:shepp-logan --objective ct:views=20"
        })
final class FitCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "the model; 'inrzoo list' shows all")
    private String name;

    @Mixin
    private SignalOptions signal;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "a run.json, as every fit leaves it in its folder; what is given besides counts more, and another NAME has its own settings; default none")
    private Path config;

    @Mixin
    private ImageOptions image;

    @Option(
            names = "--test-size",
            paramLabel = "N",
            description =
                    "at the end also measure the PSNR on the image with its longer side resized to N pixels; default not")
    private Integer testSize;

    @Mixin
    private TileOptions tiles;

    @Mixin
    private RecipeOptions recipe;

    @Option(names = "--seed", paramLabel = "S", description = "seed of weights and batches; default the recipe's, 0")
    private Long seed;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description =
                    "any option of the model or its recipe; default the recipe's, 'inrzoo card NAME --all-settings' shows them")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    private EngineOptions engine;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "STEPS",
            description = "steps between checkpoints; default a tenth of all")
    private Integer checkpointEvery;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RunSpec base = base();
        if (signal.given() || config != null) {
            return fitSignal(base);
        }
        Variant variant = variant();
        int every = orElse(
                "--checkpoint-every",
                checkpointEvery,
                Math.max(1, variant.recipe().steps() / 10));
        FitSpec.Compute computation = engine.computation(every);
        if (tiles.given()) {
            return fitTiles(variant, computation);
        }
        FitPicture pixels = image.loadAny();
        FitSpec spec = FitRun.spec(variant, pixels, orElse("--test-size", testSize, 0), computation);
        ClaimedFolder claimed = output.claim(name + "-" + OutputFolders.name(pixels));
        return new FitSession(output.json()).run(claimed, folder -> FitRun.start(spec, pixels, folder));
    }

    private Integer fitTiles(Variant variant, FitSpec.Compute computation) {
        if (testSize != null) {
            throw new OptionException("--test-size is of whole pictures, not of tiles: leave it out");
        }
        StreamedImage pixels = image.loadStreamed();
        TiledSpec spec = tiles.of(TiledRun.spec(variant, pixels, computation));
        ClaimedFolder claimed = output.claim(name + "-" + OutputFolders.name(pixels) + "-tiles");
        return new FitSession(output.json()).run(claimed, folder -> TiledRun.start(spec, pixels, folder));
    }

    /** The file's run, or one of a model alone. */
    private RunSpec base() {
        if (config != null) {
            return RunSpec.read(config);
        }
        if (name == null) {
            throw new OptionException(
                    "'fit' wants a NAME, the model; 'inrzoo list' shows all; 'inrzoo fit --help' shows what it takes");
        }
        return new RunSpec(name, null, null, null, null, null, null, null, 0, 0);
    }

    /** Images by their values go the way of images: pictures, levels of detail and tiles are theirs alone. */
    private Integer fitSignal(RunSpec base) {
        String what = signal.source(spec, image, base.signal());
        ObjectiveKind objective = signal.objective();
        boolean sameModel = name == null || name.equals(base.model());
        Map<String, Object> settings = new LinkedHashMap<>(sameModel ? base.settings() : Map.of());
        String model = name == null ? base.model() : name;
        settings.putAll(changes(model, recipe.name()));
        RunSpec run = new RunSpec(
                model,
                settings,
                what,
                signal.reading(what, image.size(), base.reading()),
                objective == null ? base.objective() : objective.name(),
                objective == null ? base.options() : ObjectiveKinds.options(objective),
                given("--signal") || given("--image") ? null : base.sha256(),
                given("--engine") ? engine.name() : base.engine(),
                given("--threads") ? engine.threads() : base.threads(),
                orElse("--checkpoint-every", checkpointEvery, base.checkpointEvery()));
        SignalRun.Ready ready = SignalRun.prepare(run);
        ready.signal().notes().forEach(note -> System.err.println("inrzoo: " + note));
        ClaimedFolder claimed = output.claim(
                run.model() + "-" + OutputFolders.name(ready.signal().name()));
        return new FitSession(output.json()).run(claimed, ready::start);
    }

    private boolean given(String option) {
        return SignalOptions.isGiven(spec, option);
    }

    private Variant variant() {
        ZooModel model = Zoo.get(name);
        String recipeName = recipe.or(model.variant().usualRecipe());
        return model.withAll(changes(name, recipeName)).variant();
    }

    /** What a recipe of its own, then the command line changes of a model. */
    private Map<String, Object> changes(String model, String recipeName) {
        Map<String, Object> changes =
                new LinkedHashMap<>(Zoo.get(model).variant().recipeKeys(recipeName));
        changes.putAll(settings);
        changes.putAll(recipe.settings());
        if (seed != null) {
            changes.put("seed", seed);
        }
        return changes;
    }

    private static int orElse(String option, Integer value, int otherwise) {
        return value == null ? otherwise : Arguments.atLeastOne(option, value);
    }
}
