package org.inrzoo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inrzoo.FitOptions;
import org.inrzoo.compress.CompressedImage;
import org.inrzoo.compress.Compressor;
import org.inrzoo.datasets.Background;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.datasets.Image;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.io.Json;
import org.inrzoo.option.OptionException;
import org.inrzoo.run.LoadedImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compress",
        description = "Makes a small file of a picture: the quantised weights of a network that is fitted to it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "%nExamples: inrzoo compress camera --size 256 --bpp 0.5 --out camera.inr",
            "          inrzoo compress photo.jpg --psnr 30 --model siren --out photo.inr"
        })
final class CompressCommand implements Callable<Integer> {

    private static final int BITS_OF_A_BYTE = 8;

    @Parameters(
            paramLabel = "NAME|FILE",
            description = "data set (astronaut, camera, perlin:CELLS) or PNG, JPEG, TIFF, WebP, GIF or BMP file")
    private String picture;

    @Option(
            names = "--bpp",
            paramLabel = "B",
            description = "the best picture of at most B bits a pixel; default none: --psnr asks instead")
    private Double bitsPerPixel;

    @Option(
            names = "--psnr",
            paramLabel = "DB",
            description = "the smallest file found of at least DB decibels; default none: --bpp asks instead")
    private Double psnr;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "siren",
            description = "the model, whose width and depth are searched for; default ${DEFAULT-VALUE}")
    private String model;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "resize the longer side to N pixels first; default as it is")
    private Integer size;

    @Option(
            names = "--background",
            paramLabel = "COLOUR",
            defaultValue = "white",
            description =
                    "what shows through transparent parts: white, black, gray or #rrggbb; default ${DEFAULT-VALUE}")
    private Background background;

    @Option(
            names = "--finetune",
            paramLabel = "STEPS",
            defaultValue = "200",
            description = "steps of training with quantised weights at the end; default ${DEFAULT-VALUE}")
    private int tuning;

    @Mixin
    private RecipeOptions recipe;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "any option of the model or its recipe; default the card's")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    private EngineOptions engine;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "the file to write, such as camera.inr")
    private Path out;

    @Option(names = "--force", description = "overwrite the file if it exists")
    private boolean force;

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    @Override
    public Integer call() {
        requireOneGoal();
        OutputFiles.requireFree(out, force);
        LoadedImage loaded =
                LoadedImage.load(picture, size == null ? 0 : Arguments.atLeastOne("--size", size), background);
        loaded.notes().forEach(note -> System.err.println("inrzoo: " + note));
        Image image = loaded.image();
        FitOptions options = FitOptions.defaults()
                .withEngine(engine.name())
                .withThreads(engine.threads())
                .withListener(new FitLines());
        Compressor compressor =
                new Compressor(variant(), image, options, tuning, line -> System.err.println("inrzoo: " + line));
        long start = System.nanoTime();
        CompressedImage found = psnr == null ? compressor.within(bytes(image)) : compressor.atLeast(psnr);
        double seconds = (System.nanoTime() - start) * 1e-9;
        OutputFiles.write(out, force, found::save);
        tell(found, image, seconds);
        return 0;
    }

    private void requireOneGoal() {
        if ((bitsPerPixel == null) == (psnr == null)) {
            throw new OptionException(
                    "say either --bpp B, how large the file may be, or --psnr DB, how good the picture");
        }
        double goal = psnr == null ? bitsPerPixel : psnr;
        if (!(goal > 0) || Double.isInfinite(goal)) {
            throw new OptionException((psnr == null ? "--bpp" : "--psnr") + " cannot be " + goal + "; it is above 0");
        }
        if (tuning < 0) {
            throw new OptionException("--finetune cannot be " + tuning + "; it is a whole number from 0");
        }
    }

    private int bytes(Image image) {
        double bytes = bitsPerPixel * image.width() * image.height() / BITS_OF_A_BYTE;
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }

    private Variant variant() {
        Variant named = Registry.get(model);
        named.requireImages();
        return named.withAll(named.recipeKeys(recipe.or(named.usualRecipe())))
                .withAll(recipe.settings())
                .withAll(settings);
    }

    private void tell(CompressedImage found, Image image, double seconds) {
        long bytes = size(out);
        double bpp = (double) BITS_OF_A_BYTE * bytes / image.width() / image.height();
        double quality = found.psnr(image);
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("file", out.toString());
            object.put("bytes", bytes);
            object.put("bpp", bpp);
            object.put("psnr", quality);
            object.put("model", found.variant().name());
            object.put("settings", found.settings());
            object.put("bits", found.bits());
            object.put("seconds", seconds);
            System.out.println(Json.line(object));
        } else {
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,d bytes, %.3f bits a pixel, %.2f dB; %s, %d bits a weight, in %s%n",
                    out,
                    bytes,
                    bpp,
                    quality,
                    (found.variant().name() + " " + found.settings()).trim(),
                    found.bits(),
                    Durations.words(seconds));
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
    }
}
