package org.inrzoo.family;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inrzoo.fit.Recipe;
import org.inrzoo.fit.Schedule;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.layer.PositionalEncoding;
import org.inrzoo.layer.SemanticWeights;
import org.inrzoo.layer.SignalDescription;
import org.inrzoo.layer.SignalFilters;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Words;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Range;

/**
 * Networks whose weights are generated, while they are trained, from a vector that describes the signal: SPW, Cai and Shen 2024, made again from
 * its abstract, with fixed filters, or a small network of the zoo, in place of a large one that was trained on pictures.
 *
 * <p>After training, what was generated are plain weights of the base network, see {@link #plain}.
 */
public record SemanticNetworks(
        @Option(value = "hidden width, channels", min = 1, max = 4096)
        int width,

        @Option(
                value = "hidden layers with an activation, levels of loe-sine at most; a plain linear layer follows",
                min = 1,
                max = 64)
        int depth,

        @Option("the network whose weights are generated") Base network,

        @Option(value = "what the weights are generated from", words = Semantics.class)
        String semantics,

        @Option(value = "features of the generator's hidden layer; 0 for none", min = 0, max = 1024)
        int generator,

        List<Integer> extent)
        implements Family {

    /** The network that is left after training. */
    public enum Base {
        /** A sine network. */
        SIREN,
        /** A ReLU network behind a positional encoding. */
        RELU_PE,
        /** Levels of Experts with sines, the finest cells first, whose experts' weights are all generated. */
        LOE_SINE
    }

    /** What the constant vector is: one of the words, or what the stages of a network have that a user has trained. */
    public static final class Semantics implements Words {

        /** The fitted picture's responses to the filters. */
        static final String IMAGE = "image";

        /** What the stages of a network of the zoo, which was trained on other pictures, have for the fitted one. */
        static final String CLASSIFIER = "classifier";

        /** Another picture's responses to the filters. */
        static final String OTHER = "other";

        /** A random direction. */
        static final String RANDOM = "random";

        @Override
        public List<String> words() {
            return List.of(IMAGE, CLASSIFIER, OTHER, RANDOM);
        }

        @Override
        public boolean allow(String text) {
            return !text.isEmpty() && Files.exists(Path.of(text));
        }

        @Override
        public String beside() {
            return "the folder of a classifier's training";
        }
    }

    public SemanticNetworks {
        extent = List.copyOf(extent);
    }

    @Override
    public SemanticNetworks sized(List<Integer> samples) {
        return new SemanticNetworks(width, depth, network, semantics, generator, samples);
    }

    @Override
    public Architecture architecture(int dimensions, int outputs) {
        if (dimensions != 2 && !semantics.equals(Semantics.RANDOM)) {
            throw new OptionException(
                    "what this network's weights are generated from is for pictures, and this signal has "
                            + dimensions + (dimensions == 1 ? " axis" : " axes")
                            + ": set semantics=random, or take the base network");
        }
        Initializer first =
                switch (semantics) {
                    case Semantics.IMAGE -> Initializer.OfSignal.FITTED;
                    case Semantics.OTHER -> Initializer.OfSignal.OTHER;
                    case Semantics.RANDOM -> new Initializer.Normal(1);
                    case Semantics.CLASSIFIER -> new Initializer.OfClassifier("");
                    default -> new Initializer.OfClassifier(semantics);
                };
        int length = first instanceof Initializer.OfClassifier by
                ? SignalDescription.named("classifier").of(by.trained()).length()
                : SignalFilters.LENGTH;
        List<Layer> layers = plainFamily().architecture(dimensions, outputs).layers().stream()
                .map(layer -> layer instanceof Dense || layer instanceof LevelsOfExperts
                        ? new SemanticWeights(layer, length, first, generator)
                        : layer)
                .toList();
        return new Architecture(dimensions, layers);
    }

    private Family plainFamily() {
        return switch (network) {
            case SIREN -> new Siren(width, depth, OMEGA);
            case RELU_PE -> new ReluNetworks.Positional(width, depth, PositionalEncoding.Preset.FINER);
            case LOE_SINE -> {
                LevelsOfExpertsNetworks levels = LevelsOfExpertsNetworks.sines(width, depth);
                yield extent.isEmpty() ? levels : levels.sized(extent);
            }
        };
    }

    @Override
    public Optional<BaseModel> plain() {
        String model =
                switch (network) {
                    case SIREN -> "siren";
                    case RELU_PE -> "relu-pe";
                    case LOE_SINE -> "loe-sine-fine2coarse";
                };
        return Optional.of(new BaseModel(model, plainFamily()));
    }

    /** The frequency factor of the sines. */
    private static final double OMEGA = 30;

    private static final Source SOURCE = new Source(
            "Cai and Shen, Encoding Semantic Priors into the Weights of Implicit Neural Representation, ICME 2024",
            "the abstract",
            Set.of(),
            "Reconstruction: the paper's abstract and summaries of it were at hand, not its text. Fixed filters, or"
                    + " with semantics=classifier a small network of the zoo, or with semantics=FOLDER one that 'inrzoo train'"
                    + " left there, stand in for its network that was trained on pictures; the generator, width, depth, rate and steps are chosen here. For a fixed picture the"
                    + " vector is a constant: compare with semantics=random, with semantics=other and with the base"
                    + " network at other rates.");

    private static Variant variant(
            String name, String summary, Base base, int width, int depth, Recipe recipe, int parameters) {
        return new Variant(
                name,
                summary,
                new SemanticNetworks(width, depth, base, Semantics.IMAGE, 16, List.of()),
                recipe,
                SOURCE,
                parameters);
    }

    /** The named variants. */
    public static final class Variants implements ModelProvider {
        @Override
        public List<Variant> variants() {
            return List.of(
                    variant(
                            "spw-siren",
                            "A sine network whose weights are generated from a description of the picture while it is trained",
                            Base.SIREN,
                            64,
                            3,
                            Recipe.adam(1e-4, 2000),
                            145_473),
                    variant(
                            "spw-loe-sine",
                            "Levels of Experts whose weights are generated from a description of the picture",
                            Base.LOE_SINE,
                            32,
                            6,
                            Recipe.adam(5e-3, 2000).with("schedule", Schedule.COSINE),
                            358_065),
                    variant(
                            "spw-relu-pe",
                            "A ReLU network with positional encoding whose weights are generated from a description of the picture",
                            Base.RELU_PE,
                            64,
                            3,
                            Recipe.adam(1e-3, 2000)
                                    .with("grid", GridConvention.ALIGN_CORNERS)
                                    .with("targets", Range.UNIT),
                            188_993));
        }
    }
}
