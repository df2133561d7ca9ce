package org.inrzoo.vision;

import java.math.BigInteger;
import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.graph.Kernel;
import org.inrzoo.parameter.Initializer;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What makes an {@link EvolutionKernel}: usual operators as cases of one formula. Zeros lie around a map. */
public enum EvolutionFunction {
    /**
     * A 3×3 convolution: a head for each offset o of the window, A_o[p,q] = 1 where q = p + o, V_o is trained. Whatever the
     * features are, and alike at all p.
     */
    CONVOLUTION {
        @Override
        public EvolutionKernel kernel(GraphBuilder graph, String name, FeatureMap x) {
            int c = x.channels();
            INDArray shifts = Nd4j.zeros(OFFSETS, x.pixels(), x.pixels());
            window(x, (o, p, q) -> shifts.putScalar(new int[] {o, p, q}, 1));
            SDVariable a = constant(graph, x, shifts.reshape((long) OFFSETS * x.pixels(), x.pixels()));
            Kernel.Shape shape = Kernel.Shape.dense(SIDE, c, c);
            SDVariable v = graph.trained(name + "/weight", shape.he(), shape.fanIn(), shape.fanOut(), OFFSETS * c, c);
            return new EvolutionKernel(a, false, v, OFFSETS, c);
        }
    },
    /**
     * Involution, Li et al. 2021: a head for each group g of channels, A_g[p,p+o] = κ_go(x[p]) by two 1×1 convolutions, V_g takes
     * over the group's channels.
     */
    INVOLUTION {
        @Override
        public EvolutionKernel kernel(GraphBuilder graph, String name, FeatureMap x) {
            int c = x.channels();
            int p = x.pixels();
            int groups = heads(c);
            FeatureMap less = graph.relu(
                    graph.normalizedConvolution(name + "/reduce", x, Kernel.PLAIN, Math.max(1, c / REDUCED), 1, 1));
            FeatureMap kappa = graph.convolution(name + "/span", less, Kernel.PLAIN, groups * OFFSETS, 1, 1);
            INDArray places = Nd4j.zeros(p, OFFSETS, p);
            window(x, (o, at, from) -> places.putScalar(new int[] {at, o, from}, 1));
            graph.counts((long) groups * OFFSETS * p * p);
            SDVariable byPixel =
                    graph.sd().permute(graph.sd().reshape(kappa.value(), -1, groups, OFFSETS, p), 3, 0, 1, 2);
            SDVariable spread = graph.sd()
                    .reshape(byPixel, p, -1, OFFSETS)
                    .mmul(constant(graph, x, places)); // [P, pictures·groups, P]
            SDVariable a = graph.sd().permute(graph.sd().reshape(spread, p, -1, groups, p), 1, 2, 0, 3);
            INDArray taken = Nd4j.zeros(groups * c, c);
            for (int channel = 0; channel < c; channel++) {
                taken.putScalar(channel / (c / groups) * c + channel, channel, 1);
            }
            return new EvolutionKernel(a, true, constant(graph, x, taken), groups, c);
        }
    },
    /**
     * Self-attention of several heads, Vaswani et al. 2017: A_h[p,·] = softmax(x[p]Q_h (xK_h)ᵀ/√d), V_h = W_h O_h of rank d, the
     * channels of a head.
     */
    ATTENTION {
        @Override
        public EvolutionKernel kernel(GraphBuilder graph, String name, FeatureMap x) {
            int c = x.channels();
            int p = x.pixels();
            int heads = heads(c);
            int d = c / heads;
            Initializer first = Initializer.pytorchDefault();
            SDVariable rows =
                    graph.sd().reshape(graph.sd().permute(graph.sd().reshape(x.value(), -1, c, p), 0, 2, 1), -1, c);
            SDVariable asked = rows.mmul(graph.trained(name + "/query", first, c, c, c, c));
            SDVariable answered = rows.mmul(graph.trained(name + "/key", first, c, c, c, c));
            SDVariable q = graph.sd().permute(graph.sd().reshape(asked, -1, p, heads, d), 0, 2, 1, 3);
            SDVariable k = graph.sd().permute(graph.sd().reshape(answered, -1, p, heads, d), 0, 2, 3, 1);
            SDVariable alike = graph.sd().reshape(q, -1, p, d).mmul(graph.sd().reshape(k, -1, d, p));
            SDVariable a = softmax(graph, alike.div(StrictMath.sqrt(d))); // [pictures·heads, P, P]
            SDVariable value = graph.trained(name + "/value", first, c, d, heads, c, d);
            SDVariable output = graph.trained(name + "/output", first, c, c, heads, d, c);
            graph.counts(2L * p * c * c + (long) p * p * c + (long) c * c * c);
            return new EvolutionKernel(
                    graph.sd().reshape(a, -1, heads, p, p),
                    true,
                    graph.sd().reshape(value.mmul(output), (long) heads * c, c),
                    heads,
                    c);
        }
    };

    private static final int SIDE = 3;
    private static final int OFFSETS = SIDE * SIDE;
    private static final int HEADS = 4;
    private static final int REDUCED = 4;

    /**
     * The kernel for a map, with as many channels behind it.
     *
     * @param name parameters are called {@code name/…}
     */
    public abstract EvolutionKernel kernel(GraphBuilder graph, String name, FeatureMap x);

    /** Four, or as many of them as divide the channels. */
    static int heads(int channels) {
        return BigInteger.valueOf(HEADS).gcd(BigInteger.valueOf(channels)).intValue();
    }

    /** Along the last of three axes; ND4J's own is NaN where its arguments are some ten thousands apart. */
    private static SDVariable softmax(GraphBuilder graph, SDVariable x) {
        SDVariable e = graph.sd().math().exp(x.sub(x.max(true, 2)));
        return e.div(e.sum(true, 2));
    }

    private static SDVariable constant(GraphBuilder graph, FeatureMap x, INDArray values) {
        return graph.sd().constant(values.castTo(x.value().dataType()));
    }

    /** What is done with an offset of the window and two pixels that it leads from and to. */
    private interface Pair {
        void of(int offset, int from, int to);
    }

    private static void window(FeatureMap x, Pair pair) {
        for (int from = 0; from < x.pixels(); from++) {
            for (int offset = 0; offset < OFFSETS; offset++) {
                int row = from / x.width() + offset / SIDE - SIDE / 2;
                int column = from % x.width() + offset % SIDE - SIDE / 2;
                if (row >= 0 && row < x.height() && column >= 0 && column < x.width()) {
                    pair.of(offset, from, row * x.width() + column);
                }
            }
        }
    }
}
