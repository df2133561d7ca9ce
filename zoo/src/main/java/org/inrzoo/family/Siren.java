package org.inrzoo.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.Sine;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Option;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Range;

/**
 * Sinusoidal representation networks: Sitzmann et al., "Implicit Neural Representations with Periodic Activation
 * Functions", NeurIPS 2020, §3; initialised as the authors' code does.
 *
 * @param width hidden width, channels
 * @param depth sine layers; a plain linear layer follows
 * @param omega0 frequency factor of every sine
 * @param firstFactor how many times faster the first sine is than the others: 1, and {@value #SOUND} for a signal of one axis,
 *     whose coordinate the paper takes from -100 to 100 (supplement, audio)
 */
public record Siren(
        @Option(value = "hidden width, channels", min = 1, max = 4096)
        int width,

        @Option(value = "sine layers; a plain linear layer follows", min = 1, max = 64)
        int depth,

        @Option(value = "frequency factor omega_0 of every sine", min = 1e-3, max = 1e4)
        double omega0,

        double firstFactor)
        implements Family {

    private static final double SOUND = 100;

    /** Sines that are all equally fast. */
    public Siren(int width, int depth, double omega0) {
        this(width, depth, omega0, 1);
    }

    @Override
    public Siren sized(List<Integer> extent) {
        return new Siren(width, depth, omega0, extent.size() == 1 ? SOUND : 1);
    }

    @Override
    public Architecture architecture(int dimensions, int outputs) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Identity(Range.SYMMETRIC));
        for (int i = 0; i < depth; i++) {
            Initializer weight = i == 0 ? Initializer.sirenFirst() : Initializer.siren(omega0);
            layers.add(new Dense(width, weight, Initializer.pytorchDefault()));
            layers.add(new Sine(i == 0 ? omega0 * firstFactor : omega0));
        }
        layers.add(new Dense(outputs, Initializer.siren(omega0), Initializer.pytorchDefault()));
        return new Architecture(dimensions, layers);
    }

    /** The named variants. */
    public static final class Variants implements ModelProvider {
        @Override
        public List<Variant> variants() {
            Source source = new Source(
                    "Sitzmann, Martel, Bergman, Lindell and Wetzstein, Implicit Neural Representations with Periodic"
                            + " Activation Functions, NeurIPS 2020",
                    "section 3 and the authors' image-fitting code",
                    Set.of(
                            "width",
                            "depth",
                            "omega0",
                            "optimizer",
                            "rate",
                            "beta1",
                            "beta2",
                            "epsilon",
                            "schedule",
                            "steps",
                            "batch",
                            "grid",
                            "targets"),
                    "All settings are those of the authors' code for a 512x512 image.");
            Recipe recipe = Recipe.adam(1e-4, 10_000)
                    .with("grid", GridConvention.ALIGN_CORNERS)
                    .with("targets", Range.SYMMETRIC);
            return List.of(
                    new Variant(
                                    "siren",
                                    "Sine network with the initialisation that keeps its activations' distribution",
                                    new Siren(256, 4, 30),
                                    recipe,
                                    source,
                                    198_401)
                            .withChosen(ChosenRecipe.muon(1e-3, 3e-4, 2000)),
                    new Variant(
                            "siren-644",
                            "SIREN of as many parameters as multihead-relu, by its own paper's recipe",
                            new Siren(644, 4, 30),
                            recipe,
                            source.without("width"),
                            1_248_717));
        }
    }
}
