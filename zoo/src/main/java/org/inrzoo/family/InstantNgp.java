package org.inrzoo.family;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.HashGrid;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.Relu;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Range;

/** A small ReLU network behind trained grids: Müller et al., "Instant Neural Graphics Primitives", SIGGRAPH 2022. */
public record InstantNgp(
        @Option(value = "hidden width, channels", min = 1, max = 4096)
        int width,

        @Option(value = "ReLU layers; a plain linear layer follows", min = 1, max = 64)
        int depth,

        @Option(value = "grids of growing resolution", min = 1, max = 32)
        int levels,

        @Option(value = "features per grid", min = 1, max = 8)
        int features,

        @Option(value = "binary logarithm of a grid's largest table", min = 1, max = 24)
        int logTable,

        @Option(value = "cells per axis of the coarsest grid", min = 1, max = 8192)
        int base,

        @Option(
                value = "cells per axis of the finest grid, at least base; 0 takes half the fitted image's longer side",
                min = 0,
                max = 65_536)
        int finest)
        implements Family {

    /** The side of the images that the table is chosen for. */
    private static final int SIDE = 512;

    /** The authors' rule for images: the finest grid has a vertex for every second pixel of the longer side. */
    @Override
    public InstantNgp sized(List<Integer> extent) {
        int half = (Collections.max(extent) + 1) / 2;
        return finest > 0 ? this : new InstantNgp(width, depth, levels, features, logTable, base, Math.max(base, half));
    }

    @Override
    public Architecture architecture(int dimensions, int outputs) {
        if (finest == 0) {
            return sized(List.of(SIDE)).architecture(dimensions, outputs);
        }
        if (finest < base) {
            throw new OptionException("'finest' is " + finest + ", coarser than 'base', " + base);
        }
        Initializer weight = Initializer.kaimingUniform();
        List<Layer> layers = new ArrayList<>();
        layers.add(new HashGrid(dimensions, levels, features, logTable, base, finest));
        for (int i = 0; i < depth; i++) {
            layers.add(new Dense(width, weight, Initializer.zeros()));
            layers.add(new Relu());
        }
        layers.add(new Dense(outputs, weight, Initializer.zeros()));
        return new Architecture(dimensions, layers);
    }

    /** The named variants. */
    public static final class Variants implements ModelProvider {
        @Override
        public List<Variant> variants() {
            Source source = new Source(
                    "Müller, Evans, Schied and Keller, Instant Neural Graphics Primitives with a Multiresolution Hash"
                            + " Encoding, SIGGRAPH 2022",
                    "section 3 and the authors' configuration for images",
                    Set.of(
                            "width",
                            "depth",
                            "levels",
                            "features",
                            "base",
                            "optimizer",
                            "rate",
                            "beta1",
                            "beta2",
                            "epsilon"),
                    "The authors' table of 2^24 entries is for images of gigapixels: the table is chosen for 512x512. Their rule for the"
                            + " finest grid, half the image's side, is kept. Their decay of weights by 1e-6 is left out.");
            Recipe recipe = Recipe.adam(1e-2, 2000)
                    .with("beta2", 0.99)
                    .with("epsilon", 1e-15)
                    .with("targets", Range.UNIT);
            return List.of(new Variant(
                            "instant-ngp",
                            "Small ReLU network behind a multiresolution hash grid",
                            new InstantNgp(64, 2, 16, 2, 14, 16, 0),
                            recipe,
                            source,
                            234_543)
                    .withChosen(ChosenRecipe.muon(3e-2, 1e-2, 2000)));
        }
    }
}
