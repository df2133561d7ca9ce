package org.inrzoo.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.inrzoo.family.Variant;
import picocli.CommandLine.Option;

/** The recipe of commands that fit, and shorthands for settings of it. */
final class RecipeOptions {

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description =
                    "paper, or chosen where the zoo has a recipe of its own that gets further, see 'inrzoo card NAME';"
                            + " default paper")
    private String name = Variant.PAPER;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "optimiser steps; default the recipe's, see 'inrzoo card NAME'")
    private Integer steps;

    @Option(names = "--batch", paramLabel = "N", description = "points per step, 0 takes all; default the recipe's")
    private Integer batch;

    /** The name of the recipe. */
    String name() {
        return name;
    }

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
