package org.inrzoo.family;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Gaussian;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Option;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Range;

/** Networks of bells: Ramasinghe and Lucey, "Beyond Periodicity", ECCV 2022, §4, in the set-up of FINER's code. */
public record GaussianNetwork(
        @Option(value = "hidden width, channels", min = 1, max = 4096)
        int width,

        @Option(value = "Gaussian layers; a plain linear layer follows", min = 1, max = 64)
        int depth,

        @Option(value = "sharpness s of exp(-(s z)^2)", min = 1e-3, max = 1e4)
        double scale)
        implements Family {

    @Override
    public Architecture architecture(int dimensions, int outputs) {
        Initializer uniform = Initializer.pytorchDefault();
        List<Layer> layers = new ArrayList<>();
        layers.add(new Identity(Range.SYMMETRIC));
        for (int i = 0; i < depth; i++) {
            layers.add(new Dense(width, uniform, uniform));
            layers.add(new Gaussian(scale));
        }
        layers.add(new Dense(outputs, uniform, uniform));
        return new Architecture(dimensions, layers);
    }

    /** The named variants. */
    public static final class Variants implements ModelProvider {
        @Override
        public List<Variant> variants() {
            Source source = new Source(
                    "Ramasinghe and Lucey, Beyond Periodicity: Towards a Unifying Framework for Activations in"
                            + " Coordinate-MLPs, ECCV 2022; this set-up: Liu et al., FINER, CVPR 2024",
                    "section 4; FINER's Gauss baseline for images",
                    Finer.stated("scale"),
                    "All settings are those of FINER's code for its baseline of this name.");
            return List.of(new Variant(
                    "gauss",
                    "Network of Gaussian bells",
                    new GaussianNetwork(256, 4, 30),
                    Finer.recipe(5e-3),
                    source,
                    198_401));
        }
    }
}
