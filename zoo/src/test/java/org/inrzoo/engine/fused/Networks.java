package org.inrzoo.engine.fused;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.inrzoo.layer.Arrangement;
import org.inrzoo.layer.Blending;
import org.inrzoo.layer.ComplexDense;
import org.inrzoo.layer.ComplexGabor;
import org.inrzoo.layer.ConstantEncoding;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.ExpertTiling;
import org.inrzoo.layer.Filter;
import org.inrzoo.layer.FinerSine;
import org.inrzoo.layer.FourierFeatures;
import org.inrzoo.layer.FrozenNormalization;
import org.inrzoo.layer.Gaussian;
import org.inrzoo.layer.HashGrid;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.IntermediateOutputs;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.LeakyRelu;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.layer.Normalization;
import org.inrzoo.layer.PositionalEncoding;
import org.inrzoo.layer.Relu;
import org.inrzoo.layer.Sigmoid;
import org.inrzoo.layer.Sine;
import org.inrzoo.layer.SparseHeads;
import org.inrzoo.layer.SplitDense;
import org.inrzoo.network.Architecture;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Range;

/** Small networks that between them use every layer with every option, at widths that no vector divides. */
public final class Networks {

    private static final Initializer WEIGHT = Initializer.pytorchDefault();

    private static final Filter.Envelope BELL =
            new Filter.Envelope(new Initializer.Gamma(2), new Initializer.Uniform(1));

    private Networks() {}

    /** By a name that says what is in it. */
    public static Map<String, Architecture> all() {
        Map<String, Architecture> all = new TreeMap<>();
        all.put("siren 2-D, width 17", chain(2, new Identity(Range.SYMMETRIC), 17, 3, new Sine(30), 1));
        all.put("siren 1-D, width 5", chain(1, new Identity(Range.UNIT), 5, 2, new Sine(10), 2));
        all.put("siren 3-D, width 100", chain(3, new Identity(Range.SYMMETRIC), 100, 2, new Sine(5), 4));
        all.put("relu 2-D, width 64", chain(2, new Identity(Range.SYMMETRIC), 64, 3, new Relu(), 3));
        all.put("leaky 2-D, width 130", chain(2, new Identity(Range.UNIT), 130, 2, new LeakyRelu(0.1), 70));
        all.put("sigmoid 2-D, width 33", chain(2, new Identity(Range.SYMMETRIC), 33, 2, new Sigmoid(), 1));
        all.put("gauss 2-D, width 70", chain(2, new Identity(Range.SYMMETRIC), 70, 2, new Gaussian(3), 1));
        all.put(
                "finer 2-D, width 19, detached",
                chain(2, new Identity(Range.SYMMETRIC), 19, 2, new FinerSine(5, true), 2));
        all.put("finer 3-D, whole derivative", chain(3, new Identity(Range.UNIT), 66, 2, new FinerSine(5, false), 1));
        all.put("wire 1-D, width 3", wire(1, 3));
        all.put("wire 2-D, width 71", wire(2, 71));
        all.put("filters 2-D, width 67", filters(2, 67, Optional.empty()));
        all.put("filters 3-D, width 5, Gabor", filters(3, 5, Optional.of(BELL)));
        all.put("filters 1-D, width 64, Gabor", filters(1, 64, Optional.of(BELL)));
        List<Layer> steps =
                List.of(dense(70), new Sine(2), dense(9), new Relu(), filter(2, Optional.of(BELL)), dense(5));
        all.put("with one output at its end", withOutputs(steps, List.of(6), 2));
        all.put("with outputs before an activation and behind it", withOutputs(steps, List.of(1, 2, 5, 6), 3));
        all.put("with outputs everywhere, in many columns", withOutputs(steps, List.of(1, 2, 3, 4, 5, 6), 30));
        for (int branches = 1; branches <= 3; branches++) {
            all.put(
                    "split in " + branches,
                    new Architecture(
                            2,
                            List.of(
                                    new Identity(Range.SYMMETRIC),
                                    new SplitDense(70, branches, WEIGHT, WEIGHT),
                                    new Relu(),
                                    new SplitDense(9, branches, WEIGHT, WEIGHT),
                                    new Sine(2),
                                    dense(2))));
        }
        for (int dimensions = 1; dimensions <= 3; dimensions++) {
            all.put(
                    "hash grid " + dimensions + "-D",
                    new Architecture(
                            dimensions,
                            List.of(new HashGrid(dimensions, 4, 3, 6, 3, 20), dense(9), new Sine(3), dense(1))));
        }
        all.put(
                "constant, then experts",
                new Architecture(
                        2,
                        List.of(
                                new ConstantEncoding(70),
                                new LevelsOfExperts(
                                        8, new ExpertTiling(2, 3, 5.3, -1.7, Blending.LINEAR), WEIGHT, WEIGHT, true),
                                new Sine(1),
                                dense(1))));
        all.put("fourier 17", chain(2, new FourierFeatures(17, 3, Range.UNIT), 48, 2, new Relu(), 1));
        all.put("fourier 64, 3-D", chain(3, new FourierFeatures(64, 2, Range.SYMMETRIC), 64, 1, new Relu(), 1));
        for (PositionalEncoding.Preset preset : PositionalEncoding.Preset.values()) {
            all.put("positional " + preset, chain(2, preset.encoding(), 24, 2, new Relu(), 1));
        }
        all.put("linear only", new Architecture(2, List.of(new Identity(Range.SYMMETRIC), dense(7))));
        all.put(
                "linear after linear",
                new Architecture(2, List.of(new Identity(Range.UNIT), dense(70), dense(3), dense(2))));
        all.put(
                "activation after activation, and first",
                new Architecture(
                        2,
                        List.of(
                                new Identity(Range.SYMMETRIC),
                                new Sine(3),
                                new Sigmoid(),
                                dense(9),
                                new Sine(2),
                                new LeakyRelu(0.2),
                                new Sigmoid())));
        for (Normalization.Kind kind : Normalization.Kind.values()) {
            Layer norm = new Normalization(kind);
            all.put("normalised " + kind, normalized(2, 20, norm));
            all.put(
                    "normalised " + kind + ", frozen, width 130",
                    normalized(3, 130, kind == Normalization.Kind.LAYER ? norm : new FrozenNormalization(kind, 50)));
            all.put(
                    "normalised first and on both sides " + kind,
                    new Architecture(
                            2,
                            List.of(
                                    new Identity(Range.SYMMETRIC),
                                    norm,
                                    dense(70),
                                    norm,
                                    new Sine(1),
                                    norm,
                                    dense(2))));
            ExpertTiling tiling = new ExpertTiling(2, 2, 4, 0, Blending.NEAREST);
            all.put(
                    "normalised experts " + kind,
                    new Architecture(
                            2,
                            List.of(
                                    new Identity(Range.SYMMETRIC),
                                    new LevelsOfExperts(9, tiling, WEIGHT, WEIGHT, true),
                                    norm,
                                    new LeakyRelu(0.2),
                                    new LevelsOfExperts(9, tiling, WEIGHT, WEIGHT, true),
                                    norm,
                                    new LeakyRelu(0.2),
                                    dense(1))));
        }
        for (Arrangement arrangement : Arrangement.values()) {
            for (Blending blending : Blending.values()) {
                all.put("experts " + arrangement + " " + blending, experts(2, 2, 4, 12, arrangement, blending));
            }
        }
        for (Blending blending : Blending.values()) {
            Arrangement order = Arrangement.COARSE_TO_FINE;
            all.put("experts 1-D of 3 " + blending, experts(1, 3, 3, 64, order, blending));
            all.put("experts 3-D " + blending, experts(3, 2, 2, 20, order, blending));
            all.put("experts 2-D of 4, width 100 " + blending, experts(2, 4, 2, 100, order, blending));
            all.put(
                    "one expert, shifted " + blending,
                    new Architecture(
                            2,
                            List.of(
                                    new Identity(Range.SYMMETRIC),
                                    new LevelsOfExperts(
                                            8, new ExpertTiling(2, 1, 3, 0.25, blending), WEIGHT, WEIGHT, true),
                                    new Sine(1),
                                    new LevelsOfExperts(
                                            8, new ExpertTiling(2, 3, 5.3, -1.7, blending), WEIGHT, WEIGHT, false),
                                    new Sine(1),
                                    dense(1))));
        }
        for (boolean bias : new boolean[] {false, true}) {
            all.put("heads, bias " + bias, heads(33, 70, 7, bias));
            all.put("one head, bias " + bias, heads(20, 1, 20, bias));
        }
        all.put("heads for several threads", heads(40, 5000, 30, true));
        all.put(
                "heads before other layers",
                new Architecture(
                        2,
                        List.of(
                                new Identity(Range.SYMMETRIC),
                                dense(20),
                                new Relu(),
                                new SparseHeads(9, 5, SparseHeads.Draw.PER_HEAD, true),
                                new Sigmoid(),
                                dense(2))));
        all.put(
                "heads only",
                new Architecture(
                        2,
                        List.of(
                                new Identity(Range.SYMMETRIC),
                                new SparseHeads(9, 2, SparseHeads.Draw.PER_HEAD, false))));
        return all;
    }

    private static Architecture heads(int width, int heads, int alpha, boolean bias) {
        return new Architecture(
                2,
                List.of(
                        new Identity(Range.SYMMETRIC),
                        dense(width),
                        new Relu(),
                        dense(width),
                        new Relu(),
                        new SparseHeads(heads, alpha, SparseHeads.Draw.PER_HEAD, bias)));
    }

    private static Architecture withOutputs(List<Layer> steps, List<Integer> outputSteps, int width) {
        return new Architecture(
                2,
                List.of(
                        new Identity(Range.SYMMETRIC),
                        new IntermediateOutputs(steps, outputSteps, new Dense(width, WEIGHT, WEIGHT)),
                        new Sine(1),
                        dense(2)));
    }

    private static Filter filter(int dimensions, Optional<Filter.Envelope> envelope) {
        return new Filter(dimensions, Range.SYMMETRIC, WEIGHT, true, envelope);
    }

    private static Architecture filters(int dimensions, int width, Optional<Filter.Envelope> envelope) {
        Filter trained = filter(dimensions, envelope);
        Filter frozen = new Filter(dimensions, Range.UNIT, new Initializer.Uniform(30), false, envelope);
        return new Architecture(
                dimensions, List.of(new ConstantEncoding(width), trained, dense(width), frozen, dense(3)));
    }

    private static Architecture wire(int dimensions, int width) {
        return new Architecture(
                dimensions,
                List.of(
                        new Identity(Range.SYMMETRIC),
                        new ComplexDense(width, true, WEIGHT, WEIGHT),
                        new ComplexGabor(width, 3, 2),
                        new ComplexDense(width + 1, false, WEIGHT, WEIGHT),
                        new ComplexGabor(width + 1, 2, 1),
                        dense(2)));
    }

    private static Layer dense(int width) {
        return new Dense(width, WEIGHT, WEIGHT);
    }

    private static Architecture chain(
            int dimensions, Layer encoding, int width, int depth, Layer activation, int outputs) {
        List<Layer> layers = new ArrayList<>(List.of(encoding));
        for (int i = 0; i < depth; i++) {
            layers.add(activation instanceof Sine sine && i > 0 ? sirenDense(width, sine) : dense(width));
            layers.add(activation);
        }
        layers.add(dense(outputs));
        return new Architecture(dimensions, layers);
    }

    private static Architecture normalized(int dimensions, int width, Layer norm) {
        List<Layer> layers = new ArrayList<>(List.of(new Identity(Range.SYMMETRIC)));
        for (int i = 0; i < 3; i++) {
            layers.addAll(List.of(dense(width), norm, new Relu()));
        }
        layers.add(dense(1));
        return new Architecture(dimensions, layers);
    }

    /** Without the small weights that go with a large ω₀, a network magnifies rounding as much as anything else. */
    private static Layer sirenDense(int width, Sine sine) {
        return new Dense(width, Initializer.siren(sine.omega0()), WEIGHT);
    }

    private static Architecture experts(
            int dimensions, int experts, int depth, int width, Arrangement arrangement, Blending blending) {
        List<Layer> layers = new ArrayList<>(List.of(new Identity(Range.SYMMETRIC)));
        for (ExpertTiling tiling : arrangement.tilings(depth, dimensions, experts, blending, 7)) {
            layers.add(new LevelsOfExperts(width, tiling, WEIGHT, WEIGHT, true));
            layers.add(new Sine(1));
        }
        layers.add(dense(1));
        return new Architecture(dimensions, layers);
    }
}
