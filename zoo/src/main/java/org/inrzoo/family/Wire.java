package org.inrzoo.family;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.layer.ComplexDense;
import org.inrzoo.layer.ComplexGabor;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Option;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Range;

/**
 * Wavelet networks: Saragadam et al., "WIRE: Wavelet Implicit Neural Representations", CVPR 2023, §3.
 *
 * <p>Hidden features are complex, ⌊width/√2⌋ of them, so that a layer has as many real parameters as a real one of that
 * width. The output is the real part of a complex linear layer; its bias' imaginary part, which nothing depends on, is
 * left out.
 */
public record Wire(
        @Option(value = "hidden width of the real network of equal size", min = 2, max = 4096)
        int width,

        @Option(value = "wavelet layers; a plain linear layer follows", min = 1, max = 64)
        int depth,

        @Option(value = "frequency omega_0 of the wavelets", min = 1e-3, max = 1e4)
        double omega0,

        @Option(value = "sharpness sigma_0 of the wavelets", min = 1e-3, max = 1e4)
        double sigma0)
        implements Family {

    @Override
    public Architecture architecture(int dimensions, int outputs) {
        int numbers = (int) (width / Math.sqrt(2));
        Initializer uniform = Initializer.pytorchDefault();
        Initializer last = new Initializer.FanInUniform(StrictMath.sqrt(2)); // two features are one complex input
        List<Layer> layers = new ArrayList<>();
        layers.add(new Identity(Range.SYMMETRIC));
        for (int i = 0; i < depth; i++) {
            layers.add(new ComplexDense(numbers, i == 0, uniform, uniform));
            layers.add(new ComplexGabor(numbers, omega0, sigma0));
        }
        layers.add(new Dense(outputs, last, last));
        return new Architecture(dimensions, layers);
    }

    /** The named variants. */
    public static final class Variants implements ModelProvider {
        @Override
        public List<Variant> variants() {
            Source source = new Source(
                    "Saragadam, LeJeune, Tan, Balakrishnan, Veeraraghavan and Baraniuk, WIRE: Wavelet Implicit Neural"
                            + " Representations, CVPR 2023; this set-up: Liu et al., FINER, CVPR 2024",
                    "section 3; FINER's WIRE baseline for images",
                    Finer.stated("omega0", "sigma0"),
                    "All settings are those of FINER's code for its baseline of this name. Parameters are counted as real"
                            + " numbers, two for a complex one.");
            return List.of(new Variant(
                    "wire",
                    "Complex network of Gabor wavelets",
                    new Wire(256, 4, 20, 10),
                    Finer.recipe(5e-3),
                    source,
                    198_558));
        }
    }
}
