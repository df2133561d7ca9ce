package org.inrzoo.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.inrzoo.fit.Recipe;
import org.inrzoo.fit.Schedule;
import org.inrzoo.layer.Activation;
import org.inrzoo.layer.Architecture;
import org.inrzoo.layer.Arrangement;
import org.inrzoo.layer.Blending;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.GridConvention;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Initializer;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.LeakyRelu;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.layer.Range;
import org.inrzoo.layer.Sine;
import org.inrzoo.layer.Tiling;
import org.inrzoo.option.Option;

/**
 * Networks of Levels-of-Experts layers: Hao et al. 2022, with the sine activation and the ten-layer set-up of
 * Atikuzzaman and Bae, "Efficient and Effective INR: A Dive into Levels-of-Experts (LoE) and Sine Activation", §IV.
 */
public record LevelsOfExpertsNetworks(
        @Option(value = "hidden width, channels", min = 1, max = 4096) int width,
        @Option(value = "position-dependent layers; a plain linear layer follows", min = 1, max = 24) int depth,
        @Option(value = "experts per axis of a layer's tile", min = 2, max = 16) int experts,
        @Option("order of the levels of detail over the layers") Arrangement arrangement,
        @Option("how experts share a point") Blending blending,
        @Option("activation behind each position-dependent layer") Nonlinearity activation,
        @Option("normalisation in front of each activation") Norm norm,
        @Option(value = "frequency factor omega_0 of the sine", min = 1e-3, max = 1e3) double omega0,
        @Option(value = "initial weights are uniform on +-gain/sqrt(inputs)", min = 1e-3, max = 1e3) double gain,
        @Option(value = "further factor on the first layer's initial weights", min = 1e-3, max = 1e3) double firstScale,
        @Option("interval the coordinates are given in") Range coordinates,
        @Option("whether the shared biases are trained; frozen at zero otherwise") boolean trainBias,
        @Option("seed of the random arrangement") long arrangementSeed)
        implements Family {

    /** The paper's two activations. */
    public enum Nonlinearity {
        SINE,
        LEAKY_RELU
    }

    private static final double NEGATIVE_SLOPE = 0.2;

    @Override
    public Architecture architecture(int dimensions, int outputs) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Identity(coordinates));
        List<Tiling> tilings = arrangement.tilings(depth, dimensions, experts, blending, arrangementSeed);
        Initializer hidden = new Initializer.FanInUniform(gain);
        Initializer first = new Initializer.FanInUniform(gain * firstScale);
        for (Tiling tiling : tilings) {
            Initializer weight = layers.size() == 1 ? first : hidden;
            layers.add(new LevelsOfExperts(width, tiling, weight, Initializer.zeros(), trainBias));
            layers.addAll(norm.layers());
            layers.add(nonlinearity());
        }
        layers.add(new Dense(outputs, hidden, Initializer.zeros()));
        return new Architecture(dimensions, layers);
    }

    private Activation nonlinearity() {
        return switch (activation) {
            case SINE -> new Sine(omega0);
            case LEAKY_RELU -> new LeakyRelu(NEGATIVE_SLOPE);
        };
    }

    private static final Source SOURCE = new Source(
            "Atikuzzaman and Bae, Efficient and Effective INR: A Dive into Levels-of-Experts (LoE) and Sine Activation;"
                    + " the layer: Hao, Mallya, Belongie and Liu, Implicit Neural Representations with"
                    + " Levels-of-Experts, NeurIPS 2022",
            "Table I and section IV; the layer: equations 2 to 5",
            Set.of("width", "depth", "experts", "arrangement", "activation"),
            "The paper leaves omega_0, initialisation, optimiser, rate, steps and coordinate range open.");

    private static final Recipe RECIPE = Recipe.adam(1.5e-2, 9000)
            .with("schedule", Schedule.COSINE)
            .with("batch", 16_384)
            .with("block", 16)
            .with("grid", GridConvention.PIXEL_CENTRES)
            .with("targets", Range.SYMMETRIC);

    private static LevelsOfExpertsNetworks network(Nonlinearity activation, Arrangement arrangement, Norm norm) {
        return new LevelsOfExpertsNetworks(
                64, 9, 2, arrangement, Blending.NEAREST, activation, norm, 1, 1, 30, Range.SYMMETRIC, true, 0);
    }

    private static Variant variant(String name, String summary, Nonlinearity activation, Arrangement arrangement) {
        return new Variant(name, summary, network(activation, arrangement, Norm.NONE), RECIPE, SOURCE, 132_225);
    }

    private static final Source NORMALIZED = new Source(
            SOURCE.paper() + "; the normalisations: " + NormalizedNetworks.LATER_PAPER,
            SOURCE.place() + "; the normalisations: the authors' image-fitting code",
            SOURCE.stated(),
            "No paper joins the two. The zoo offers it for leaky ReLU only: with sine, batch normalisation is reported not"
                    + " to work (arXiv 2410.13271).");

    /** Batches of 64 pixel blocks have statistics close to those of the whole image. */
    private static Variant normalized(String ending, String norm, Norm kind) {
        return new Variant("loe-leaky-fine2coarse-" + ending, "Levels of Experts with leaky ReLU and " + norm + " normalisation",
                network(Nonlinearity.LEAKY_RELU, Arrangement.FINE_TO_COARSE, kind), RECIPE, NORMALIZED, 133_377);
    }

    /** The named variants. */
    public static final class Variants implements ModelProvider {
        @Override
        public List<Variant> variants() {
            return List.of(
                    variant("loe-sine-fine2coarse", "Levels of Experts with sine, finest cells in the first layer",
                            Nonlinearity.SINE, Arrangement.FINE_TO_COARSE),
                    variant("loe-sine-quadtree", "Levels of Experts with sine, each layer subdividing the one before",
                            Nonlinearity.SINE, Arrangement.COARSE_TO_FINE),
                    variant("loe-leaky-fine2coarse", "Levels of Experts with leaky ReLU, finest cells in the first layer",
                            Nonlinearity.LEAKY_RELU, Arrangement.FINE_TO_COARSE),
                    variant("loe-leaky-quadtree", "Levels of Experts with leaky ReLU, each layer subdividing the one before",
                            Nonlinearity.LEAKY_RELU, Arrangement.COARSE_TO_FINE),
                    normalized("bn", "batch", Norm.BATCH),
                    normalized("ln", "layer", Norm.LAYER),
                    normalized("gn", "global", Norm.GLOBAL),
                    normalized("cn", "cross", Norm.CROSS));
        }
    }
}
