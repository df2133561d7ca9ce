package org.inrzoo.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inrzoo.Zoo;
import org.inrzoo.family.Variant;
import org.inrzoo.run.ClaimedFolder;
import org.inrzoo.run.FitRun;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.LoadedImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "fit",
        description = "Fits a model to an image.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = "%nExample: inrzoo fit siren --image photo.jpg --size 256 --steps 1e3 --set width=128")
final class FitCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "the model; 'inrzoo list' shows all")
    private String name;

    @Mixin
    private ImageOptions image;

    @Option(
            names = "--test-size",
            paramLabel = "N",
            description =
                    "at the end also measure the PSNR on the image with its longer side resized to N pixels; default not")
    private Integer testSize;

    @Mixin
    private RecipeOptions recipe;

    @Option(names = "--seed", paramLabel = "S", description = "seed of weights and batches; default the recipe's, 0")
    private Long seed;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description =
                    "any option of the model or its recipe; default the paper's, 'inrzoo card NAME --all-settings' shows them")
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

    @Override
    public Integer call() {
        Variant variant = variant();
        int every = orElse(
                "--checkpoint-every",
                checkpointEvery,
                Math.max(1, variant.recipe().steps() / 10));
        FitSpec.Computation computation = engine.computation(every);
        LoadedImage pixels = image.load();
        FitSpec spec = FitRun.spec(variant, pixels, orElse("--test-size", testSize, 0), computation);
        ClaimedFolder claimed = output.claim(name + "-" + OutputFolders.name(pixels));
        return new FitSession(output.json()).run(claimed, folder -> FitRun.start(spec, pixels, folder));
    }

    private Variant variant() {
        Map<String, Object> changes = new LinkedHashMap<>(settings);
        changes.putAll(recipe.settings());
        if (seed != null) {
            changes.put("seed", seed);
        }
        return Zoo.get(name).withAll(changes).variant();
    }

    private static int orElse(String option, Integer value, int otherwise) {
        return value == null ? otherwise : Arguments.atLeastOne(option, value);
    }
}
