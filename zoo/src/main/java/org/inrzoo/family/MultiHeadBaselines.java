package org.inrzoo.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.inrzoo.layer.Activation;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Encoding;
import org.inrzoo.layer.FourierFeatures;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.Relu;
import org.inrzoo.layer.Sine;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Option;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Range;

/**
 * The networks that {@link MultiHeadRelu} was compared with, as its authors' code has them: as many parameters, and its
 * recipe instead of their own. The same networks by the recipes of their own papers are {@code siren-644} and
 * {@code fourier-features-603}.
 */
public final class MultiHeadBaselines {

    private MultiHeadBaselines() {}

    /** SIREN with biases that begin at zero. */
    public record Sines(
            @Option(value = "hidden width, channels", min = 1, max = 4096)
            int width,

            @Option(value = "sine layers; a plain linear layer follows", min = 1, max = 64)
            int depth,

            @Option(value = "frequency factor omega_0 of every sine", min = 1e-3, max = 1e4)
            double omega0)
            implements Family {

        @Override
        public Architecture architecture(int dimensions, int channels) {
            List<Layer> layers = body(
                    new Identity(Range.SYMMETRIC),
                    width,
                    depth,
                    Initializer.sirenFirst(),
                    Initializer.siren(omega0),
                    new Sine(omega0));
            layers.add(new Dense(channels, Initializer.siren(omega0), Initializer.zeros()));
            return new Architecture(dimensions, layers);
        }
    }

    /** Fourier features [cos(sBv), sin(sBv)], v in [-1,1]^d and B of N(0, 1): without the 2π of Tancik's formula. */
    public record ScaledFourier(
            @Option(value = "hidden width, channels", min = 1, max = 4096)
            int width,

            @Option(value = "ReLU layers; a plain linear layer follows", min = 1, max = 64)
            int depth,

            @Option(value = "random frequencies; twice as many features", min = 1, max = 4096)
            int frequencies,

            @Option(
                    value = "standard deviation of the frequencies, radians per half of an image side",
                    min = 1e-3,
                    max = 1e4)
            double scale)
            implements Family {

        /** The last layer's weights begin like those of a SIREN with this ω₀. */
        private static final double LAST_OMEGA0 = 30;

        @Override
        public Architecture architecture(int dimensions, int channels) {
            Encoding encoding = new FourierFeatures(frequencies, scale / (2 * Math.PI), Range.SYMMETRIC);
            Initializer weight = new Initializer.GlorotUniform();
            List<Layer> layers = body(encoding, width, depth, weight, weight, new Relu());
            layers.add(new Dense(channels, Initializer.siren(LAST_OMEGA0), Initializer.zeros()));
            return new Architecture(dimensions, layers);
        }
    }

    private static List<Layer> body(
            Encoding encoding, int width, int depth, Initializer first, Initializer later, Activation activation) {
        List<Layer> layers = new ArrayList<>();
        layers.add(encoding);
        for (int i = 0; i < depth; i++) {
            layers.add(new Dense(width, i == 0 ? first : later, Initializer.zeros()));
            layers.add(activation);
        }
        return layers;
    }

    private static Source source(String scale, String note) {
        return new Source(
                "Aftab, Morsali and Ghaemmaghami, Multi-Head ReLU Implicit Neural Representation Networks, ICASSP 2022",
                "the baselines of the authors' comparison",
                Set.of(
                        "width",
                        "depth",
                        scale,
                        "optimizer",
                        "rate",
                        "beta1",
                        "beta2",
                        "epsilon",
                        "schedule",
                        "decay",
                        "decayEvery",
                        "steps",
                        "batch",
                        "grid",
                        "targets"),
                note);
    }

    /** The named variants. */
    public static final class Variants implements ModelProvider {
        @Override
        public List<Variant> variants() {
            return List.of(
                    new Variant(
                            "siren-644-multihead",
                            "SIREN as the Multi-Head ReLU paper's code has it, of equal parameters",
                            new Sines(644, 4, 30),
                            MultiHeadRelu.recipe(),
                            source(
                                    "omega0",
                                    "The rate is ten times that of SIREN's own code: siren-644 is the fairer one."),
                            1_248_717),
                    new Variant(
                            "fourier-features-603-multihead",
                            "Fourier features as the Multi-Head ReLU paper's code has them, of equal parameters",
                            new ScaledFourier(603, 4, 128, 10),
                            MultiHeadRelu.recipe(),
                            source(
                                    "scale",
                                    "Without 2 pi the frequencies are a third of those of Tancik et al.:"
                                            + " fourier-features-603 is the fairer one."),
                            1_248_211));
        }
    }
}
