package org.inrzoo.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.inrzoo.engine.samediff.Backend;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.PadMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Layers of feature maps, [pictures, channels, height, width], in a SameDiff graph under construction.
 *
 * <p>ND4J 1.0.0-M2.1 computes some operations wrongly and differentiates others slowly. Convolutions here are products with
 * the pixels' neighbourhoods, batch norms are written out, and three operations have twins of the same value and gradient that
 * are several times faster backward: x·step(x) for a ReLU, d·d for a square, and zeros + s for the broadcast of a factor s.
 */
public final class GraphBuilder {

    /** What batch norms add to a variance. */
    public static final double EPSILON = 1e-5;

    /** In front of the names of what the deployed form's parameters are in the evaluation form. */
    static final String DEPLOYED = "deployed/";

    private final SameDiff sd;
    private final Form form;
    private final DataType type;
    private final LayerListener listener;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<String> norms = new ArrayList<>();
    private long macs;

    GraphBuilder(SameDiff sd, Form form, DataType type) {
        this(sd, form, type, LayerListener.NONE);
    }

    GraphBuilder(SameDiff sd, Form form, DataType type, LayerListener listener) {
        this.sd = sd;
        this.form = form;
        this.type = type;
        this.listener = listener;
    }

    /** The graph, for operations that no layer here has. */
    public SameDiff sd() {
        return sd;
    }

    /** The arrays' type. */
    DataType type() {
        return type;
    }

    /** What is being built. */
    public Form form() {
        return form;
    }

    /**
     * A parameter that is trained, all zero until values are put in its place.
     *
     * @param initializer how its first values are drawn
     * @param fanIn values that one output is a sum of
     * @param fanOut outputs that one input reaches
     * @param shape its extents
     */
    public SDVariable trained(String name, Initializer initializer, int fanIn, int fanOut, int... shape) {
        declare(name, initializer, fanIn, fanOut, true, shape);
        return sd.var(name, Nd4j.zeros(type, longs(shape)));
    }

    /** A parameter of this shape that stays as it was drawn or put in place; the rest as of {@link #trained}. */
    public SDVariable kept(String name, Initializer initializer, int fanIn, int fanOut, int... shape) {
        declare(name, initializer, fanIn, fanOut, false, shape);
        return sd.constant(name, Nd4j.zeros(type, longs(shape)));
    }

    private void declare(String name, Initializer initializer, int fanIn, int fanOut, boolean trained, int... shape) {
        parameters.add(new Parameter(name, Arrays.stream(shape).boxed().toList(), initializer, fanIn, fanOut, trained));
    }

    private static long[] longs(int... shape) {
        return Arrays.stream(shape).asLongStream().toArray();
    }

    /**
     * A k×k convolution without bias and the batch norm behind it; a convolution with bias once deployed. Zeros, (k-1)/2 wide,
     * are laid around the map, rounded down.
     *
     * @param name parameters are called {@code name/…}
     * @param kernel where the kernel comes from in training
     * @param out channels of the result
     * @param stride pixels from one result to the next
     */
    public FeatureMap normalizedConvolution(String name, FeatureMap x, Kernel kernel, int out, int side, int stride) {
        return normalizedConvolution(name, x, kernel, Kernel.Shape.dense(side, x.channels(), out), stride);
    }

    /** The same with a kernel of one plane for every channel, which sees that channel alone. */
    public FeatureMap normalizedDepthwise(String name, FeatureMap x, Kernel kernel, int side, int stride) {
        return normalizedConvolution(name, x, kernel, Kernel.Shape.depthwise(side, x.channels()), stride);
    }

    /** The same with a kernel of any shape. */
    public FeatureMap normalizedConvolution(String name, FeatureMap x, Kernel kernel, Kernel.Shape shape, int stride) {
        if (form == Form.DEPLOYED) {
            return biased(name, x, Kernel.PLAIN, shape, stride);
        }
        SDVariable weight = kernel.define(this, name, shape);
        Norm norm = norm(name + "/norm", convolve(x, weight, shape, stride));
        if (form == Form.EVALUATION) {
            becomes(name + "/weight", norm.folded(weight, shape));
            becomes(name + "/bias", norm.rest());
        }
        return norm.result;
    }

    /**
     * One of the convolutions that a layer is the sum of.
     *
     * @param name its parameters are called {@code layer/name/…}
     * @param side rows and columns of its kernel, by an even number fewer than the layer's or as many
     * @param kernel where its kernel comes from; empty for the identity, of side 1, which has none
     */
    public record Branch(String name, int side, Optional<Kernel> kernel) {

        /** A branch that convolves. */
        public static Branch of(String name, int side, Kernel kernel) {
            return new Branch(name, side, Optional.of(kernel));
        }

        /** The branch that is the map itself; of layers with as many outputs as inputs and stride 1. */
        public static Branch identity(String name) {
            return new Branch(name, 1, Optional.empty());
        }
    }

    /**
     * The sum of several convolutions of one map, each with a batch norm of its own; once deployed, one convolution with bias,
     * whose kernel is the sum of theirs, the smaller ones amid zeros.
     *
     * @param shape that of the kernel which it becomes
     */
    public FeatureMap normalizedSum(String name, FeatureMap x, List<Branch> branches, Kernel.Shape shape, int stride) {
        if (form == Form.DEPLOYED) {
            return biased(name, x, Kernel.PLAIN, shape, stride);
        }
        Optional<FeatureMap> sum = Optional.empty();
        Optional<SDVariable> kernel = Optional.empty();
        Optional<SDVariable> bias = Optional.empty();
        for (Branch branch : branches) {
            String own = name + "/" + branch.name;
            Kernel.Shape part = new Kernel.Shape(branch.side, shape.in(), shape.out(), shape.groups());
            SDVariable weight = branch.kernel
                    .map(given -> given.define(this, own, part))
                    .orElseGet(() -> sd.constant(identity(part)));
            Norm norm = norm(own + "/norm", branch.kernel.isPresent() ? convolve(x, weight, part, stride) : x);
            sum = Optional.of(sum.map(before -> sum(before, norm.result)).orElse(norm.result));
            if (form == Form.EVALUATION) {
                SDVariable whole = amidZeros(norm.folded(weight, part), (shape.side() - branch.side) / 2);
                kernel = Optional.of(kernel.map(before -> before.add(whole)).orElse(whole));
                bias = Optional.of(bias.map(before -> before.add(norm.rest())).orElseGet(norm::rest));
            }
        }
        kernel.ifPresent(value -> becomes(name + "/weight", value));
        bias.ifPresent(value -> becomes(name + "/bias", value));
        return sum.orElseThrow();
    }

    /** The sum of two maps. */
    public FeatureMap sum(FeatureMap a, FeatureMap b) {
        FeatureMap y = a.with(a.value().add(b.value()));
        listener.sum(a, b, y);
        return y;
    }

    /** The 1×1 kernel that changes nothing. */
    private INDArray identity(Kernel.Shape shape) {
        int in = shape.in() / shape.groups();
        INDArray kernel = Nd4j.zeros(type, in, shape.out());
        for (int o = 0; o < shape.out(); o++) {
            kernel.putScalar(o % in, o, 1);
        }
        return kernel.reshape(longs(shape.extents()));
    }

    /** A kernel with so many zeros on every side. */
    private SDVariable amidZeros(SDVariable kernel, int width) {
        if (width == 0) {
            return kernel;
        }
        INDArray around = Nd4j.createFromArray(new int[][] {{width, width}, {width, width}, {0, 0}, {0, 0}});
        return sd.nn().pad(kernel, sd.constant(around), PadMode.CONSTANT, 0);
    }

    /** A convolution with bias; zeros, (k-1)/2 wide, are laid around the map. */
    public FeatureMap convolution(String name, FeatureMap x, Kernel kernel, int out, int side, int stride) {
        Kernel.Shape shape = Kernel.Shape.dense(side, x.channels(), out);
        return biased(name, x, form == Form.DEPLOYED ? Kernel.PLAIN : kernel, shape, stride);
    }

    private FeatureMap biased(String name, FeatureMap x, Kernel kernel, Kernel.Shape shape, int stride) {
        SDVariable weight = kernel.define(this, name, shape);
        SDVariable bias = trained(name + "/bias", Initializer.zeros(), shape.fanIn(), shape.out(), shape.out());
        if (form == Form.EVALUATION) {
            becomes(name + "/weight", weight);
        }
        FeatureMap products = convolve(x, weight, shape, stride);
        FeatureMap y = products.with(products.value().add(perChannel(bias, shape.out())));
        listener.bias(products, y, bias.name());
        return y;
    }

    /** The batch norm of a map; once deployed, a factor and a term for every channel. */
    public FeatureMap normalized(String name, FeatureMap x) {
        int c = x.channels();
        if (form == Form.DEPLOYED) {
            SDVariable factor = trained(name + "/factor", new Initializer.Constant(1), c, c, c);
            SDVariable term = trained(name + "/term", Initializer.zeros(), c, c, c);
            return x.with(times(x.value(), perChannel(factor, c)).add(perChannel(term, c)));
        }
        Norm norm = norm(name + "/norm", x);
        if (form == Form.EVALUATION) {
            becomes(name + "/factor", sd.reshape(norm.scale, c));
            becomes(name + "/term", norm.rest());
        }
        return norm.result;
    }

    /**
     * A batch norm's results, y = scale · x + rest where its statistics are kept.
     *
     * @param result y
     * @param scale gain/√(variance + ε), [1, channels, 1, 1]
     * @param term shift - mean · scale, [1, channels, 1, 1]
     */
    private record Norm(SameDiff sd, FeatureMap result, SDVariable scale, SDVariable term) {

        /** The kernel in front with the scale in it. */
        SDVariable folded(SDVariable weight, Kernel.Shape shape) {
            int[] extents = shape.extents();
            SDVariable factors = shape.groups() == shape.in() && shape.groups() > 1
                    ? sd.reshape(scale, 1, 1, extents[2], extents[3])
                    : sd.reshape(scale, 1, 1, 1, shape.out());
            return weight.mul(factors);
        }

        /** What takes a bias' place, [channels]. */
        SDVariable rest() {
            return sd.reshape(term, result.channels());
        }
    }

    /** y = gain·(x - mean)/√(variance + ε) + shift, for every channel over all pictures and pixels. */
    private Norm norm(String prefix, FeatureMap x) {
        int c = x.channels();
        SDVariable gain = perChannel(trained(prefix + "/gain", new Initializer.Constant(1), c, c, c), c);
        SDVariable shift = perChannel(trained(prefix + "/shift", Initializer.zeros(), c, c, c), c);
        norms.add(prefix);
        if (form == Form.TRAINING) {
            declare(prefix + "/mean", Initializer.zeros(), c, c, false, c);
            declare(prefix + "/variance", new Initializer.Constant(1), c, c, false, c);
            SDVariable mean = x.value().mean(prefix + "/batchMean", true, 0, 2, 3); // [1, c, 1, 1]
            SDVariable d = x.value().sub(mean);
            SDVariable variance = d.mul(d).mean(prefix + "/batchVariance", true, 0, 2, 3);
            SDVariable scale = sd.math().rsqrt(variance.add(EPSILON)).mul(gain);
            FeatureMap y = x.with(times(d, scale).add(shift));
            listener.norm(x, y, prefix);
            return new Norm(sd, y, scale, shift);
        }
        SDVariable mean = perChannel(kept(prefix + "/mean", Initializer.zeros(), c, c, c), c);
        SDVariable variance = perChannel(kept(prefix + "/variance", new Initializer.Constant(1), c, c, c), c);
        SDVariable scale = sd.math().rsqrt(variance.add(EPSILON)).mul(gain);
        SDVariable rest = shift.sub(mean.mul(scale));
        return new Norm(sd, x.with(times(x.value(), scale).add(rest)), scale, rest);
    }

    /** Says what a parameter of the deployed form is, in terms of this one. */
    private void becomes(String name, SDVariable value) {
        sd.identity(DEPLOYED + name, value);
    }

    /**
     * A convolution by a product: the k×k neighbourhoods of all pixels, [in·k·k, pictures·pixels], from the left by the kernel;
     * of one of several groups, group by group. In single precision by ND4J's own operation where that is quick.
     */
    public FeatureMap convolve(FeatureMap x, SDVariable weight, Kernel.Shape shape, int stride) {
        int side = shape.side();
        int zeros = 2 * ((side - 1) / 2);
        int height = (x.height() + zeros - side) / stride + 1;
        int width = (x.width() + zeros - side) / stride + 1;
        long pixels = (long) height * width;
        counts(pixels * shape.fanIn() * shape.out());
        int groups = shape.groups();
        boolean quick = type == DataType.FLOAT && Backend.hasOneDnn();
        SDVariable result;
        if (quick && groups == 1) {
            result = sd.cnn().conv2d(x.value(), weight, window(side, stride));
        } else if (quick && groups == shape.in() && groups == shape.out()) {
            result = sd.cnn().depthWiseConv2d(x.value(), weight, window(side, stride));
        } else {
            result = sd.permute(product(x, weight, shape, stride, height, width), 1, 0, 2, 3);
        }
        FeatureMap y = new FeatureMap(result, shape.out(), height, width);
        listener.convolution(x, y, weight.name(), shape, stride);
        return y;
    }

    /** The convolution's results, [out, pictures, height, width]. */
    private SDVariable product(FeatureMap x, SDVariable weight, Kernel.Shape shape, int stride, int height, int width) {
        int side = shape.side();
        long pixels = (long) height * width;
        SDVariable near = side == 1 && stride == 1 ? x.value() : sd.cnn().im2Col(x.value(), window(side, stride));
        long area = (long) side * side;
        int groups = shape.groups();
        SDVariable product;
        if (groups > 1) {
            int in = shape.in() / groups;
            int out = shape.out() / groups;
            SDVariable columns = sd.permute(sd.reshape(near, -1, groups, in * area, pixels), 1, 2, 0, 3);
            SDVariable planes = sd.permute(sd.reshape(weight, area, in, groups, out), 2, 3, 1, 0);
            product = sd.reshape(planes, groups, out, in * area).mmul(sd.reshape(columns, groups, in * area, -1));
        } else {
            SDVariable columns = sd.permute(sd.reshape(near, -1, shape.in() * area, pixels), 1, 0, 2);
            SDVariable rows = sd.reshape(sd.permute(weight, 3, 2, 0, 1), shape.out(), shape.in() * area);
            product = rows.mmul(sd.reshape(columns, shape.in() * area, -1)); // [out, pictures·pixels]
        }
        return sd.reshape(product, shape.out(), -1, height, width);
    }

    /** Counts the multiply-adds of one picture's products that are put into the graph without a layer from here. */
    public void counts(long multiplyAdds) {
        macs += multiplyAdds;
    }

    /** The channels in another order: the first of every group, then the second of every group, and so on. */
    public FeatureMap shuffled(FeatureMap x, int groups) {
        SDVariable parts = sd.reshape(x.value(), -1, groups, x.channels() / groups, x.pixels());
        SDVariable shuffled = sd.permute(parts, 0, 2, 1, 3);
        return x.with(sd.reshape(shuffled, -1, x.channels(), x.height(), x.width()));
    }

    private static Conv2DConfig window(int side, int stride) {
        return Conv2DConfig.builder()
                .kH(side)
                .kW(side)
                .sH(stride)
                .sW(stride)
                .pH((side - 1) / 2)
                .pW((side - 1) / 2)
                .dH(1)
                .dW(1)
                .paddingMode(PaddingMode.VALID)
                .dataFormat("NCHW")
                .build();
    }

    /** max(x, 0), with the gradient 0 at 0. */
    public FeatureMap relu(FeatureMap x) {
        FeatureMap y = x.with(x.value().mul(sd.math().step(x.value(), 0)));
        listener.relu(x, y);
        return y;
    }

    /**
     * max(-x, 0) = max(x, 0) - x.
     *
     * @param positive max(x, 0), as {@link #relu} gave it
     */
    public FeatureMap negative(FeatureMap x, FeatureMap positive) {
        FeatureMap y = x.with(positive.value().sub(x.value()));
        listener.negative(x, positive, y);
        return y;
    }

    /** The largest of every 2×2 pixels; an odd row or column at the end is left away. */
    public FeatureMap halved(FeatureMap x) {
        Pooling2DConfig window =
                Pooling2DConfig.builder().kH(2).kW(2).sH(2).sW(2).isNHWC(false).build();
        SDVariable largest = sd.cnn().maxPooling2d(x.value(), window);
        FeatureMap y = new FeatureMap(largest, x.channels(), x.height() / 2, x.width() / 2);
        listener.halved(x, y);
        return y;
    }

    /** Two maps on the same pixels as one, the channels of the second behind those of the first. */
    public FeatureMap joined(FeatureMap a, FeatureMap b) {
        SDVariable both = sd.concat(1, a.value(), b.value());
        FeatureMap y = new FeatureMap(both, a.channels() + b.channels(), a.height(), a.width());
        listener.joined(a, b, y);
        return y;
    }

    /** x times a factor for every channel, [channels]. */
    public FeatureMap scaled(FeatureMap x, SDVariable factor) {
        FeatureMap y = x.with(times(x.value(), perChannel(factor, x.channels())));
        listener.scaled(x, y, factor.name());
        return y;
    }

    /**
     * Σ_i a_i z_i of some rows z_i, [pictures, out], as the product of [1, n] and [n, pictures · out].
     *
     * @param weights a, [1, n]
     */
    public SDVariable weighted(List<SDVariable> rows, SDVariable weights, int out) {
        SDVariable all = sd.reshape(sd.stack(0, rows.toArray(SDVariable[]::new)), rows.size(), -1);
        SDVariable y = sd.reshape(weights.mmul(all), -1, out);
        listener.weighted(rows.stream().map(SDVariable::name).toList(), y.name(), weights.name(), out);
        return y;
    }

    /** x times a factor for every channel, [1, channels, 1, 1]. */
    public SDVariable times(SDVariable x, SDVariable factor) {
        return x.mul(sd.zerosLike(x).add(factor));
    }

    /** A vector, [channels], as what is the same on all pixels, [1, channels, 1, 1]. */
    public SDVariable perChannel(SDVariable vector, int channels) {
        return sd.reshape(vector, 1, channels, 1, 1);
    }

    /** The mean over all pixels, [pictures, channels]. */
    public SDVariable average(FeatureMap x) {
        SDVariable y = sd.reshape(x.value(), -1, x.channels(), x.pixels()).mean(2);
        listener.average(x, y.name());
        return y;
    }

    /** A linear layer, [pictures, in] to [pictures, out]; weights uniform on ±1/√in at first, biases 0. */
    public SDVariable linear(String name, SDVariable rows, int in, int out) {
        counts((long) in * out);
        SDVariable weight = trained(name + "/weight", Initializer.pytorchDefault(), in, out, in, out);
        SDVariable y = rows.mmul(weight).add(trained(name + "/bias", Initializer.zeros(), in, out, out));
        listener.linear(rows.name(), y.name(), name, in, out);
        return y;
    }

    /**
     * A linear layer along an axis, for all other places alike: {@code name/weight}, [in, out], {@code name/bias}, [out].
     *
     * @param out values along that axis behind it
     */
    public FeatureMap along(String name, FeatureMap x, MapAxis axis, int out) {
        int in = axis.length(x);
        int others = x.channels() * x.pixels() / in;
        counts((long) others * in * out);
        SDVariable weight = trained(name + "/weight", Initializer.pytorchDefault(), in, out, in, out);
        SDVariable bias = trained(name + "/bias", Initializer.zeros(), in, out, out);
        FeatureMap y = new FeatureMap(
                x.value(),
                axis == MapAxis.CHANNELS ? out : x.channels(),
                axis == MapAxis.ROWS ? out : x.height(),
                axis == MapAxis.COLUMNS ? out : x.width());
        SDVariable last = axis == MapAxis.COLUMNS ? x.value() : sd.permute(x.value(), axis.toTheEnd());
        SDVariable rows = sd.reshape(last, -1, in).mmul(weight).add(bias);
        long[] extents = {-1, y.channels(), y.height(), y.width()};
        long[] moved = new long[extents.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = extents[axis.toTheEnd()[i]];
        }
        SDVariable result = sd.reshape(rows, moved);
        return y.with(axis == MapAxis.COLUMNS ? result : sd.permute(result, axis.back()));
    }

    /** x·Φ(x) with the normal distribution's Φ, (1 + erf(x/√2))/2; ND4J's own is another function. */
    public FeatureMap gelu(FeatureMap x) {
        SDVariable twice = sd.math().erf(x.value().mul(StrictMath.sqrt(0.5))).add(1);
        return x.with(x.value().mul(twice).mul(0.5));
    }

    /** Multiply-adds of one picture's products so far; a kernel that is computed counts once. */
    long macs() {
        return macs;
    }

    /** The names of the batch norms so far. */
    List<String> norms() {
        return norms;
    }

    /** Where the parameters so far lie in one flat vector, the trained ones first. */
    ParameterLayout layout() {
        List<ParameterLayout.Slot> slots = new ArrayList<>();
        int offset = 0;
        for (boolean trained : new boolean[] {true, false}) {
            for (Parameter parameter : parameters) {
                if (parameter.trainable() == trained) {
                    slots.add(new ParameterLayout.Slot(parameter.name(), 0, parameter, offset));
                    offset = Math.addExact(offset, parameter.length());
                }
            }
        }
        return new ParameterLayout(List.copyOf(slots));
    }
}
