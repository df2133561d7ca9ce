package org.inrzoo.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.inrzoo.fit.Recipe;
import org.inrzoo.fit.Schedule;
import org.inrzoo.layer.BranchSum;
import org.inrzoo.layer.ConvolutionBranches;
import org.inrzoo.layer.GridConvolution;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.Normalization;
import org.inrzoo.layer.RefocusedConvolution;
import org.inrzoo.layer.Relu;
import org.inrzoo.layer.SemanticWeights;
import org.inrzoo.layer.SignalFilters;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Range;

/**
 * Convolutions over the grid of an image's coordinates, each followed by a batch normalisation and a ReLU: Cai, Conv-INR, 2024, made
 * again from its abstract.
 *
 * <pre>x_0 = the coordinates of every pixel,   x_i = ReLU(BN(W_i * x_{i-1} + b_i)),   y = W * x_depth + b</pre>
 */
public record ConvInr(
        @Option(value = "channels of the hidden convolutions", min = 1, max = 512)
        int width,

        @Option(value = "convolutions with normalisation and ReLU; a plain one follows", min = 1, max = 64)
        int depth,

        @Option(value = "rows and columns of every kernel, an odd number", min = 1, max = 15)
        int side,

        @Option("what the hidden convolutions are while they are trained")
        Reparameterization kernels)
        implements Family {

    /** What a convolution is in training; after it, all are plain ones. */
    public enum Reparameterization {
        /** A plain convolution. */
        PLAIN,
        /** Branches with a normalisation each, added up: the convolution, one of a single pixel, and what entered. */
        STRUCTURAL,
        /** A kernel that is generated from a trained basis by a convolution of the basis. */
        STATIC,
        /** A kernel that is its own plus a linear function of a description of the picture. */
        DYNAMIC
    }

    public ConvInr {
        if (side % 2 == 0) {
            throw new OptionException("'side' is an odd number, such as 3, and not " + side);
        }
    }

    @Override
    public Architecture architecture(int dimensions, int outputs) {
        if (dimensions != 2) {
            throw new OptionException(
                    "this network's convolutions are over an image's rows and columns, and this signal has "
                            + dimensions + (dimensions == 1 ? " axis" : " axes")
                            + ": take another model, such as siren or relu-pe");
        }
        List<Layer> layers = new ArrayList<>();
        layers.add(new Identity(Range.SYMMETRIC));
        for (int i = 0; i < depth; i++) {
            Layer norm = new Normalization(Normalization.Kind.BATCH);
            switch (kernels) {
                case PLAIN -> layers.addAll(List.of(convolution(width), norm));
                case STATIC -> layers.addAll(List.of(new RefocusedConvolution(convolution(width)), norm));
                case DYNAMIC ->
                    layers.addAll(List.of(
                            new SemanticWeights(
                                    convolution(width), SignalFilters.LENGTH, Initializer.OfSignal.FITTED, 0),
                            norm));
                case STRUCTURAL -> {
                    ConvolutionBranches branches = new ConvolutionBranches(width, side, Initializer.pytorchDefault());
                    int inputs = i == 0 ? dimensions : width;
                    layers.addAll(List.of(branches, norm, new BranchSum(branches.branches(inputs))));
                }
            }
            layers.add(new Relu());
        }
        layers.add(convolution(outputs));
        return new Architecture(dimensions, layers);
    }

    private GridConvolution convolution(int outputs) {
        return new GridConvolution(outputs, side, Initializer.pytorchDefault(), Initializer.pytorchDefault());
    }

    private static final Source SOURCE = new Source(
            "Cai, Conv-INR: Convolutional Implicit Neural Representation for Multimodal Visual Signals, arXiv 2406.04249, 2024",
            "the abstract",
            Set.of(),
            "Reconstruction: the paper's abstract and summaries of it were at hand, not its text. Width, depth, rate and steps are chosen"
                    + " here; so are the structural branches, RepVGG's, the static weights, RefConv's with a trained basis, and the"
                    + " dynamic ones, SPW's without a hidden layer; plain convolutions are left of all. The network has values on"
                    + " whole grids of pixels alone, fits all pixels in every step, and is another function on a finer grid, since it"
                    + " looks at a pixel's neighbours: with nine 3x3 kernels at the 19x19 pixels around it, whatever their size. Scans"
                    + " (ct, mri) ask it for all pixels too.");

    private static Variant variant(String name, String summary, Reparameterization kernels, int parameters) {
        Recipe recipe =
                Recipe.adam(1e-3, 2000).with("schedule", Schedule.EXPONENTIAL).with("targets", Range.UNIT);
        return new Variant(name, summary, new ConvInr(32, 8, 3, kernels), recipe, SOURCE, parameters);
    }

    /** The named variants. */
    public static final class Variants implements ModelProvider {
        @Override
        public List<Variant> variants() {
            return List.of(
                    variant(
                            "conv-inr",
                            "Convolutions over the grid of coordinates, with batch normalisation: nine of 3x3, 32 channels",
                            Reparameterization.PLAIN,
                            66_145),
                    variant(
                            "conv-inr-dynamic",
                            "Conv-INR whose kernels are generated from a description of the picture while they are trained",
                            Reparameterization.DYNAMIC,
                            2_799_841),
                    variant(
                            "conv-inr-structural",
                            "Conv-INR trained with three normalised branches in place of each convolution, one after it",
                            Reparameterization.STRUCTURAL,
                            74_081),
                    variant(
                            "conv-inr-static",
                            "Conv-INR whose kernels are generated from trained ones by a convolution of these",
                            Reparameterization.STATIC,
                            131_233));
        }
    }
}
