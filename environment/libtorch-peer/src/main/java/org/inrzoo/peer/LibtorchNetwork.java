package org.inrzoo.peer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.engine.EngineException;
import org.inrzoo.layer.Blending;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.ExpertTiling;
import org.inrzoo.layer.FinerSine;
import org.inrzoo.layer.FourierFeatures;
import org.inrzoo.layer.Gaussian;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.LeakyRelu;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.layer.Normalization;
import org.inrzoo.layer.PositionalEncoding;
import org.inrzoo.layer.Relu;
import org.inrzoo.layer.Sigmoid;
import org.inrzoo.layer.Sine;
import org.inrzoo.layer.SplitDense;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.point.Range;

/** A network of the zoo in libtorch's operations, for pixels in {@link MortonOrder}. */
final class LibtorchNetwork {

    private final Architecture architecture;
    private final int size;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();

    LibtorchNetwork(Architecture architecture, int size, float[] values, NDManager manager) {
        this.architecture = architecture;
        this.size = size;
        for (ParameterLayout.Slot slot : architecture.parameters().slots()) {
            long[] shape = slot.parameter().shape().stream()
                    .mapToLong(Integer::longValue)
                    .toArray();
            float[] part = Arrays.copyOfRange(values, slot.offset(), slot.offset() + slot.length());
            NDArray array = manager.create(part, new Shape(shape));
            array.setRequiresGradient(slot.parameter().trainable());
            parameters.put(slot.name(), array);
        }
    }

    /** The trainable parameters by name. */
    Map<String, NDArray> trainable() {
        Map<String, NDArray> trainable = new LinkedHashMap<>();
        for (ParameterLayout.Slot slot : architecture.parameters().slots()) {
            if (slot.parameter().trainable()) {
                trainable.put(slot.name(), parameters.get(slot.name()));
            }
        }
        return trainable;
    }

    /**
     * The network's outputs.
     *
     * @param points coordinates in [0,1], [n, 2], of n = 4^k pixels
     * @param first number of the first of them, a multiple of n
     */
    NDArray forward(NDArray points, int first) {
        NDArray x = points;
        List<Layer> layers = architecture.layers();
        for (int i = 0; i < layers.size(); i++) {
            x = apply(layers.get(i), i, x, first);
        }
        return x;
    }

    private NDArray apply(Layer layer, int index, NDArray x, int first) {
        if (layer instanceof Identity identity) {
            return inRange(x, identity.range());
        } else if (layer instanceof FourierFeatures fourier) {
            NDArray phase = inRange(x, fourier.range())
                    .matMul(parameter(index, "frequencies"))
                    .mul(2 * Math.PI);
            return phase.cos().concat(phase.sin(), 1);
        } else if (layer instanceof PositionalEncoding encoding) {
            return positional(encoding, inRange(x, encoding.range()));
        } else if (layer instanceof Dense) {
            return x.matMul(parameter(index, "weight")).add(parameter(index, "bias"));
        } else if (layer instanceof LevelsOfExperts experts) {
            return route(experts.tiling(), x, parameter(index, "weight"), first).add(parameter(index, "bias"));
        } else if (layer instanceof SplitDense split) {
            return split(split, x, parameter(index, "weight"), parameter(index, "bias"));
        } else if (layer instanceof Normalization normalization) {
            return normalized(normalization, x, parameter(index, "gain"), parameter(index, "shift"));
        } else if (layer instanceof Gaussian gaussian) {
            return x.mul(gaussian.scale()).square().neg().exp();
        } else if (layer instanceof FinerSine finer) {
            NDArray factor = x.abs().add(1);
            return x.mul(finer.detached() ? factor.stopGradient() : factor)
                    .mul(finer.omega0())
                    .sin();
        } else if (layer instanceof Sine sine) {
            return (sine.omega0() == 1 ? x : x.mul(sine.omega0())).sin();
        } else if (layer instanceof Relu) {
            return ai.djl.nn.Activation.relu(x);
        } else if (layer instanceof LeakyRelu leaky) {
            return ai.djl.nn.Activation.leakyRelu(x, (float) leaky.slope());
        } else if (layer instanceof Sigmoid) {
            return ai.djl.nn.Activation.sigmoid(x);
        }
        throw new EngineException("the libtorch peer has no " + layer.getClass().getSimpleName());
    }

    private NDArray parameter(int layer, String name) {
        return architecture.parameters().of(layer).stream()
                .filter(slot -> slot.parameter().name().equals(name))
                .map(slot -> parameters.get(slot.name()))
                .findFirst()
                .orElseThrow();
    }

    private static NDArray inRange(NDArray points, Range range) {
        return range == Range.UNIT ? points : points.mul(range.length()).add(range.low());
    }

    private static NDArray positional(PositionalEncoding encoding, NDArray v) {
        NDList blocks = new NDList();
        if (encoding.raw()) {
            blocks.add(v);
        }
        for (double frequency : encoding.frequencies()) {
            NDArray phase = v.mul(frequency);
            blocks.add(phase.sin());
            blocks.add(phase.cos());
        }
        return ai.djl.ndarray.NDArrays.concat(blocks, 1);
    }

    private static NDArray split(SplitDense split, NDArray x, NDArray weights, NDArray biases) {
        NDArray product = null;
        for (int branch = 0; branch < split.branches(); branch++) {
            NDArray y = x.matMul(weights.get(branch)).add(biases.get(branch));
            product = product == null ? y : product.mul(y);
        }
        return product;
    }

    /** By the batch's own statistics, as in training. */
    private static NDArray normalized(Normalization normalization, NDArray x, NDArray gain, NDArray shift) {
        float epsilon = (float) Normalization.EPSILON;
        return switch (normalization.kind()) {
            case BATCH ->
                BatchNorm.batchNorm(x, gain.zerosLike(), gain.onesLike(), gain, shift, 1, 0.9f, epsilon, true)
                        .singletonOrThrow();
            case LAYER ->
                LayerNorm.layerNorm(x, gain.getShape(), gain, shift, epsilon).singletonOrThrow();
            case GLOBAL, CROSS ->
                throw new EngineException("the libtorch peer has no " + normalization.kind() + " normalisation");
        };
    }

    /** The experts' products: one batched product where the pixels have four experts, one plain product else. */
    private NDArray route(ExpertTiling tiling, NDArray x, NDArray weights, int first) {
        double run = size / tiling.alpha(0); // pixels per cell
        if (tiling.experts() != 2 || tiling.beta() != 0 || tiling.blending() != Blending.NEAREST) {
            throw new EngineException("the libtorch peer has no tiles but nearest 2x2 ones without offset");
        }
        long points = x.getShape().get(0);
        if (run < 1) {
            int digit = (int) Math.floor(tiling.alpha(0) * 0.5 / size) % 2; // every pixel's, on both axes
            return x.matMul(weights.get(3L * digit));
        }
        long cell = Math.round(run * run); // pixels per cell, in a row along the curve
        if (4 * cell > points) {
            return x.matMul(weights.get(first / cell % 4));
        }
        long tiles = points / (4 * cell);
        long inputs = x.getShape().get(1);
        long width = weights.getShape().get(2);
        NDArray sorted = x.reshape(tiles, 4, cell, inputs).transpose(1, 0, 2, 3).reshape(4, points / 4, inputs);
        NDArray products = sorted.batchMatMul(weights); // [4, points/4, width]
        return products.reshape(4, tiles, cell, width).transpose(1, 0, 2, 3).reshape(points, width);
    }
}
