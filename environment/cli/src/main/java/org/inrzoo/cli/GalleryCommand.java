package org.inrzoo.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.inrzoo.Exhibit;
import org.inrzoo.FittedImage;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.family.Variant;
import org.inrzoo.io.Json;
import org.inrzoo.io.Pictures;
import org.inrzoo.option.OptionException;
import org.inrzoo.page.Gallery;
import org.inrzoo.page.HeadsChart;
import org.inrzoo.record.FitRecord;
import org.inrzoo.run.FitRun;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "gallery",
        description = "Fits one model of each family for the pictures of zoo/MODELS.md.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class GalleryCommand implements Callable<Integer> {

    private static final String IMAGE = "camera";

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "the models whose pictures are made anew; default all that have one")
    private List<String> names = List.of();

    @Option(names = "--charts", description = "draw only the charts, from the records of earlier fits")
    private boolean charts;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "" + Gallery.STEPS,
            description = "optimiser steps of every fit; default ${DEFAULT-VALUE}")
    private int steps;

    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "" + Gallery.SIZE,
            description = "pixels per side of the image, camera; default ${DEFAULT-VALUE}")
    private int size;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "zoo/models",
            description =
                    "folder of the pictures and the fits' records, overwriting earlier ones; default ${DEFAULT-VALUE}")
    private Path out;

    @Override
    public Integer call() {
        List<Exhibit> exhibits = Exhibit.ALL.stream()
                .filter(exhibit -> names.isEmpty() || names.contains(exhibit.model()))
                .toList();
        List<String> known = Exhibit.ALL.stream().map(Exhibit::model).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new OptionException("no picture is of '" + name + "'; they are of " + String.join(", ", known));
        });
        LoadedImage pixels = LoadedImage.load(IMAGE, Arguments.atLeastOne("--size", size));
        RunFolder.create(out, true);
        Pictures.writePng(out.resolve("heads.png"), HeadsChart.draw());
        for (Exhibit exhibit : charts ? List.<Exhibit>of() : exhibits) {
            if (!make(exhibit, pixels)) {
                System.err.println("inrzoo: stopped; the pictures that were made are in '" + out + "'");
                return TerminationSignals.INTERRUPTED;
            }
        }
        System.out.println("see " + out);
        return 0;
    }

    /** Whether it was not stopped. */
    private boolean make(Exhibit exhibit, LoadedImage pixels) {
        Variant variant = exhibit.variant().with("steps", steps);
        FitSpec spec = FitRun.spec(
                variant,
                pixels,
                0,
                new FitSpec.Compute("auto", Runtime.getRuntime().availableProcessors(), steps));
        RunFolder folder = RunFolder.create(Path.of("runs", "gallery", exhibit.model()), true);
        try (FitRun run = FitRun.start(spec, pixels, folder);
                FitProgress progress = FitProgress.show(run)) {
            TerminationSignals.onInterrupt(run::stop);
            System.err.println("inrzoo: " + exhibit.fit());
            run.listener(progress);
            FitRecord result = run.run().orElse(null);
            if (result == null) {
                return false;
            }
            Pictures.writePng(
                    out.resolve(exhibit.model() + ".png"),
                    Gallery.picture(pixels.image(), FittedImage.load(folder.weights())));
            AtomicFiles.write(
                    out.resolve(exhibit.model() + ".json"), Json.text(result).getBytes(StandardCharsets.UTF_8));
            return true;
        }
    }
}
