package org.inrzoo.notebook;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.inrzoo.layer.BranchSum;
import org.inrzoo.layer.ComplexDense;
import org.inrzoo.layer.ComplexGabor;
import org.inrzoo.layer.ConstantEncoding;
import org.inrzoo.layer.ConvolutionBranches;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Filter;
import org.inrzoo.layer.FinerSine;
import org.inrzoo.layer.FourierFeatures;
import org.inrzoo.layer.FrozenNormalization;
import org.inrzoo.layer.Gaussian;
import org.inrzoo.layer.GridConvolution;
import org.inrzoo.layer.HashGrid;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.LeakyRelu;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.layer.Normalization;
import org.inrzoo.layer.PositionalEncoding;
import org.inrzoo.layer.RefocusedConvolution;
import org.inrzoo.layer.Relu;
import org.inrzoo.layer.SemanticWeights;
import org.inrzoo.layer.Sigmoid;
import org.inrzoo.layer.Sine;
import org.inrzoo.layer.SparseHeads;
import org.inrzoo.layer.SplitDense;

/**
 * How a layer is drawn.
 *
 * @param title what it is, in a word or two
 * @param copies sheets of a box that stands for several: experts, branches, grids, heads
 * @param attached whether it works on each feature by itself and is drawn beneath the layer before
 * @param curve of an activation, over about [-1,1] of what enters it
 */
record LayerSketch(String title, int copies, boolean attached, Optional<DoubleUnaryOperator> curve) {

    private static final Map<Class<? extends Layer>, Function<Layer, LayerSketch>> KINDS = Map.ofEntries(
            kind(Dense.class, layer -> box("linear", 1)),
            kind(ComplexDense.class, layer -> box(layer.real() ? "linear" : "complex linear", 1)),
            kind(SplitDense.class, layer -> box(layer.branches() + " branches, multiplied", layer.branches())),
            kind(
                    LevelsOfExperts.class,
                    layer -> box(
                            layer.tiling().count() + " experts", layer.tiling().count())),
            kind(
                    SparseHeads.class,
                    layer -> box(String.format(Locale.ROOT, "%,d heads", layer.heads()), layer.heads())),
            kind(GridConvolution.class, layer -> box(convolution(layer), 1)),
            kind(SemanticWeights.class, layer -> of(layer.plain())),
            kind(RefocusedConvolution.class, layer -> box("refocused convolution", 1)),
            kind(ConvolutionBranches.class, layer -> box("convolutions", layer.branches(layer.width()))),
            kind(BranchSum.class, layer -> below("sum of " + layer.branches())),
            kind(Identity.class, layer -> box("coordinates as they are", 1)),
            kind(ConstantEncoding.class, layer -> box("constant", 1)),
            kind(FourierFeatures.class, layer -> box("random waves", 1)),
            kind(
                    PositionalEncoding.class,
                    layer -> box("waves of " + layer.frequencies().size() + " octaves", 1)),
            kind(HashGrid.class, layer -> box(layer.levels() + " grids", layer.levels())),
            kind(Filter.class, layer -> below(layer.envelope().isPresent() ? "times wavelets" : "times waves")),
            kind(Normalization.class, layer -> below(layer.kind().name().toLowerCase(Locale.ROOT) + " norm")),
            kind(FrozenNormalization.class, layer -> below(layer.kind().name().toLowerCase(Locale.ROOT) + " norm")),
            kind(Relu.class, layer -> activation("ReLU", x -> Math.max(0, x))),
            kind(LeakyRelu.class, layer -> activation("leaky ReLU", x -> Math.max(layer.slope() * x, x))),
            kind(Sigmoid.class, layer -> activation("sigmoid", x -> 2 / (1 + Math.exp(-6 * x)) - 1)),
            kind(Sine.class, layer -> activation("sine", x -> Math.sin(2 * Math.PI * x))),
            kind(
                    FinerSine.class,
                    layer -> activation("FINER's sine", x -> Math.sin(Math.PI * (2 * Math.abs(x) + 1) * x))),
            kind(Gaussian.class, layer -> activation("bell", x -> 2 * Math.exp(-9 * x * x) - 1)),
            kind(
                    ComplexGabor.class,
                    layer -> activation("wavelet", x -> Math.cos(4 * Math.PI * x) * Math.exp(-5 * x * x))));

    private static <T extends Layer> Map.Entry<Class<? extends Layer>, Function<Layer, LayerSketch>> kind(
            Class<T> type, Function<T, LayerSketch> sketch) {
        return Map.entry(type, layer -> sketch.apply(type.cast(layer)));
    }

    private static String convolution(GridConvolution layer) {
        return layer.side() + "x" + layer.side() + " convolution";
    }

    private static LayerSketch box(String title, int copies) {
        return new LayerSketch(title, copies, false, Optional.empty());
    }

    private static LayerSketch below(String title) {
        return new LayerSketch(title, 1, true, Optional.empty());
    }

    private static LayerSketch activation(String title, DoubleUnaryOperator curve) {
        return new LayerSketch(title, 1, true, Optional.of(curve));
    }

    /** The sketch of a layer; one of a kind that is not known here is a box with its name. */
    static LayerSketch of(Layer layer) {
        return KINDS.getOrDefault(
                        layer.getClass(), other -> box(other.getClass().getSimpleName(), 1))
                .apply(layer);
    }

    static boolean knows(Layer layer) {
        return KINDS.containsKey(layer.getClass());
    }
}
