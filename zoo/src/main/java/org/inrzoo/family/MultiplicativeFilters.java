package org.inrzoo.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.ConstantEncoding;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Filter;
import org.inrzoo.layer.Layer;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Option;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Range;

/**
 * Multiplicative filter networks: Fathony et al., ICLR 2021, eq. 3: z₁ = g₁(v), zᵢ₊₁ = (zᵢWᵢ + bᵢ) ⊙ gᵢ₊₁(v), and a
 * linear layer.
 */
public record MultiplicativeFilters(
        @Option(value = "hidden width, channels", min = 1, max = 4096)
        int width,

        @Option(value = "linear layers between filters; a plain linear layer follows", min = 1, max = 24)
        int depth,

        @Option("what each feature is multiplied by") Kind filter,

        @Option(
                value = "bound of the first frequencies over all layers, radians per half image side",
                min = 1e-3,
                max = 1e6)
        double inputScale,

        @Option(value = "shape of the gamma distribution of first sharpnesses over all layers", min = 1e-3, max = 1e3)
        double alpha)
        implements Family {

    /** The paper's filters. */
    public enum Kind {
        FOURIER,
        GABOR
    }

    @Override
    public Architecture architecture(int dimensions, int outputs) {
        Initializer hidden = Initializer.pytorchDefault();
        List<Layer> layers = new ArrayList<>();
        layers.add(new ConstantEncoding(width));
        layers.add(filter(dimensions));
        for (int i = 0; i < depth; i++) {
            layers.add(new Dense(width, hidden, hidden));
            layers.add(filter(dimensions));
        }
        layers.add(new Dense(outputs, hidden, hidden));
        return new Architecture(dimensions, layers);
    }

    private Filter filter(int dimensions) {
        Initializer uniform = new Initializer.FanInUniform(inputScale / StrictMath.sqrt(depth + 1));
        if (filter == Kind.FOURIER) {
            return new Filter(dimensions, Range.SYMMETRIC, uniform, true, Optional.empty());
        }
        Filter.Envelope envelope =
                new Filter.Envelope(new Initializer.Gamma(alpha / (depth + 1)), new Initializer.Uniform(1));
        return new Filter(
                dimensions,
                Range.SYMMETRIC,
                new Initializer.TimesRoot(uniform, "sharpness"),
                true,
                Optional.of(envelope));
    }

    private static Variant variant(String name, String summary, Kind filter, int parameters) {
        Source source = new Source(
                "Fathony, Sahu, Willmott and Kolter, Multiplicative Filter Networks, ICLR 2021",
                "section 3 and the authors' image-fitting code",
                Set.of(
                        "width",
                        "depth",
                        "filter",
                        "inputScale",
                        "alpha",
                        "optimizer",
                        "rate",
                        "schedule",
                        "steps",
                        "batch",
                        "targets"),
                "The authors' settings are for an image of 256x256 pixels, and their PSNR, of a signal on [-1,1] with peak"
                        + " 1, reads 6.02 dB lower than the zoo's.");
        Recipe recipe = Recipe.adam(1e-2, 10_000)
                .with("grid", GridConvention.ALIGN_CORNERS)
                .with("targets", Range.SYMMETRIC);
        return new Variant(
                name, summary, new MultiplicativeFilters(256, 3, filter, 256, 6), recipe, source, parameters);
    }

    /** The named variants. */
    public static final class Variants implements ModelProvider {
        @Override
        public List<Variant> variants() {
            return List.of(
                    variant("mfn-fourier", "Product of sinusoids, a layer between each two", Kind.FOURIER, 200_705),
                    variant("mfn-gabor", "Product of Gabor filters, a layer between each two", Kind.GABOR, 203_777));
        }
    }
}
