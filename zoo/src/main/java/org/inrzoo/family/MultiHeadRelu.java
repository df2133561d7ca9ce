package org.inrzoo.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.inrzoo.fit.Recipe;
import org.inrzoo.fit.Schedule;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.Relu;
import org.inrzoo.layer.SparseHeads;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Option;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.ImageSplit;
import org.inrzoo.point.Range;

/**
 * A ReLU body on the coordinates of one tile and a head for every tile: Aftab, Morsali and Ghaemmaghami, "Multi-Head
 * ReLU Implicit Neural Representation Networks", ICASSP 2022; initialised and trained as the authors' code does.
 *
 * <p>An image of N pixels in H tiles costs only N/H evaluations of the body. An RGB image has three heads a tile.
 */
public record MultiHeadRelu(
        @Option(value = "hidden width, channels", min = 1, max = 4096)
        int width,

        @Option(value = "ReLU layers; the heads follow", min = 1, max = 64)
        int depth,

        @Option(value = "heads down the image", min = 1, max = 1024)
        int headRows,

        @Option(value = "heads across the image", min = 1, max = 1024)
        int headColumns,

        @Option(
                value = "body features each head is connected to; all of them where the width is less",
                min = 1,
                max = 4096)
        int alpha,

        @Option("whether the heads have biases") boolean headBias,
        @Option("range of the first head weights") SparseHeads.Draw headInit)
        implements Family {

    @Override
    public Architecture architecture(int dimensions, int channels) {
        Initializer weight = new Initializer.GlorotUniform();
        List<Layer> layers = new ArrayList<>();
        layers.add(new Identity(Range.SYMMETRIC));
        for (int i = 0; i < depth; i++) {
            layers.add(new Dense(width, weight, Initializer.zeros()));
            layers.add(new Relu());
        }
        int heads = Math.multiplyExact(tiles().count(), channels);
        layers.add(new SparseHeads(heads, Math.min(alpha, width), headInit, headBias));
        return new Architecture(dimensions, layers);
    }

    @Override
    public ImageSplit tiles() {
        return new ImageSplit(headRows, headColumns);
    }

    /**
     * The network with other heads and as many parameters: the sizing rule of the authors' code.
     *
     * <p>From this network on, α grows by one up to the width, then the width by one, and so forth; the last network
     * within {@code budget} is taken. All counts are those of a gray 2-D image.
     *
     * @param budget trainable parameters at most
     * @throws IllegalArgumentException when these heads exceed the budget with the α and width of this network
     */
    public MultiHeadRelu sized(int rows, int columns, long budget) {
        MultiHeadRelu fitting = new MultiHeadRelu(width, depth, rows, columns, alpha, headBias, headInit);
        if (fitting.parameters() > budget) {
            throw new IllegalArgumentException(
                    rows + "x" + columns + " heads take " + fitting.parameters() + " parameters, more than " + budget);
        }
        MultiHeadRelu next = fitting.grown();
        while (next.parameters() <= budget) {
            fitting = next;
            next = fitting.grown();
        }
        return fitting;
    }

    private MultiHeadRelu grown() {
        return alpha < width
                ? new MultiHeadRelu(width, depth, headRows, headColumns, alpha + 1, headBias, headInit)
                : new MultiHeadRelu(width + 1, depth, headRows, headColumns, alpha, headBias, headInit);
    }

    /** w(d + 1) + (L-1) w(w + 1) + (α + 1 with bias) · heads, d = 2. */
    private long parameters() {
        long body = 3L * width + (depth - 1L) * width * (width + 1);
        return body + (Math.min(alpha, width) + (headBias ? 1L : 0)) * tiles().count();
    }

    private static final Set<String> STATED = Set.of(
            "width",
            "depth",
            "headRows",
            "headColumns",
            "alpha",
            "headBias",
            "headInit",
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
            "targets");

    private static final Source SOURCE = new Source(
            "Aftab, Morsali and Ghaemmaghami, Multi-Head ReLU Implicit Neural Representation Networks, ICASSP 2022",
            "the authors' slides and code: hyperparameters, sparse layer, sizing rule",
            STATED,
            "All settings are those of the authors' code. An image's sides must be multiples of the heads along them; heads of"
                    + " one pixel see a single point and can only memorise. The PSNR at the fitted pixels that the authors'"
                    + " figures show, 33 to 38 dB with 64x64 heads, is what this network has after 200 to 300 of the"
                    + " 2,000 steps, with any number of heads; what ended theirs earlier could not be found.");

    /** The recipe of the paper's code for all its models: held for 50 steps, then times e^-0.1 every 50. */
    static Recipe recipe() {
        return Recipe.adam(1e-3, 2000)
                .with("epsilon", 1e-7)
                .with("schedule", Schedule.STEP)
                .with("decay", StrictMath.exp(-0.1))
                .with("decayEvery", 50)
                .with("grid", GridConvention.ALIGN_CORNERS)
                .with("targets", Range.UNIT);
    }

    /** 256 × 256 heads of 32 connections: what the networks of all other head counts are measured by. */
    static final MultiHeadRelu BASE = new MultiHeadRelu(256, 4, 256, 256, 32, false, SparseHeads.Draw.ALL_HEADS);

    private static Variant sized(int heads) {
        MultiHeadRelu network = BASE.sized(heads, heads, BASE.parameters());
        String summary = heads == 1
                ? "ReLU network of one head, of as many parameters as those of many"
                : "ReLU body with " + heads + "x" + heads + " sparse heads, a tile of the image each";
        return new Variant("multihead-relu-h" + heads, summary, network, recipe(), SOURCE, (int) network.parameters());
    }

    /** The named variants. */
    public static final class Variants implements ModelProvider {
        @Override
        public List<Variant> variants() {
            MultiHeadRelu compared = new MultiHeadRelu(256, 4, 64, 64, 256, true, SparseHeads.Draw.ALL_HEADS);
            List<Variant> variants = new ArrayList<>();
            variants.add(new Variant(
                    "multihead-relu",
                    "ReLU body with 64x64 dense heads, as compared with SIREN and Fourier" + " features",
                    compared,
                    recipe(),
                    SOURCE,
                    1_250_816));
            Stream.of(1, 2, 4, 8, 16, 32, 64, 128, 256)
                    .map(MultiHeadRelu::sized)
                    .forEach(variants::add);
            return variants;
        }
    }
}
