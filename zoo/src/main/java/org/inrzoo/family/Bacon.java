package org.inrzoo.family;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.ConstantEncoding;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Filter;
import org.inrzoo.layer.IntermediateOutputs;
import org.inrzoo.layer.Layer;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Range;

/**
 * Band-limited coordinate networks: Lindell et al., "BACON", CVPR 2022, §3: z₀ = sin(vΩ₀ + φ₀),
 * zᵢ = (zᵢ₋₁Wᵢ + bᵢ) ⊙ sin(vΩᵢ + φᵢ), read behind some of its layers: yᵢ = zᵢVᵢ + cᵢ. The frequencies Ωᵢ are drawn once
 * from whole cycles per image side within a band per layer, so that yᵢ has no frequency beyond the sum of the bands so
 * far. All outputs are fitted to the same image; each shows it up to its own frequency, twice that of the one before.
 */
public record Bacon(
        @Option(value = "hidden width, channels", min = 1, max = 4096)
        int width,

        @Option(value = "linear layers between filters", min = 1, max = 24)
        int depth,

        @Option(
                value = "levels of detail, fitted together: outputs behind linear layers depth, depth/2, depth/4, …",
                min = 1,
                max = 5)
        int outputs,

        @Option(
                value =
                        "pixels per side whose Nyquist frequency the whole network reaches; 0 takes the fitted image's longer side",
                min = 0,
                max = 65_536)
        int resolution)
        implements Family {

    /** The side of the authors' images, for which parameters are counted. */
    private static final int SIDE = 256;

    /** As in the paper, the network's band ends at the Nyquist frequency of the image. */
    @Override
    public Bacon sized(List<Integer> extent) {
        return resolution > 0 ? this : new Bacon(width, depth, outputs, Math.max(2, Collections.max(extent)));
    }

    @Override
    public Architecture architecture(int dimensions, int channels) {
        if (resolution == 0) {
            return sized(List.of(SIDE)).architecture(dimensions, channels);
        }
        List<Layer> steps = new ArrayList<>();
        for (int i = 1; i <= depth; i++) {
            steps.add(dense(width));
            steps.add(filter(dimensions, i));
        }
        List<Integer> outputSteps = read().stream().map(layer -> 2 * layer).toList();
        return new Architecture(
                dimensions,
                List.of(
                        new ConstantEncoding(width),
                        filter(dimensions, 0),
                        new IntermediateOutputs(steps, outputSteps, dense(channels))));
    }

    /** Up to an output, the network is one of less depth and, its bands being the same, of less resolution. */
    @Override
    public List<Family> levelsOfDetail() {
        if (resolution == 0) {
            return sized(List.of(SIDE)).levelsOfDetail();
        }
        return read().stream()
                .<Family>map(layer -> new Bacon(width, layer, 1, Math.max(2, resolution * layer / depth)))
                .toList();
    }

    /** The linear layers behind whose filters the network is read, ascending. */
    private List<Integer> read() {
        if (depth >> (outputs - 1) == 0) {
            throw new OptionException(
                    outputs + " 'outputs' need a 'depth' of at least " + (1 << (outputs - 1)) + ", not " + depth);
        }
        return IntStream.rangeClosed(1, outputs)
                .mapToObj(level -> depth >> (outputs - level))
                .toList();
    }

    private static Dense dense(int width) {
        return new Dense(width, Initializer.kaimingUniform(), Initializer.pytorchDefault());
    }

    /** Up to k cycles per image side are kπ radians per unit of [-1,1]. */
    private Filter filter(int dimensions, int index) {
        Initializer frequency = new Initializer.Multiples(Math.PI, band(index));
        return new Filter(dimensions, Range.SYMMETRIC, frequency, false, Optional.empty());
    }

    /** Cycles per image side of a filter: the first two have half as wide a band as the others. */
    private int band(int filter) {
        double share = filter < 2 ? 0.5 : 1;
        return (int) Math.max(1, share * resolution / 2 / depth);
    }

    /** The named variants. */
    public static final class Variants implements ModelProvider {
        @Override
        public List<Variant> variants() {
            Source source = new Source(
                    "Lindell, Van Veen, Park and Wetzstein, BACON: Band-limited Coordinate Networks for Multiscale Scene"
                            + " Representation, CVPR 2022",
                    "section 3 and the authors' image-fitting code",
                    Set.of(
                            "width",
                            "depth",
                            "outputs",
                            "resolution",
                            "optimizer",
                            "rate",
                            "schedule",
                            "steps",
                            "batch"),
                    "The PSNR of a fit is the last output's. The authors' points are the pixels' left ends; here they are their"
                            + " centres.");
            Recipe recipe =
                    Recipe.adam(5e-3, 5001).with("optimizer", "amsgrad").with("grid", GridConvention.PIXEL_CENTERS);
            return List.of(new Variant(
                    "bacon",
                    "Product of sinusoids of bounded frequency at three levels of detail",
                    new Bacon(256, 4, 3, 0),
                    recipe,
                    source,
                    265_219));
        }
    }
}
