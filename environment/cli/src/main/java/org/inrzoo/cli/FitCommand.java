package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inrzoo.Zoo;
import org.inrzoo.datasets.Background;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Variant;
import org.inrzoo.run.ClaimedFolder;
import org.inrzoo.run.FitRun;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.LoadedImage;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--image",
            paramLabel = "NAME|FILE",
            defaultValue = "camera",
            description =
                    "data set (astronaut, camera, perlin:CELLS) or PNG, JPEG, TIFF, WebP, GIF or BMP file; default ${DEFAULT-VALUE}")
    private String image;

    @Option(
            names = "--background",
            paramLabel = "COLOUR",
            defaultValue = "white",
            description =
                    "what shows through transparent parts: white, black, gray or #rrggbb; default ${DEFAULT-VALUE}")
    private Background background;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "resize the longer side to N pixels first; default as it is")
    private Integer size;

    @Option(
            names = "--test-size",
            paramLabel = "N",
            description =
                    "at the end also measure the PSNR on the image with its longer side resized to N pixels; default not")
    private Integer testSize;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "optimiser steps; default the recipe's, see 'inrzoo card NAME'")
    private Integer steps;

    @Option(names = "--batch", paramLabel = "N", description = "points per step, 0 takes all; default the recipe's")
    private Integer batch;

    @Option(names = "--seed", paramLabel = "S", description = "seed of weights and batches; default the recipe's, 0")
    private Long seed;

    @Option(
            names = "--engine",
            paramLabel = "E",
            defaultValue = "auto",
            description = "auto, fused or samediff; default ${DEFAULT-VALUE}")
    private String engine;

    @Option(names = "--threads", paramLabel = "N", description = "threads that compute; default all cores")
    private Integer threads;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description =
                    "any option of the model or its recipe; default the paper's, 'inrzoo card NAME --all-settings' shows them")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--checkpoint-every",
            paramLabel = "STEPS",
            description = "steps between checkpoints; default a tenth of all")
    private Integer checkpointEvery;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "output folder; default runs/NAME-IMAGE, numbered when taken")
    private Path out;

    @Option(names = "--force", description = "write into a folder that is not empty")
    private boolean force;

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    @Override
    public Integer call() {
        Variant variant = variant();
        int workers = Arguments.threads(threads);
        int every = orElse(
                "--checkpoint-every",
                checkpointEvery,
                Math.max(1, variant.recipe().steps() / 10));
        Arguments.oneOf("--engine", engine, Engines.names());
        int side = orElse("--size", size, 0);
        LoadedImage pixels = LoadedImage.load(image, side, background);
        pixels.notes().forEach(note -> System.err.println("inrzoo: " + note));
        int testSide = orElse("--test-size", testSize, 0);
        FitSpec spec = FitRun.spec(variant, pixels, side, testSide, engine, workers, every);
        ClaimedFolder claimed = OutputFolders.claim(out, force, name + "-" + OutputFolders.name(pixels));
        return new FitSession(json).run(claimed, folder -> FitRun.start(spec, pixels, folder));
    }

    private Variant variant() {
        Map<String, Object> changes = new LinkedHashMap<>(settings);
        put(changes, "steps", steps);
        put(changes, "batch", batch);
        put(changes, "seed", seed);
        return Zoo.get(name).withAll(changes).variant();
    }

    private static void put(Map<String, Object> changes, String key, Object value) {
        if (value != null) {
            changes.put(key, value);
        }
    }

    private static int orElse(String option, Integer value, int otherwise) {
        return value == null ? otherwise : Arguments.atLeastOne(option, value);
    }
}
