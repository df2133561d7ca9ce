package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.datasets.Background;
import org.inrzoo.engine.Engines;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.study.Entry;
import org.inrzoo.study.Study;
import picocli.CommandLine.Option;

/** The options of commands that do several fits. */
final class StudyOptions {

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

    @Option(names = "--steps", paramLabel = "N", description = "optimiser steps of every fit; default each recipe's")
    private Integer steps;

    @Option(names = "--batch", paramLabel = "N", description = "points per step, 0 takes all; default each recipe's")
    private Integer batch;

    @Option(
            names = "--engine",
            paramLabel = "E",
            defaultValue = "auto",
            description = "auto, fused or samediff; default ${DEFAULT-VALUE}")
    private String engine;

    @Option(names = "--threads", paramLabel = "N", description = "threads that compute; default all cores")
    private Integer threads;

    @Option(names = "--out", paramLabel = "DIR", description = "output folder; default in runs/, numbered when taken")
    private Path out;

    @Option(names = "--force", description = "write into a folder that is not empty")
    private boolean force;

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    /** The settings that --steps and --batch are short for. */
    Map<String, Object> shorthands() {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (steps != null) {
            settings.put("steps", steps);
        }
        if (batch != null) {
            settings.put("batch", batch);
        }
        return settings;
    }

    /**
     * The study of these entries, ready to be run.
     *
     * @param kind what the default output folder's name begins with, and the files' names in it
     * @param seeds fits of every entry
     */
    StudySession session(String kind, List<Entry> entries, int seeds) {
        Arguments.atLeastOne("--seeds", seeds);
        Arguments.oneOf("--engine", engine, Engines.names());
        int workers = Arguments.threads(threads);
        int side = size == null ? 0 : Arguments.atLeastOne("--size", size);
        LoadedImage pixels = LoadedImage.load(image, side, background);
        pixels.notes().forEach(note -> System.err.println("inrzoo: " + note));
        Study study = new Study(entries, seeds, pixels, side, engine, workers);
        String name = kind + "-" + OutputFolders.name(pixels);
        return new StudySession(study, pixels, () -> OutputFolders.claim(out, force, name), kind, json);
    }
}
