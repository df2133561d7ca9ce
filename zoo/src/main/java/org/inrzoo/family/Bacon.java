package org.inrzoo.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inrzoo.fit.Optimizer;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.Architecture;
import org.inrzoo.layer.Constant;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Filter;
import org.inrzoo.layer.GridConvention;
import org.inrzoo.layer.Initializer;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.Range;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;

/**
 * Band-limited coordinate networks: Lindell et al., "BACON", CVPR 2022, §3: sinusoidal filters whose frequencies are
 * drawn once from whole cycles per image side within a band per layer, so that a layer's output has no frequency beyond
 * the sum of the bands so far.
 *
 * <p>A network is read at one of its layers, {@code output}; the paper reads and fits several of them at once.
 */
public record Bacon(
        @Option(value = "hidden width, channels", min = 1, max = 4096) int width,
        @Option(value = "linear layers between filters", min = 1, max = 24) int depth,
        @Option(value = "linear layer behind whose filter the network is read, at most depth", min = 1, max = 24) int output,
        @Option(value = "pixels per side whose Nyquist frequency the whole network reaches", min = 2, max = 65_536)
                int resolution)
        implements Family {

    @Override
    public Architecture architecture(int dimensions, int outputs) {
        if (output > depth) {
            throw new OptionException("'output' is " + output + ", but the network has 'depth' " + depth);
        }
        Initializer hidden = Initializer.kaimingUniform();
        Initializer bias = Initializer.pytorchDefault();
        List<Layer> layers = new ArrayList<>();
        layers.add(new Constant(width));
        layers.add(filter(dimensions, 0));
        for (int i = 1; i <= output; i++) {
            layers.add(new Dense(width, hidden, bias));
            layers.add(filter(dimensions, i));
        }
        layers.add(new Dense(outputs, hidden, bias));
        return new Architecture(dimensions, layers);
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
                    Set.of("width", "depth", "resolution", "optimizer", "rate", "schedule", "steps", "batch"),
                    "The authors fit the outputs after layers 1, 2 and 4 at once; here one fit is of one 'output'.");
            Recipe recipe = Recipe.adam(5e-3, 5001).with("optimizer", Optimizer.AMSGRAD)
                    .with("grid", GridConvention.PIXEL_CENTRES);
            return List.of(new Variant("bacon", "Product of sinusoids of bounded frequency", new Bacon(256, 4, 4, 256),
                    recipe, source, 264_705));
        }
    }
}
