package org.inrzoo.family;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.inrzoo.fit.Recipe;
import org.inrzoo.fit.Schedule;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Encoding;
import org.inrzoo.layer.FourierFeatures;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.PositionalEncoding;
import org.inrzoo.layer.Relu;
import org.inrzoo.layer.Sigmoid;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Option;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Range;

/** ReLU networks behind an encoding; each record below is one choice of encoding with the body its source gives it. */
public final class ReluNetworks {

    private ReluNetworks() {}

    /** Initialisers of a ReLU body, one for the weights and one for the biases of all its layers. */
    private record Body(int width, int depth, Initializer weight, Initializer bias) {

        /** Encoding, {@code depth} ReLU layers, a linear layer. */
        List<Layer> behind(Encoding encoding, int outputs) {
            List<Layer> layers = new ArrayList<>();
            layers.add(encoding);
            for (int i = 0; i < depth; i++) {
                layers.add(new Dense(width, weight, bias));
                layers.add(new Relu());
            }
            layers.add(new Dense(outputs, weight, bias));
            return layers;
        }

        /** The body of Tancik et al. 2020: as in their JAX code, Glorot-normal weights and a sigmoid at the end. */
        static Architecture tancik(int width, int depth, Encoding encoding, int dimensions, int outputs) {
            Body body = new Body(width, depth, new Initializer.GlorotNormal(), new Initializer.Normal(1e-2));
            List<Layer> layers = body.behind(encoding, outputs);
            layers.add(new Sigmoid());
            return new Architecture(dimensions, layers);
        }
    }

    /** No encoding: the network whose spectral bias the others cure. */
    public record Plain(
            @Option(value = "hidden width, channels", min = 1, max = 4096)
            int width,

            @Option(value = "ReLU layers; a plain linear layer follows", min = 1, max = 64)
            int depth)
            implements Family {

        @Override
        public Architecture architecture(int dimensions, int outputs) {
            return Body.tancik(width, depth, new Identity(Range.UNIT), dimensions, outputs);
        }
    }

    /** The mappings that Tancik et al. 2020, §6, compare, of coordinates v in [0,1]^d to sines and cosines. */
    public enum FourierMapping {
        /** Of frequencies that are drawn, equation 5. */
        GAUSSIAN,
        /** One cycle on each axis: sin 2πv, cos 2πv. */
        BASIC,
        /** On each axis by itself: sin and cos of 2π σ^(j/m) v, j = 0 … m-1, m the frequencies over d. */
        POSENC;

        private Encoding encoding(int frequencies, double sigma, int dimensions) {
            return switch (this) {
                case GAUSSIAN -> new FourierFeatures(frequencies, sigma, Range.UNIT);
                case BASIC -> new PositionalEncoding(List.of(2 * Math.PI), false, Range.UNIT);
                case POSENC -> {
                    int each = Math.max(1, frequencies / dimensions);
                    yield new PositionalEncoding(
                            IntStream.range(0, each)
                                    .mapToObj(j -> 2 * Math.PI * StrictMath.pow(sigma, (double) j / each))
                                    .toList(),
                            false,
                            Range.UNIT);
                }
            };
        }
    }

    /** Fourier features, Tancik et al. 2020, eq. 5 and those it is compared with. */
    public record Fourier(
            @Option(value = "hidden width, channels", min = 1, max = 4096)
            int width,

            @Option(value = "ReLU layers; a plain linear layer follows", min = 1, max = 64)
            int depth,

            @Option(value = "random frequencies; twice as many features", min = 1, max = 4096)
            int frequencies,

            @Option(
                    value = "standard deviation of the frequencies, or with posenc the largest, cycles per image side",
                    min = 1e-3,
                    max = 1e4)
            double sigma,

            @Option(
                    value = "which frequencies: drawn, one cycle on each axis, or from one cycle to sigma on each axis",
                    before = "gaussian")
            FourierMapping mapping)
            implements Family {

        @Override
        public Architecture architecture(int dimensions, int outputs) {
            Encoding encoding = mapping.encoding(frequencies, sigma, dimensions);
            return Body.tancik(width, depth, encoding, dimensions, outputs);
        }
    }

    /** Positional encoding, Mildenhall et al. 2020, eq. 4, in any of the field's definitions. */
    public record Positional(
            @Option(value = "hidden width, channels", min = 1, max = 4096)
            int width,

            @Option(value = "ReLU layers; a plain linear layer follows", min = 1, max = 64)
            int depth,

            @Option("whose positional encoding") PositionalEncoding.Preset encoding)
            implements Family {

        @Override
        public Architecture architecture(int dimensions, int outputs) {
            Initializer pytorch = Initializer.pytorchDefault();
            return new Architecture(
                    dimensions, new Body(width, depth, pytorch, pytorch).behind(encoding.encoding(), outputs));
        }
    }

    private static final String TANCIK =
            "Tancik, Srinivasan, Mildenhall et al., Fourier Features Let Networks Learn High"
                    + " Frequency Functions in Low Dimensional Domains, NeurIPS 2020";

    private static final Set<String> RECIPE_KEYS =
            Set.of("width", "depth", "optimizer", "rate", "schedule", "steps", "batch", "grid", "targets");

    private static Set<String> stated(String... more) {
        Set<String> keys = new HashSet<>(RECIPE_KEYS);
        keys.addAll(List.of(more));
        return keys;
    }

    private static Recipe tancikRecipe(double rate) {
        return Recipe.adam(rate, 2000).with("grid", GridConvention.ASYMMETRIC).with("targets", Range.UNIT);
    }

    /** The named variants. */
    public static final class Variants implements ModelProvider {
        @Override
        public List<Variant> variants() {
            Source plain = new Source(
                    TANCIK,
                    "the baseline without mapping of the authors' image experiment",
                    stated(),
                    "The rate is the one of the natural images; the code's initialiser is taken from its library's default.");
            Source fourier = new Source(
                    TANCIK,
                    "equation 5 and the authors' image experiment",
                    stated("frequencies", "sigma", "mapping"),
                    "Sigma is the one of the natural images; the code's initialiser is taken from its library's default.");
            Source positional = new Source(
                    "Mildenhall, Srinivasan, Tancik et al., NeRF, ECCV 2020; this set-up: Liu et al., FINER, CVPR 2024",
                    "NeRF equation 4; FINER's PEMLP baseline for images",
                    stated("encoding", "decay"),
                    "All settings are those of FINER's code for its PEMLP baseline.");
            return List.of(
                    new Variant(
                                    "relu",
                                    "Plain ReLU network on raw coordinates: the spectral-bias baseline",
                                    new Plain(256, 3),
                                    tancikRecipe(1e-2),
                                    plain,
                                    132_609)
                            .withChosen(ChosenRecipe.muon(3e-2, 1e-2, 2000)),
                    new Variant(
                                    "relu-pe",
                                    "ReLU network behind a positional encoding of ten octaves",
                                    new Positional(256, 4, PositionalEncoding.Preset.FINER),
                                    Recipe.adam(1e-3, 5000)
                                            .with("schedule", Schedule.EXPONENTIAL)
                                            .with("decay", 0.1)
                                            .with("grid", GridConvention.ALIGN_CORNERS)
                                            .with("targets", Range.UNIT),
                                    positional,
                                    208_641)
                            .withChosen(ChosenRecipe.muon(1e-2, 1e-3, 2000)),
                    new Variant(
                                    "fourier-features",
                                    "ReLU network behind 256 random Fourier features",
                                    new Fourier(256, 3, 256, 10, FourierMapping.GAUSSIAN),
                                    tancikRecipe(1e-3),
                                    fourier,
                                    263_169)
                            .withChosen(ChosenRecipe.muon(1e-2, 1e-3, 2000)),
                    new Variant(
                            "fourier-features-603",
                            "Fourier features of as many parameters as multihead-relu, by their own paper's recipe",
                            new Fourier(603, 4, 128, 10, FourierMapping.GAUSSIAN),
                            tancikRecipe(1e-3),
                            fourier.without("width", "depth", "frequencies"),
                            1_248_211));
        }
    }
}
