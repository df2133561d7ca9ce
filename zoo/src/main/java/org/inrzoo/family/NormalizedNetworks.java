package org.inrzoo.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.PositionalEncoding;
import org.inrzoo.layer.Relu;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Option;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Range;

/**
 * ReLU networks with a normalisation in front of every ReLU, and the plain ones they are compared with: Cai, Zhu, Shen,
 * Wang and Cao, CVPR 2024 and arXiv 2407.17834, in the set-up of their image-fitting code.
 */
public record NormalizedNetworks(
        @Option(value = "hidden width, channels", min = 1, max = 4096)
        int width,

        @Option(value = "ReLU layers; a plain linear layer follows", min = 1, max = 64)
        int depth,

        @Option("normalisation in front of each ReLU") Norm norm,

        @Option("whether a positional encoding of ten octaves comes first")
        boolean encoded)
        implements Family {

    @Override
    public Architecture architecture(int dimensions, int outputs) {
        List<Layer> layers = new ArrayList<>();
        layers.add(encoded ? PositionalEncoding.Preset.NORM_INR.encoding() : new Identity(Range.SYMMETRIC));
        for (int i = 0; i < depth; i++) {
            layers.add(dense(width));
            layers.addAll(norm.layers());
            layers.add(new Relu());
        }
        layers.add(dense(outputs));
        return new Architecture(dimensions, layers);
    }

    private static Dense dense(int width) {
        return new Dense(width, Initializer.pytorchDefault(), Initializer.pytorchDefault());
    }

    private static final String BATCH_PAPER =
            "Cai, Zhu, Shen, Wang and Cao, Batch Normalization Alleviates the Spectral Bias"
                    + " in Coordinate Networks, CVPR 2024";

    /** Where layer, global and cross normalisation come from. */
    static final String LATER_PAPER = "Cai, Zhu, Shen, Wang and Cao, Towards the Spectral Bias Alleviation by"
            + " Normalizations in Coordinate Networks, arXiv 2407.17834, 2024";

    private static final Set<String> STATED = Set.of(
            "width",
            "depth",
            "norm",
            "encoded",
            "optimizer",
            "rate",
            "beta1",
            "beta2",
            "epsilon",
            "schedule",
            "steps",
            "batch",
            "grid",
            "targets");

    /** The rate the authors' code gives the networks without normalisation, and batch normalisation behind an encoding. */
    private static final double LOW_RATE = 2e-4;

    private static final double HIGH_RATE = 1e-2;

    private static Variant variant(
            String name, String summary, Norm norm, boolean encoded, double rate, int parameters) {
        String paper = norm == Norm.NONE || norm == Norm.BATCH ? BATCH_PAPER : LATER_PAPER;
        Source source = new Source(
                paper,
                "the authors' image-fitting code",
                STATED,
                "The code gives its methods rates 50 times apart, 2e-4 and 1e-2: sweep the rate of each before comparing them.");
        Recipe recipe = Recipe.adam(rate, 50_000)
                .with("grid", GridConvention.ALIGN_CORNERS)
                .with("targets", Range.UNIT);
        Variant variant =
                new Variant(name, summary, new NormalizedNetworks(28, 10, norm, encoded), recipe, source, parameters);
        // Behind an encoding batch and cross normalisation lose between the pixels what they win on them.
        return encoded && (norm == Norm.BATCH || norm == Norm.CROSS)
                ? variant
                : variant.withChosen(ChosenRecipe.muon(3e-2, auxRate(norm, encoded), 5000));
    }

    /** Adam's rate beside Muon's, by the sweeps in {@code zoo/results}. */
    private static double auxRate(Norm norm, boolean encoded) {
        return !encoded && (norm == Norm.LAYER || norm == Norm.GLOBAL) ? 1e-3 : 1e-2;
    }

    /** The named variants. */
    public static final class Variants implements ModelProvider {
        @Override
        public List<Variant> variants() {
            return List.of(
                    variant(
                            "relu-10x28",
                            "Plain ReLU network of ten narrow layers, the baseline of the normalised ones",
                            Norm.NONE,
                            false,
                            LOW_RATE,
                            7_421),
                    variant(
                            "relu-pe-10x28",
                            "Ten narrow ReLU layers behind a positional encoding, no normalisation",
                            Norm.NONE,
                            true,
                            LOW_RATE,
                            8_541),
                    variant("relu-bn", "ReLU network with batch normalisation", Norm.BATCH, false, HIGH_RATE, 7_981),
                    variant(
                            "relu-bn-pe",
                            "ReLU network with batch normalisation behind a positional encoding",
                            Norm.BATCH,
                            true,
                            LOW_RATE,
                            9_101),
                    variant("relu-ln", "ReLU network with layer normalisation", Norm.LAYER, false, HIGH_RATE, 7_981),
                    variant(
                            "relu-ln-pe",
                            "ReLU network with layer normalisation behind a positional encoding",
                            Norm.LAYER,
                            true,
                            HIGH_RATE,
                            9_101),
                    variant(
                            "relu-gn",
                            "ReLU network with global normalisation: one mean and variance of all the batch, not group normalisation",
                            Norm.GLOBAL,
                            false,
                            HIGH_RATE,
                            7_981),
                    variant(
                            "relu-gn-pe",
                            "ReLU network with global normalisation, not group normalisation, behind a positional encoding",
                            Norm.GLOBAL,
                            true,
                            HIGH_RATE,
                            9_101),
                    variant("relu-cn", "ReLU network with cross normalisation", Norm.CROSS, false, HIGH_RATE, 7_981),
                    variant(
                            "relu-cn-pe",
                            "ReLU network with cross normalisation behind a positional encoding",
                            Norm.CROSS,
                            true,
                            HIGH_RATE,
                            9_101));
        }
    }
}
