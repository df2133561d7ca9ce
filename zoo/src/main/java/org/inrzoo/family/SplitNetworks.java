package org.inrzoo.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.Activation;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Encoding;
import org.inrzoo.layer.Gaussian;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.PositionalEncoding;
import org.inrzoo.layer.Relu;
import org.inrzoo.layer.Sine;
import org.inrzoo.layer.SplitDense;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Option;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Range;

/**
 * Networks whose hidden layers are products of linear ones: Split-layer, Cai et al., AAAI 2026.
 *
 * <p>Each of the n branches has width/√n features, so that the network has about as many parameters as a plain one.
 */
public record SplitNetworks(
        @Option(value = "hidden width of the plain network of equal size", min = 1, max = 4096)
        int width,

        @Option(value = "hidden layers; a plain linear layer follows", min = 1, max = 24)
        int depth,

        @Option(value = "linear branches that are multiplied", min = 1, max = 16)
        int branches,

        @Option("the network whose hidden layers are split") SplitBody body,

        @Option(value = "omega_0 of a sine, s of a Gaussian", min = 1e-3, max = 1e4)
        double scale)
        implements Family {

    /** The networks that the paper splits. */
    public enum SplitBody {
        RELU,
        RELU_PE,
        SINE,
        GAUSS
    }

    @Override
    public Architecture architecture(int dimensions, int outputs) {
        int split = (int) Math.max(1, Math.round(width / Math.sqrt(branches)));
        Initializer bias = Initializer.pytorchDefault();
        List<Layer> layers = new ArrayList<>();
        layers.add(encoding());
        for (int i = 0; i < depth; i++) {
            layers.add(new SplitDense(split, branches, weight(i == 0), bias));
            layers.add(activation());
        }
        layers.add(new Dense(outputs, body == SplitBody.SINE ? Initializer.siren(scale) : bias, bias));
        return new Architecture(dimensions, layers);
    }

    private Encoding encoding() {
        return body == SplitBody.RELU_PE ? PositionalEncoding.Preset.FINER.encoding() : new Identity(Range.SYMMETRIC);
    }

    private Activation activation() {
        return switch (body) {
            case RELU, RELU_PE -> new Relu();
            case SINE -> new Sine(scale);
            case GAUSS -> new Gaussian(scale);
        };
    }

    /** Those of the plain network; of a SIREN's hidden bound √(6/inputs)/ω₀, each of n factors takes the n-th root of 1/ω₀. */
    private Initializer weight(boolean first) {
        return switch (body) {
            case RELU, RELU_PE, GAUSS -> Initializer.pytorchDefault();
            case SINE -> first ? Initializer.sirenFirst() : Initializer.siren(StrictMath.pow(scale, 1.0 / branches));
        };
    }

    private static Variant variant(
            String name, String summary, SplitBody body, double scale, Recipe recipe, int parameters) {
        Source source = new Source(
                "Cai, Zhu, Chen, Shen and Cao, Split-Layer: Enhancing Implicit Neural Representation by Maximizing the"
                        + " Dimensionality of Feature Space, AAAI 2026, arXiv 2511.10142",
                "the definition of the layer" + " and its image experiment",
                Set.of("branches", "body"),
                "Shapes and recipe are those of FINER's code for the plain network. That the activation follows the product,"
                        + " each branch's bias and the initialisation are this zoo's reading.");
        return new Variant(name, summary, new SplitNetworks(256, 4, 2, body, scale), recipe, source, parameters);
    }

    /** The named variants. */
    public static final class Variants implements ModelProvider {
        @Override
        public List<Variant> variants() {
            Recipe unit = Finer.recipe(1e-3).with("targets", Range.UNIT);
            return List.of(
                    variant(
                                    "split-relu",
                                    "ReLU network of products of two linear layers",
                                    SplitBody.RELU,
                                    1,
                                    unit,
                                    198_920)
                            .withChosen(ChosenRecipe.muon(3e-2, 1e-2, 2000)),
                    variant(
                                    "split-relu-pe",
                                    "The same behind a positional encoding of ten octaves",
                                    SplitBody.RELU_PE,
                                    1,
                                    unit,
                                    213_400)
                            .withChosen(ChosenRecipe.muon(1e-2, 1e-2, 2000)),
                    variant(
                                    "split-sine",
                                    "Sine network of products of two linear layers",
                                    SplitBody.SINE,
                                    30,
                                    Finer.recipe(5e-4),
                                    198_920)
                            .withChosen(ChosenRecipe.muon(1e-3, 1e-3, 2000)),
                    variant(
                                    "split-gauss",
                                    "Network of bells of products of two linear layers",
                                    SplitBody.GAUSS,
                                    30,
                                    Finer.recipe(5e-3),
                                    198_920)
                            .withChosen(ChosenRecipe.muon(1e-3, 1e-2, 2000)));
        }
    }
}
