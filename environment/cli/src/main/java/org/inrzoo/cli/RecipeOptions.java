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
                            + " default paper, but for 'fit' of an image the chosen one where there is one")
    private String name;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "optimiser steps; default the recipe's, see 'inrzoo card NAME'")
    private Integer steps;

    @Option(names = "--batch", paramLabel = "N", description = "points per step, 0 takes all; default the recipe's")
    private Integer batch;

    /** The name of the recipe: the source's unless another was asked for, so that methods are compared by their own. */
    String name() {
        return or(Variant.PAPER);
    }

    /** The name of the recipe that was asked for, or else {@code usual}. */
    String or(String usual) {
        return name == null ? usual : name;
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
