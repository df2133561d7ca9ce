package org.inrzoo.family;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inrzoo.fit.Recipe;
import org.inrzoo.fit.Schedule;
import org.inrzoo.layer.Activation;
import org.inrzoo.layer.Arrangement;
import org.inrzoo.layer.Blending;
import org.inrzoo.layer.ConstantEncoding;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Encoding;
import org.inrzoo.layer.ExpertTiling;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.LeakyRelu;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.layer.PositionalEncoding;
import org.inrzoo.layer.Sine;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Option;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Range;

/**
 * Networks of Levels-of-Experts layers: Hao et al. 2022, their arrangements, blendings and ablations, with the sine
 * activation and the ten-layer set-up of Atikuzzaman and Bae, "Efficient and Effective INR: A Dive into Levels-of-Experts
 * (LoE) and Sine Activation", §IV.
 */
public record LevelsOfExpertsNetworks(
        @Option(value = "hidden width, channels", min = 1, max = 4096)
        int width,

        Levels levels,

        @Option("activation behind each position-dependent layer")
        Nonlinearity activation,

        @Option("normalisation in front of each activation") Norm norm,

        @Option(value = "frequency factor omega_0 of the sine", min = 1e-3, max = 1e3)
        double omega0,

        InitialWeights initial,
        Features features,

        @Option("whether the shared biases are trained; frozen at zero otherwise")
        boolean trainBias,

        @Option("seed of the random arrangements") long arrangementSeed,

        @Option(
                value =
                        "whether the levels follow the fitted signal: the finest cells are its pixels, and levels that it has no"
                                + " pixels for are left out",
                before = "false")
        boolean sized,

        List<Integer> extent)
        implements Family {

    /** The levels of detail, a layer each. */
    public record Levels(
            @Option(value = "position-dependent layers; a plain linear layer follows", min = 1, max = 24)
            int depth,

            @Option(value = "experts per axis of a layer; 1 makes plain layers", min = 1, max = 16)
            int experts,

            @Option(value = "experts per axis of the coarsest level", min = 1, max = 16)
            int coarsestExperts,

            @Option("order of the levels of detail over the layers")
            Arrangement arrangement,

            @Option("how experts share a point") Blending blending) {}

    /** How the weights begin. */
    public record InitialWeights(
            @Option(value = "initial weights are uniform on +-gain/sqrt(inputs)", min = 1e-3, max = 1e3)
            double gain,

            @Option(value = "further factor on the first layer's initial weights", min = 1e-3, max = 1e3)
            double firstScale) {}

    /** What the first layer is given. */
    public record Features(
            @Option("what enters the first layer") Input input,

            @Option(value = "octaves of the positional input", min = 1, max = 24)
            int octaves,

            @Option(value = "features of the constant input", min = 1, max = 4096)
            int constants,

            @Option("interval the coordinates are given in") Range coordinates) {}

    /** The papers' two activations. */
    public enum Nonlinearity {
        SINE,
        LEAKY_RELU
    }

    /** What enters the first layer. */
    public enum Input {
        /** The coordinates themselves. */
        COORDINATES,
        /** The coordinates, and their sines and cosines at 2^k π, k = 0, 1, …. */
        POSITIONAL,
        /** The same ones for every point: Hao et al.'s ablation, in which the experts alone tell points apart. */
        CONSTANT
    }

    public LevelsOfExpertsNetworks {
        extent = List.copyOf(extent);
    }

    @Override
    public LevelsOfExpertsNetworks sized(List<Integer> samples) {
        return new LevelsOfExpertsNetworks(
                width,
                levels,
                activation,
                norm,
                omega0,
                initial,
                features,
                trainBias,
                arrangementSeed,
                sized,
                sized ? samples : List.of());
    }

    @Override
    public Architecture architecture(int dimensions, int outputs) {
        Initializer hidden = new Initializer.FanInUniform(initial.gain);
        Initializer first = new Initializer.FanInUniform(initial.gain * initial.firstScale);
        List<Layer> layers = new ArrayList<>();
        layers.add(encoding());
        for (ExpertTiling tiling : tilings(dimensions)) {
            Initializer weight = layers.size() == 1 ? first : hidden;
            layers.add(new LevelsOfExperts(width, tiling, weight, Initializer.zeros(), trainBias));
            layers.addAll(norm.layers());
            layers.add(nonlinearity());
        }
        layers.add(new Dense(outputs, hidden, Initializer.zeros()));
        return new Architecture(dimensions, layers);
    }

    private List<ExpertTiling> tilings(int dimensions) {
        List<Integer> perLevel = new ArrayList<>(Collections.nCopies(levels.depth, levels.experts));
        perLevel.set(0, levels.coarsestExperts);
        return extent.isEmpty()
                ? levels.arrangement.tilings(perLevel, dimensions, levels.blending, arrangementSeed)
                : levels.arrangement.tilings(sizedLevels(perLevel), arrangementSeed);
    }

    /**
     * The levels of a signal, the coarsest first: the finest has cells of one pixel, each coarser one cells of as many as
     * the finer has experts. A level is left out when one of its cells would hold the whole signal, since then a single
     * expert would serve all of it.
     */
    private List<ExpertTiling> sizedLevels(List<Integer> perLevel) {
        int longest = Collections.max(extent);
        Deque<ExpertTiling> result = new ArrayDeque<>();
        double cell = 1; // pixels per side
        for (int level = levels.depth - 1;
                level >= 0 && (result.isEmpty() || perLevel.get(level) == 1 || cell < longest);
                level--) {
            double side = cell;
            List<Double> scales = extent.stream().map(samples -> samples / side).toList();
            result.addFirst(
                    new ExpertTiling(extent.size(), perLevel.get(level), scales, 0, levels.blending, List.of()));
            cell *= perLevel.get(level);
        }
        return List.copyOf(result);
    }

    private Encoding encoding() {
        return switch (features.input) {
            case COORDINATES -> new Identity(features.coordinates);
            case POSITIONAL -> PositionalEncoding.geometric(features.octaves, 2, true, true, features.coordinates);
            case CONSTANT -> new ConstantEncoding(features.constants);
        };
    }

    private Activation nonlinearity() {
        return switch (activation) {
            case SINE -> new Sine(omega0);
            case LEAKY_RELU -> new LeakyRelu(LevelsOfExperts.NEGATIVE_SLOPE);
        };
    }

    private static final String HAO =
            "Hao, Mallya, Belongie and Liu, Implicit Neural Representations with" + " Levels-of-Experts, NeurIPS 2022";

    private static final String ATIKUZZAMAN = "Atikuzzaman and Bae, Efficient and Effective INR: A Dive into"
            + " Levels-of-Experts (LoE) and Sine Activation";

    private static final Recipe RECIPE = Recipe.adam(1.5e-2, 9000)
            .with("schedule", Schedule.COSINE)
            .with("batch", 16_384)
            .with("block", 16)
            .with("grid", GridConvention.PIXEL_CENTERS)
            .with("targets", Range.SYMMETRIC);

    /** A third of the steps, orthogonalised, of single pixels: measured in {@code zoo/results}. */
    private static final Map<String, Object> ORTHOGONAL = ChosenRecipe.muon(1.4e-2, 1.5e-2, 3000);

    /** The same for the orders that are compared, at the rates of their own sweeps. */
    private static final Map<String, Object> COMPARED = ChosenRecipe.muon(3e-2, 1e-3, 3000);

    /** The recipe; leaky ReLU wants a lower rate, by the sweeps in {@code zoo/results}. */
    private static Recipe recipe(Nonlinearity activation, Arrangement arrangement) {
        double ofLeakyRelu = arrangement == Arrangement.COARSE_TO_FINE ? 5e-3 : 1e-2;
        return RECIPE.with("rate", activation == Nonlinearity.SINE ? 1.5e-2 : ofLeakyRelu);
    }

    private static final String COUNTED = "Parameters are those for 512x512 pixels: a smaller image has fewer levels.";

    /** Parameters of {@link #small}, for a gray image. */
    private static final int SMALL = 132_225;

    private static Set<String> stated(String... more) {
        Set<String> keys = new HashSet<>(Set.of("width", "depth", "experts", "coarsestExperts"));
        keys.addAll(List.of(more));
        return keys;
    }

    /** What all variants have in common: frequency factor and gain of 1, trained biases, levels that follow the signal. */
    private static LevelsOfExpertsNetworks network(
            int width, Levels levels, Nonlinearity activation, Norm norm, double firstScale, Features features) {
        return new LevelsOfExpertsNetworks(
                width,
                levels,
                activation,
                norm,
                1,
                new InitialWeights(1, firstScale),
                features,
                true,
                0,
                true,
                List.of());
    }

    private static Features features(Input input, int octaves, int constants) {
        return new Features(input, octaves, constants, Range.SYMMETRIC);
    }

    /** Nine layers of 64 channels and 2 x 2 experts: the set-up of Atikuzzaman and Bae. */
    private static LevelsOfExpertsNetworks small(
            Nonlinearity activation, Arrangement arrangement, Blending blending, Input input) {
        return small(activation, arrangement, blending, input, Norm.NONE);
    }

    private static LevelsOfExpertsNetworks small(
            Nonlinearity activation, Arrangement arrangement, Blending blending, Input input, Norm norm) {
        return network(64, new Levels(9, 2, 2, arrangement, blending), activation, norm, 30, features(input, 1, 2));
    }

    /** The paper's network with sines, the finest cells first, of another size. */
    static LevelsOfExpertsNetworks sines(int width, int depth) {
        return network(
                width,
                new Levels(depth, 2, 2, Arrangement.FINE_TO_COARSE, Blending.NEAREST),
                Nonlinearity.SINE,
                Norm.NONE,
                30,
                features(Input.COORDINATES, 1, 2));
    }

    /** Layers of 256 channels in the order Hao et al. prefer. */
    private static LevelsOfExpertsNetworks large(
            int depth, int experts, int coarsestExperts, Input input, int octaves, int constants) {
        return network(
                256,
                new Levels(depth, experts, coarsestExperts, Arrangement.COARSE_TO_FINE, Blending.NEAREST),
                Nonlinearity.LEAKY_RELU,
                Norm.NONE,
                1,
                features(input, octaves, constants));
    }

    /** A network of Atikuzzaman and Bae's Table I. */
    private static Variant table(String name, String summary, Nonlinearity activation, Arrangement arrangement) {
        Source source = new Source(
                ATIKUZZAMAN + "; the layer: " + HAO,
                "Table I and section IV; the layer: equations 2 to 5",
                stated("arrangement", "activation"),
                "The paper leaves omega_0, initialisation, optimiser, rate, steps and coordinate range open. "
                        + COUNTED);
        return new Variant(
                name,
                summary,
                small(activation, arrangement, Blending.NEAREST, Input.COORDINATES),
                recipe(activation, arrangement),
                source,
                SMALL);
    }

    /** What Hao et al. compare, in the small set-up of the other paper. */
    private static Variant compared(String name, String summary, LevelsOfExpertsNetworks network) {
        Source source = new Source(
                HAO + "; this set-up: " + ATIKUZZAMAN,
                "equations 2 to 5, Fig. 1 and section 4.1",
                stated("arrangement", "blending", "input"),
                "The paper leaves the levels' scales and offsets to its supplement; here they are the coordinates' digits."
                        + " Recipe and initialisation are those of the set-up's other variants, to compare them. "
                        + COUNTED);
        return new Variant(
                name, summary, network, recipe(network.activation, network.levels.arrangement), source, SMALL);
    }

    /** A network whose shapes follow from the parameter counts in Hao et al.'s tables. */
    private static Variant decoded(
            String name,
            String summary,
            String table,
            LevelsOfExpertsNetworks network,
            SignalSize signal,
            int parameters) {
        Source source = new Source(
                HAO,
                table,
                stated("arrangement", "blending", "input"),
                "The layers' shapes are decoded from the table's counts. The paper leaves activation, initialisation,"
                        + " scales, optimiser, rate and steps open or to its supplement.");
        return new Variant(name, summary, network, RECIPE, source, signal, parameters);
    }

    private static List<Variant> arrangements(String prefix, String what, Nonlinearity activation) {
        record Order(String name, String summary, Arrangement arrangement) {}
        List<Order> orders = List.of(
                new Order("fine2coarse", "finest cells in the first layer", Arrangement.FINE_TO_COARSE),
                new Order("coarse2fine", "coarsest cells in the first layer", Arrangement.COARSE_TO_FINE),
                new Order("graycode", "cells by the digits of the reflected binary code", Arrangement.GRAY_CODE),
                new Order("random", "levels of detail in random order", Arrangement.RANDOM));
        List<Variant> variants = new ArrayList<>();
        for (Order order : orders) {
            for (Blending blending : Blending.values()) {
                boolean linear = blending == Blending.LINEAR;
                Variant variant = compared(
                        prefix + order.name + (linear ? "-bilinear" : ""),
                        "Levels of Experts with " + what + ", " + order.summary + (linear ? ", experts blended" : ""),
                        small(activation, order.arrangement, blending, Input.COORDINATES));
                variants.add(linear ? variant : variant.withChosen(COMPARED));
            }
        }
        return variants.subList(1, variants.size()); // the first is in Table I
    }

    private static Variant ablation(String name, String summary, Arrangement arrangement, Input input) {
        return compared(
                "loe-leaky-" + name, summary, small(Nonlinearity.LEAKY_RELU, arrangement, Blending.NEAREST, input));
    }

    /** Batches of 64 pixel blocks have statistics close to those of the whole image. */
    private static Variant normalized(String ending, String kind, Norm norm) {
        Source source = new Source(
                ATIKUZZAMAN + "; the layer: " + HAO + "; the normalisations: " + NormalizedNetworks.LATER_PAPER,
                "Table I and section IV; the normalisations: the authors' image-fitting code",
                stated("arrangement", "activation"),
                "No paper joins the two. The zoo offers it for leaky ReLU only: with sine, batch normalisation is reported not"
                        + " to work (arXiv 2410.13271). " + COUNTED);
        return new Variant(
                "loe-leaky-fine2coarse-" + ending,
                "Levels of Experts with leaky ReLU and " + kind + " normalisation",
                small(Nonlinearity.LEAKY_RELU, Arrangement.FINE_TO_COARSE, Blending.NEAREST, Input.COORDINATES, norm),
                recipe(Nonlinearity.LEAKY_RELU, Arrangement.FINE_TO_COARSE),
                source,
                133_377);
    }

    /** The named variants. */
    public static final class Variants implements ModelProvider {
        @Override
        public List<Variant> variants() {
            List<Variant> variants = new ArrayList<>(List.of(
                    table(
                                    "loe-sine-fine2coarse",
                                    "Levels of Experts with sine, finest cells in the first layer",
                                    Nonlinearity.SINE,
                                    Arrangement.FINE_TO_COARSE)
                            .withChosen(ORTHOGONAL),
                    table(
                                    "loe-sine-quadtree",
                                    "Levels of Experts with sine, each layer subdividing the one before",
                                    Nonlinearity.SINE,
                                    Arrangement.COARSE_TO_FINE)
                            .withChosen(ORTHOGONAL),
                    table(
                                    "loe-leaky-fine2coarse",
                                    "Levels of Experts with leaky ReLU, finest cells in the first layer",
                                    Nonlinearity.LEAKY_RELU,
                                    Arrangement.FINE_TO_COARSE)
                            .withChosen(ORTHOGONAL),
                    table(
                                    "loe-leaky-quadtree",
                                    "Levels of Experts with leaky ReLU, each layer subdividing the one before",
                                    Nonlinearity.LEAKY_RELU,
                                    Arrangement.COARSE_TO_FINE)
                            .withChosen(ORTHOGONAL)));
            variants.addAll(arrangements("loe-sine-", "sine", Nonlinearity.SINE));
            variants.addAll(arrangements("loe-leaky-", "leaky ReLU", Nonlinearity.LEAKY_RELU));
            variants.addAll(List.of(
                    normalized("bn", "batch", Norm.BATCH),
                    normalized("ln", "layer", Norm.LAYER),
                    normalized("gn", "global", Norm.GLOBAL),
                    normalized("cn", "cross", Norm.CROSS)));
            variants.addAll(List.of(
                    ablation(
                            "interleaved",
                            "Ablation: every layer takes the finest cells",
                            Arrangement.INTERLEAVED,
                            Input.COORDINATES),
                    ablation(
                            "chunked",
                            "Ablation: every block of the image has a network of its own",
                            Arrangement.CHUNKED,
                            Input.COORDINATES),
                    ablation(
                            "affine",
                            "Ablation: each layer's cells turned, stretched and shifted at random",
                            Arrangement.RANDOM_AFFINE,
                            Input.COORDINATES),
                    ablation(
                            "constant",
                            "Ablation: the experts alone tell pixels apart",
                            Arrangement.COARSE_TO_FINE,
                            Input.CONSTANT),
                    decoded(
                            "loe-pluto",
                            "Levels of Experts with 4x4 experts a layer for an image of 8192x8192 pixels",
                            "Table 1",
                            large(9, 4, 4, Input.POSITIONAL, 13, 1),
                            SignalSize.RGB_IMAGE,
                            8_612_867),
                    decoded(
                            "loe-pluto-constant",
                            "Ablation of the same: the experts alone tell pixels apart",
                            "Table 1",
                            large(9, 4, 4, Input.CONSTANT, 1, 128),
                            SignalSize.RGB_IMAGE,
                            8_915_971),
                    decoded(
                            "loe-video",
                            "Levels of Experts for a video of 300 frames",
                            "Table 2",
                            large(5, 4, 2, Input.POSITIONAL, 9, 1),
                            SignalSize.RGB_VIDEO,
                            16_896_003),
                    decoded(
                            "loe-video-plain",
                            "The same network with one expert per layer: the baseline",
                            "Table 2",
                            large(5, 1, 1, Input.POSITIONAL, 9, 1),
                            SignalSize.RGB_VIDEO,
                            278_787)));
            return variants;
        }
    }
}
