package org.inrzoo.engine.fused;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.inrzoo.engine.EngineException;
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
import org.inrzoo.network.ParameterLayout;

/** Which plan computes each of an architecture's layers, and where each one's gradient lies in a sum of gradients. */
final class FusedPlan {

    private final Architecture architecture;
    private final ParameterLayout layout;
    private final Kernels kernels;
    private final Workers workers;
    private final Arena arena = new Arena();
    private final List<LayerPlan> layers = new ArrayList<>();
    private final int[] gradientAt;
    private final int gradientSize;

    /** Where a layer stands: its number in the architecture, the features that enter, its parameters. */
    private record Site(int number, int inputs, List<ParameterLayout.Slot> slots) {

        /** Where a layer inside stands. */
        Site of(IntermediateOutputs.Part part) {
            List<ParameterLayout.Slot> own = part.layer().parameters(part.inputs()).stream()
                    .map(parameter -> {
                        ParameterLayout.Slot slot = LinearPlan.named(slots, part.name(parameter));
                        return new ParameterLayout.Slot(slot.name(), number, parameter, slot.offset());
                    })
                    .toList();
            return new Site(number, part.inputs(), own);
        }
    }

    /**
     * The plan of an architecture.
     *
     * @param workers help a layer out whose points are too few for all threads
     * @throws EngineException if a layer is of a kind this engine does not know
     */
    FusedPlan(Architecture architecture, Kernels kernels, Workers workers) {
        this.architecture = architecture;
        this.layout = architecture.parameters();
        this.kernels = kernels;
        this.workers = workers;
        int count = architecture.layers().size();
        gradientAt = new int[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            layers.add(plan(i));
            gradientAt[i] = size;
            size = Math.addExact(size, layers.get(i).gradientSize());
        }
        gradientSize = size;
    }

    private LayerPlan plan(int index) {
        Layer layer = architecture.layers().get(index);
        return index == 0
                ? encoding(layer)
                : hidden(layer, new Site(index, architecture.inputs(index), layout.of(index)));
    }

    private LayerPlan encoding(Layer layer) {
        int dimensions = architecture.dimensions();
        if (layer instanceof Identity identity) {
            return new IdentityPlan(identity.range());
        }
        if (layer instanceof FourierFeatures fourier) {
            return WavePlan.of(kernels, fourier, dimensions, layout.of(0));
        }
        if (layer instanceof PositionalEncoding positional) {
            return WavePlan.of(kernels, positional, dimensions);
        }
        if (layer instanceof HashGrid grid) {
            return new HashGridPlan(grid, layout.of(0).get(0));
        }
        if (layer instanceof ConstantEncoding constant) {
            return new ConstantPlan(constant.features());
        }
        throw unknown(layer, 0);
    }

    private LayerPlan hidden(Layer layer, Site site) {
        if (layer instanceof Dense dense) {
            return dense.width() <= NarrowPlan.MOST
                    ? narrow(site, dense.width())
                    : linear(site, dense.width(), LinearPlan.plain());
        }
        if (layer instanceof LevelsOfExperts experts) {
            return linear(site, experts.width(), experts.tiling());
        }
        if (layer instanceof SparseHeads heads) {
            return new HeadsPlan(kernels, workers, site.inputs, heads, site.slots);
        }
        if (layer instanceof Sine sine) {
            float omega = (float) sine.omega0();
            return activation(
                    site,
                    (z, zAt, y, yAt, d, dAt, count, columns) ->
                            kernels.functions().sine(z, zAt, y, yAt, d, dAt, count, columns, omega));
        }
        if (layer instanceof Relu) {
            return rectifier(site, 0, 0);
        }
        if (layer instanceof LeakyRelu leaky) {
            return rectifier(site, (float) leaky.slope(), -Float.MIN_VALUE);
        }
        if (layer instanceof Normalization normalization) {
            return normalization(site, normalization.kind(), 0);
        }
        if (layer instanceof FrozenNormalization frozen) {
            return normalization(site, frozen.kind(), frozen.points());
        }
        if (layer instanceof Gaussian gaussian) {
            return activation(site, new GaussianFunction(kernels, (float) gaussian.scale()));
        }
        if (layer instanceof FinerSine finer) {
            return activation(site, new FinerFunction(kernels, (float) finer.omega0(), finer.detached() ? 1 : 2));
        }
        if (layer instanceof ComplexDense complex) {
            return new ComplexPlan(kernels, arena, complex, site.inputs, site.slots);
        }
        if (layer instanceof SplitDense split) {
            return new SplitPlan(kernels, arena, split, site.inputs, site.slots);
        }
        if (layer instanceof Filter filter) {
            return new FilterPlan(kernels, arena, filter, site.inputs, site.slots);
        }
        if (layer instanceof ComplexGabor gabor) {
            return new GaborPlan(kernels, site.inputs, (float) gabor.omega0(), (float) gabor.sigma0());
        }
        if (layer instanceof IntermediateOutputs tapped) {
            List<LayerPlan> parts = tapped.parts(site.inputs).stream()
                    .map(part -> hidden(part.layer(), site.of(part)))
                    .toList();
            return new IntermediateOutputsPlan(kernels, tapped, site.inputs, parts);
        }
        if (layer instanceof Sigmoid) {
            return activation(site, kernels.functions()::sigmoid);
        }
        throw unknown(layer, site.number);
    }

    private LayerPlan linear(Site site, int width, ExpertTiling tiling) {
        return new LinearPlan(kernels, arena, tiling, site.inputs, width, site.slots);
    }

    private LayerPlan narrow(Site site, int width) {
        return new NarrowPlan(kernels, arena, site.inputs, width, site.slots);
    }

    private LayerPlan rectifier(Site site, float slope, float threshold) {
        return activation(
                site,
                (z, zAt, y, yAt, d, dAt, count, columns) ->
                        kernels.functions().rectify(z, zAt, y, yAt, d, dAt, count, columns, slope, threshold));
    }

    private LayerPlan activation(Site site, ActivationPlan.Function function) {
        return new ActivationPlan(kernels, site.inputs, function);
    }

    private NormalizationPlan normalization(Site site, Normalization.Kind kind, int frozenAt) {
        int features = site.inputs;
        return switch (kind) {
            case BATCH, GLOBAL -> new ColumnNormalizationPlan(kernels, kind, frozenAt, features, site.slots);
            case LAYER -> new RowNormalizationPlan(kernels, features, site.slots);
            case CROSS -> new CrossNormalizationPlan(kernels, frozenAt, features, site.slots);
        };
    }

    private static EngineException unknown(Layer layer, int index) {
        return new EngineException(
                "the fused engine cannot compute layer " + index + ", " + layer + "; the samediff engine can");
    }

    List<LayerPlan> layers() {
        return layers;
    }

    /** The floats of one sum of all gradients. */
    int gradientSize() {
        return gradientSize;
    }

    /** Where the gradient of a layer begins in such a sum. */
    int gradientAt(int layer) {
        return gradientAt[layer];
    }

    /** The layer of lowest number that is trained; the number of layers where none is. */
    int firstTrained() {
        return IntStream.range(0, layers.size())
                .filter(i -> layers.get(i).gradientSize() > 0)
                .findFirst()
                .orElse(layers.size());
    }

    /** The layers that have statistics over the whole batch. */
    List<Integer> usesBatchStatistics() {
        return IntStream.range(0, layers.size())
                .filter(i -> architecture.layers().get(i).usesBatchStatistics())
                .boxed()
                .toList();
    }

    /** A layer that is a normalisation. */
    NormalizationPlan normalization(int layer) {
        return (NormalizationPlan) layers.get(layer);
    }

    /** Features of the widest layer. */
    int widest() {
        int between = IntStream.rangeClosed(0, layers.size())
                .map(architecture::inputs)
                .max()
                .orElseThrow();
        return layers.stream().mapToInt(LayerPlan::widest).reduce(between, Math::max);
    }

    Architecture architecture() {
        return architecture;
    }

    /** Takes over the parameters' values. */
    void prepare(float[] parameters, Workers workers) {
        workers.run(layers.size(), (worker, layer) -> layers.get(layer).prepare(parameters));
    }

    /** Writes a finished sum to the flat gradient. */
    void collect(Arena.Slice sums, float[] gradient, Workers workers) {
        workers.run(
                layers.size(),
                (worker, layer) -> layers.get(layer).collect(sums.data(), sums.at() + gradientAt[layer], gradient));
    }
}
