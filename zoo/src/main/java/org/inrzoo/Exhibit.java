package org.inrzoo;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.inrzoo.family.Variant;

/**
 * A family of models as the page of all models shows it.
 *
 * @param title the family's name
 * @param fit the model that the page's picture is of, with settings of its own behind colons
 * @param models names of its models, with {@code *} for any text, several of them behind commas
 * @param line what is special about it, in one sentence
 * @param formula a layer of it
 * @param code its file, in the package org.inrzoo.family or below org.inrzoo
 */
public record Exhibit(String title, String fit, String models, String line, String formula, String code) {

    /** All families, from the plainest on. */
    public static final List<Exhibit> ALL = List.of(
            new Exhibit(
                    "Plain ReLU",
                    "relu",
                    "relu",
                    "An ordinary network on raw coordinates, which learns smooth things first and edges hardly ever: the baseline.",
                    "h' = max(0, W h + b)",
                    "family/ReluNetworks.java"),
            new Exhibit(
                    "Positional encoding",
                    "relu-pe",
                    "relu-pe,spw-relu-pe",
                    "The coordinates go in as sines and cosines of ten octaves, as in NeRF, so that detail is within reach.",
                    "γ(x) = (x, sin 2⁰x, cos 2⁰x, …, sin 2⁹x, cos 2⁹x), then ReLU layers",
                    "family/ReluNetworks.java"),
            new Exhibit(
                    "Fourier features",
                    "fourier-features",
                    "fourier-features*",
                    "Sines and cosines of random frequencies instead of octaves; their spread σ says how much detail to expect.",
                    "γ(v) = (cos 2πBv, sin 2πBv), B ~ N(0, σ²), then ReLU layers",
                    "family/ReluNetworks.java"),
            new Exhibit(
                    "SIREN",
                    "siren",
                    "siren*,spw-siren",
                    "Every activation is a sine, with an initialisation that keeps it going through many layers; smooth to any order.",
                    "h' = sin(ω₀ (W h + b))",
                    "family/Siren.java"),
            new Exhibit(
                    "Gauss",
                    "gauss",
                    "gauss",
                    "Activations are bells, which are local where sines are not.",
                    "h' = exp(-(s (W h + b))²)",
                    "family/GaussianNetwork.java"),
            new Exhibit(
                    "WIRE",
                    "wire:rate=1e-3",
                    "wire",
                    "Complex wavelets: a wave within a bell.",
                    "h' = exp(iω₀z - |σ₀z|²), z = W h + b, complex",
                    "family/Wire.java"),
            new Exhibit(
                    "FINER",
                    "finer",
                    "finer",
                    "A sine whose frequency grows with its argument, so that one network has low and high ones.",
                    "h' = sin(ω₀ (|z| + 1) z), z = W h + b",
                    "family/Finer.java"),
            new Exhibit(
                    "Multiplicative filters",
                    "mfn-gabor",
                    "mfn-*",
                    "No activations at all: each layer is multiplied by waves of the coordinates themselves.",
                    "h' = (W h + b) ⊙ g(x), g a sinusoid or a Gabor filter",
                    "family/MultiplicativeFilters.java"),
            new Exhibit(
                    "BACON",
                    "bacon",
                    "bacon",
                    "Multiplicative filters of bounded frequency, with an output for each level of detail.",
                    "h' = (W h + b) ⊙ sin(ωx + φ), |ω| bounded by layer",
                    "family/Bacon.java"),
            new Exhibit(
                    "Hash grid",
                    "instant-ngp",
                    "instant-ngp",
                    "Most weights are features in tables, looked up at grids from coarse to fine; a small network reads them. Fast.",
                    "γ(x) = features at the corners around x, interpolated, for every level, then ReLU layers",
                    "family/InstantNgp.java"),
            new Exhibit(
                    "Levels of Experts",
                    "loe-sine-fine2coarse",
                    "loe-*,spw-loe-sine",
                    "Which weights a layer uses depends on where in the picture the point lies, in cells from coarse to fine.",
                    "y = x W(p) + b, W(p) = Σₑ Bₑ(αp + β) Wₑ",
                    "family/LevelsOfExpertsNetworks.java"),
            new Exhibit(
                    "Multi-Head ReLU",
                    "multihead-relu-h32",
                    "multihead-relu*",
                    "The picture is cut into tiles; one body serves all of them, and each tile has a small head of its own.",
                    "yₖ = Σⱼ vₖⱼ h[Sₖⱼ] + cₖ, k the tile",
                    "family/MultiHeadRelu.java"),
            new Exhibit(
                    "Split layers",
                    "split-sine",
                    "split-*",
                    "Each layer is the product of several smaller ones, with about as many parameters.",
                    "h' = φ((W₁h + b₁) ⊙ … ⊙ (Wₙh + bₙ))",
                    "family/SplitNetworks.java"),
            new Exhibit(
                    "Normalised ReLU",
                    "relu-bn",
                    "relu-bn*,relu-ln*,relu-gn*,relu-cn*,relu-10x28,relu-pe-10x28,conv-inr*",
                    "Small ReLU networks that a normalisation in front of every activation lets learn detail; W may be a convolution.",
                    "h' = max(0, norm(W h + b))",
                    "family/NormalizedNetworks.java"));

    /** Whether a model is of this family. */
    public boolean shows(String model) {
        return Arrays.stream(models.split(","))
                .anyMatch(glob ->
                        FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(model)));
    }

    /** The name of the model that is fitted for the picture. */
    public String model() {
        return fit.split(":")[0];
    }

    /** That model with its settings, and one evaluation: only the end counts. */
    public Variant variant() {
        String[] parts = fit.split(":");
        Variant variant = Zoo.get(parts[0]).variant().with("evaluations", 1);
        for (int i = 1; i < parts.length; i++) {
            variant = variant.with(
                    parts[i].substring(0, parts[i].indexOf('=')), parts[i].substring(parts[i].indexOf('=') + 1));
        }
        return variant;
    }
}
