package org.inrzoo.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
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
    static final double EPSILON = 1e-5;

    /** In front of the names of what the deployed form's parameters are in the evaluation form. */
    static final String DEPLOYED = "deployed/";

    private final SameDiff sd;
    private final Form form;
    private final DataType type;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<String> norms = new ArrayList<>();
    private long macs;

    GraphBuilder(SameDiff sd, Form form, DataType type) {
        this.sd = sd;
        this.form = form;
        this.type = type;
    }

    /** The graph, for operations that no layer here has. */
    public SameDiff sd() {
        return sd;
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
     * A k×k convolution without bias and the batch norm behind it; a convolution with bias once deployed. Zeros, k/2 wide, are
     * laid around the map.
     *
     * @param name parameters are called {@code name/…}
     * @param kernel where the kernel comes from in training
     * @param out channels of the result
     * @param stride pixels from one result to the next
     */
    public FeatureMap normalizedConvolution(String name, FeatureMap x, Kernel kernel, int out, int side, int stride) {
        return normalized(name, x, kernel, new Kernel.Shape(side, x.channels(), out, false), stride);
    }

    /** The same with a kernel of one plane for every channel, which sees that channel alone. */
    public FeatureMap normalizedDepthwise(String name, FeatureMap x, Kernel kernel, int side, int stride) {
        return normalized(name, x, kernel, new Kernel.Shape(side, x.channels(), x.channels(), true), stride);
    }

    private FeatureMap normalized(String name, FeatureMap x, Kernel kernel, Kernel.Shape shape, int stride) {
        if (form == Form.DEPLOYED) {
            return biased(name, x, Kernel.PLAIN, shape, stride);
        }
        SDVariable weight = kernel.define(this, name, shape);
        FeatureMap y = convolve(x, weight, shape, stride);
        return norm(name, y, weight, shape);
    }

    /** A k×k convolution with bias; zeros, k/2 wide, are laid around the map. */
    public FeatureMap convolution(String name, FeatureMap x, Kernel kernel, int out, int side, int stride) {
        Kernel.Shape shape = new Kernel.Shape(side, x.channels(), out, false);
        return biased(name, x, form == Form.DEPLOYED ? Kernel.PLAIN : kernel, shape, stride);
    }

    private FeatureMap biased(String name, FeatureMap x, Kernel kernel, Kernel.Shape shape, int stride) {
        SDVariable weight = kernel.define(this, name, shape);
        SDVariable bias = trained(name + "/bias", Initializer.zeros(), shape.fanIn(), shape.out(), shape.out());
        if (form == Form.EVALUATION) {
            becomes(name + "/weight", weight);
        }
        FeatureMap y = convolve(x, weight, shape, stride);
        return y.with(y.value().add(perChannel(bias, shape.out())));
    }

    /** y = gain·(x - mean)/√(variance + ε) + shift, for every channel over all pictures and pixels. */
    private FeatureMap norm(String name, FeatureMap x, SDVariable weight, Kernel.Shape shape) {
        int c = x.channels();
        String prefix = name + "/norm";
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
            return x.with(times(d, scale).add(shift));
        }
        SDVariable mean = perChannel(kept(prefix + "/mean", Initializer.zeros(), c, c, c), c);
        SDVariable variance = perChannel(kept(prefix + "/variance", new Initializer.Constant(1), c, c, c), c);
        SDVariable scale = sd.math().rsqrt(variance.add(EPSILON)).mul(gain);
        SDVariable rest = shift.sub(mean.mul(scale));
        long[] along = shape.depthwise() ? new long[] {1, 1, c, 1} : new long[] {1, 1, 1, c};
        becomes(name + "/weight", weight.mul(sd.reshape(scale, along)));
        becomes(name + "/bias", sd.reshape(rest, c));
        return x.with(times(x.value(), scale).add(rest));
    }

    /** Says what a parameter of the deployed form is, in terms of this one. */
    private void becomes(String name, SDVariable value) {
        sd.identity(DEPLOYED + name, value);
    }

    /**
     * A convolution by a product: the k×k neighbourhoods of all pixels, [C·k·k, pictures·pixels], from the left by the kernel;
     * of a depthwise one, channel by channel.
     */
    public FeatureMap convolve(FeatureMap x, SDVariable weight, Kernel.Shape shape, int stride) {
        int side = shape.side();
        int c = x.channels();
        int height = (x.height() + 2 * (side / 2) - side) / stride + 1;
        int width = (x.width() + 2 * (side / 2) - side) / stride + 1;
        long pixels = (long) height * width;
        macs += pixels * shape.fanIn() * shape.out();
        SDVariable near = side == 1 && stride == 1 ? x.value() : sd.cnn().im2Col(x.value(), window(side, stride));
        long area = (long) side * side;
        SDVariable result;
        if (shape.depthwise()) {
            SDVariable columns = sd.permute(sd.reshape(near, -1, c, area, pixels), 1, 2, 0, 3);
            SDVariable planes = sd.reshape(sd.permute(weight, 2, 3, 0, 1), c, 1, area);
            SDVariable product = planes.mmul(sd.reshape(columns, c, area, -1)); // [c, 1, pictures·pixels]
            result = sd.permute(sd.reshape(product, c, -1, height, width), 1, 0, 2, 3);
        } else {
            SDVariable columns = sd.permute(sd.reshape(near, -1, c * area, pixels), 1, 0, 2);
            SDVariable rows = sd.reshape(sd.permute(weight, 3, 2, 0, 1), shape.out(), c * area);
            SDVariable product = rows.mmul(sd.reshape(columns, c * area, -1)); // [out, pictures·pixels]
            result = sd.permute(sd.reshape(product, shape.out(), -1, height, width), 1, 0, 2, 3);
        }
        return new FeatureMap(result, shape.out(), height, width);
    }

    private static Conv2DConfig window(int side, int stride) {
        return Conv2DConfig.builder()
                .kH(side)
                .kW(side)
                .sH(stride)
                .sW(stride)
                .pH(side / 2)
                .pW(side / 2)
                .dH(1)
                .dW(1)
                .paddingMode(PaddingMode.VALID)
                .dataFormat("NCHW")
                .build();
    }

    /** max(x, 0), with the gradient 0 at 0. */
    public FeatureMap relu(FeatureMap x) {
        return x.with(x.value().mul(sd.math().step(x.value(), 0)));
    }

    /** The largest of every 2×2 pixels; an odd row or column at the end is left away. */
    public FeatureMap halved(FeatureMap x) {
        Pooling2DConfig window =
                Pooling2DConfig.builder().kH(2).kW(2).sH(2).sW(2).isNHWC(false).build();
        return new FeatureMap(sd.cnn().maxPooling2d(x.value(), window), x.channels(), x.height() / 2, x.width() / 2);
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
        return sd.reshape(x.value(), -1, x.channels(), x.pixels()).mean(2);
    }

    /** A linear layer, [pictures, in] to [pictures, out]; weights uniform on ±1/√in at first, biases 0. */
    public SDVariable linear(String name, SDVariable rows, int in, int out) {
        macs += (long) in * out;
        SDVariable weight = trained(name + "/weight", Initializer.pytorchDefault(), in, out, in, out);
        return rows.mmul(weight).add(trained(name + "/bias", Initializer.zeros(), in, out, out));
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
