package org.inrzoo.peer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import java.util.List;
import org.inrzoo.engine.EngineException;
import org.inrzoo.layer.Blending;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.ExpertTiling;
import org.inrzoo.layer.FinerSine;
import org.inrzoo.layer.FourierFeatures;
import org.inrzoo.layer.Gaussian;
import org.inrzoo.layer.GridConvolution;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.LeakyRelu;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.layer.Normalization;
import org.inrzoo.layer.PositionalEncoding;
import org.inrzoo.layer.Relu;
import org.inrzoo.layer.Sigmoid;
import org.inrzoo.layer.Sine;
import org.inrzoo.layer.SplitDense;
import org.inrzoo.peer.Translation.Site;
import org.inrzoo.point.Range;

/** The zoo's own layers in libtorch's operations, as far as a benchmark needs them. */
public final class ZooTranslations implements TranslationProvider {

    @Override
    public List<Translation<?>> translations() {
        return List.of(
                new Translation<>(Identity.class, (identity, x, site) -> inRange(x, identity.range())),
                new Translation<>(FourierFeatures.class, ZooTranslations::fourier),
                new Translation<>(PositionalEncoding.class, ZooTranslations::positional),
                new Translation<>(
                        Dense.class,
                        (dense, x, site) -> x.matMul(site.parameter("weight")).add(site.parameter("bias"))),
                new Translation<>(
                        LevelsOfExperts.class,
                        (experts, x, site) -> route(experts.tiling(), x, site.parameter("weight"), site)
                                .add(site.parameter("bias"))),
                new Translation<>(SplitDense.class, ZooTranslations::split),
                new Translation<>(GridConvolution.class, ZooTranslations::convolution),
                new Translation<>(Normalization.class, ZooTranslations::normalized),
                new Translation<>(
                        Gaussian.class,
                        (gaussian, x, site) ->
                                x.mul(gaussian.scale()).square().neg().exp()),
                new Translation<>(FinerSine.class, ZooTranslations::finer),
                new Translation<>(Sine.class, (sine, x, site) -> (sine.omega0() == 1 ? x : x.mul(sine.omega0())).sin()),
                new Translation<>(Relu.class, (relu, x, site) -> Activation.relu(x)),
                new Translation<>(LeakyRelu.class, (leaky, x, site) -> Activation.leakyRelu(x, (float) leaky.slope())),
                new Translation<>(Sigmoid.class, (sigmoid, x, site) -> Activation.sigmoid(x)));
    }

    private static NDArray fourier(FourierFeatures fourier, NDArray x, Site site) {
        NDArray phase = inRange(x, fourier.range())
                .matMul(site.parameter("frequencies"))
                .mul(2 * Math.PI);
        return phase.cos().concat(phase.sin(), 1);
    }

    private static NDArray finer(FinerSine finer, NDArray x, Site site) {
        NDArray factor = x.abs().add(1);
        return x.mul(finer.detached() ? factor.stopGradient() : factor)
                .mul(finer.omega0())
                .sin();
    }

    private static NDArray inRange(NDArray points, Range range) {
        return range == Range.UNIT ? points : points.mul(range.length()).add(range.low());
    }

    private static NDArray positional(PositionalEncoding encoding, NDArray x, Site site) {
        NDArray v = inRange(x, encoding.range());
        NDList blocks = new NDList();
        if (encoding.raw()) {
            blocks.add(v);
        }
        for (double frequency : encoding.frequencies()) {
            NDArray phase = v.mul(frequency);
            blocks.add(phase.sin());
            blocks.add(phase.cos());
        }
        return NDArrays.concat(blocks, 1);
    }

    private static NDArray split(SplitDense split, NDArray x, Site site) {
        NDArray weights = site.parameter("weight");
        NDArray biases = site.parameter("bias");
        NDArray product = null;
        for (int branch = 0; branch < split.branches(); branch++) {
            NDArray y = x.matMul(weights.get(branch)).add(biases.get(branch));
            product = product == null ? y : product.mul(y);
        }
        return product;
    }

    /** Of the pixels row by row, their features side by side: libtorch's channels-last layout, so that nothing is copied. */
    private static NDArray convolution(GridConvolution convolution, NDArray x, Site site) {
        int size = site.size();
        NDArray kernel = site.parameter("weight").transpose(3, 2, 0, 1);
        long reach = convolution.side() / 2;
        NDArray map = x.reshape(1, size, size, x.getShape().get(1)).transpose(0, 3, 1, 2);
        NDArray y = Conv2d.conv2d(
                        map, kernel, site.parameter("bias"), new Shape(1, 1), new Shape(reach, reach), new Shape(1, 1))
                .singletonOrThrow();
        return y.transpose(0, 2, 3, 1).reshape(site.count(), convolution.width());
    }

    /** By the batch's own statistics, as in training. */
    private static NDArray normalized(Normalization normalization, NDArray x, Site site) {
        NDArray gain = site.parameter("gain");
        NDArray shift = site.parameter("shift");
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

    /**
     * The experts' products: one batched product where the pixels come in whole groups of four cells, else one product for each
     * expert's pixels, which are gathered before and put back behind.
     */
    private static NDArray route(ExpertTiling tiling, NDArray x, NDArray weights, Site site) {
        double run = site.size() / tiling.alpha(0); // pixels per cell
        if (tiling.experts() != 2 || tiling.beta() != 0 || tiling.blending() != Blending.NEAREST) {
            throw new EngineException("the libtorch peer has no experts but 2x2 nearest ones without offset");
        }
        long cell = Math.max(1, Math.round(run * run)); // pixels per cell, in a row along the curve
        return run >= 1 && 4 * cell <= site.run()
                ? inGroups(cell, x, weights)
                : byExpert(ExpertOrder.of(tiling, site), x, weights);
    }

    private static NDArray inGroups(long cell, NDArray x, NDArray weights) {
        long points = x.getShape().get(0);
        long tiles = points / (4 * cell);
        long inputs = x.getShape().get(1);
        long width = weights.getShape().get(2);
        NDArray sorted = x.reshape(tiles, 4, cell, inputs).transpose(1, 0, 2, 3).reshape(4, points / 4, inputs);
        NDArray products = sorted.batchMatMul(weights); // [4, points/4, width]
        return products.reshape(4, tiles, cell, width).transpose(1, 0, 2, 3).reshape(points, width);
    }

    private static NDArray byExpert(ExpertOrder order, NDArray x, NDArray weights) {
        if (order.alone() >= 0) {
            return x.matMul(weights.get(order.alone()));
        }
        NDArray sorted = x.get(x.getManager().create(order.order()));
        NDList products = new NDList();
        long first = 0;
        for (int expert = 0; expert < order.counts().length; expert++) {
            long last = first + order.counts()[expert];
            if (last > first) {
                products.add(sorted.get(first + ":" + last).matMul(weights.get(expert)));
            }
            first = last;
        }
        return NDArrays.concat(products, 0).get(x.getManager().create(order.inverse()));
    }
}
