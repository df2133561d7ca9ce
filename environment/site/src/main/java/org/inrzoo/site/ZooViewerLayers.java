package org.inrzoo.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.inrzoo.layer.Blending;
import org.inrzoo.layer.ComplexDense;
import org.inrzoo.layer.ComplexGabor;
import org.inrzoo.layer.ConstantEncoding;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.ExpertTiling;
import org.inrzoo.layer.Filter;
import org.inrzoo.layer.FinerSine;
import org.inrzoo.layer.FourierFeatures;
import org.inrzoo.layer.Gaussian;
import org.inrzoo.layer.HashGrid;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.LeakyRelu;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.layer.PositionalEncoding;
import org.inrzoo.layer.Relu;
import org.inrzoo.layer.Sigmoid;
import org.inrzoo.layer.Sine;
import org.inrzoo.layer.SplitDense;
import org.inrzoo.point.Range;

/** The zoo's own layers for the viewer: encodings, linear layers, experts, activations. */
public final class ZooViewerLayers implements ViewerLayer.Provider {

    /** For the service loader. */
    public ZooViewerLayers() {}

    @Override
    public List<ViewerLayer<?>> layers() {
        return List.of(
                plain(Identity.class, "identity", identity -> interval(identity.range())),
                plain(ConstantEncoding.class, "constant", constant -> Map.of()),
                plain(PositionalEncoding.class, "positional", ZooViewerLayers::positional),
                plain(FourierFeatures.class, "fourier", fourier -> interval(fourier.range())),
                plain(HashGrid.class, "hash", ZooViewerLayers::hash),
                plain(Dense.class, "dense", dense -> Map.of()),
                plain(SplitDense.class, "split", split -> Map.of("branches", split.branches())),
                plain(LevelsOfExperts.class, "experts", experts -> tiling(experts.tiling())),
                plain(Filter.class, "filter", filter -> {
                    Map<String, Object> numbers = new LinkedHashMap<>(interval(filter.range()));
                    numbers.put("bell", filter.envelope().isPresent());
                    return numbers;
                }),
                new ViewerLayer<>(ComplexDense.class, ZooViewerLayers::complex),
                plain(ComplexGabor.class, "gabor", gabor -> Map.of("omega0", gabor.omega0(), "sigma0", gabor.sigma0())),
                plain(Sine.class, "sine", sine -> Map.of("omega0", sine.omega0())),
                plain(FinerSine.class, "finer", finer -> Map.of("omega0", finer.omega0())),
                plain(Gaussian.class, "gauss", gauss -> Map.of("scale", gauss.scale())),
                plain(Relu.class, "relu", relu -> Map.of()),
                plain(LeakyRelu.class, "leaky", leaky -> Map.of("slope", leaky.slope())),
                plain(Sigmoid.class, "sigmoid", sigmoid -> Map.of()));
    }

    /** A layer whose tensors the script takes as they are. */
    private static <L extends Layer> ViewerLayer<L> plain(
            Class<L> type, String kind, Function<L, Map<String, Object>> numbers) {
        return new ViewerLayer<>(
                type, (layer, values, inputs) -> new ViewerLayer.SaidLayer(kind, numbers.apply(layer), values));
    }

    private static Map<String, Object> interval(Range range) {
        return Map.of("low", range.low(), "length", range.length());
    }

    private static Map<String, Object> positional(PositionalEncoding encoding) {
        Map<String, Object> numbers = new LinkedHashMap<>(interval(encoding.range()));
        numbers.put("raw", encoding.raw());
        numbers.put("frequencies", encoding.frequencies());
        return numbers;
    }

    private static Map<String, Object> hash(HashGrid grid) {
        List<Map<String, Object>> levels = IntStream.range(0, grid.levels())
                .mapToObj(level -> Map.<String, Object>of(
                        "cells", grid.cells(level),
                        "dense", grid.isDense(level),
                        "first", grid.firstEntry(level),
                        "mask", (1L << grid.logTable()) - 1,
                        "factors", List.of(grid.factor(level, 0), grid.factor(level, 1))))
                .toList();
        return Map.of("levels", levels, "perLevel", grid.perLevel());
    }

    private static Map<String, Object> tiling(ExpertTiling tiling) {
        return Map.of(
                "experts", tiling.experts(),
                "alpha", tiling.scales(),
                "beta", tiling.beta(),
                "blended", tiling.blending() == Blending.LINEAR,
                "rotation", tiling.rotation());
    }

    /** As a linear layer of real numbers: a complex weight is a matrix of two by two. */
    private static ViewerLayer.SaidLayer complex(ComplexDense layer, Map<String, float[]> values, int inputs) {
        int width = layer.width();
        float[] real = values.get("weight");
        float[] weight = new float[inputs * 2 * width];
        float[] bias = new float[2 * width];
        for (int k = 0; k < width; k++) {
            bias[2 * k] = values.get("bias")[k];
            bias[2 * k + 1] = layer.real() ? 0 : values.get("biasImaginary")[k];
        }
        for (int row = 0; row < inputs; row++) {
            int number = layer.real() ? row : row / 2;
            boolean imaginary = !layer.real() && row % 2 == 1;
            for (int k = 0; k < width; k++) {
                float re = real[number * width + k];
                float im = layer.real() ? 0 : values.get("weightImaginary")[number * width + k];
                weight[(row * width + k) * 2] = imaginary ? -im : re;
                weight[(row * width + k) * 2 + 1] = imaginary ? re : im;
            }
        }
        return new ViewerLayer.SaidLayer("dense", Map.of(), Map.of("weight", weight, "bias", bias));
    }
}
