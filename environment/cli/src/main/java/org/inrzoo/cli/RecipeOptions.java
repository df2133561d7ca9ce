package org.inrzoo.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Shorthands for settings of the recipe, of commands that fit. */
final class RecipeOptions {

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "optimiser steps; default the recipe's, see 'inrzoo card NAME'")
    private Integer steps;

    @Option(names = "--batch", paramLabel = "N", description = "points per step, 0 takes all; default the recipe's")
    private Integer batch;

    /** The settings that were given. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (steps != null) {
            settings.put("steps", steps);
        }
        if (batch != null) {
            settings.put("batch", batch);
        }
        return settings;
    }
}
