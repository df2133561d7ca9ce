package org.inrzoo.vision;

import java.util.Arrays;
import java.util.Optional;
import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.graph.Kernel;
import org.inrzoo.parameter.Initializer;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * RefConv's kernels, Cai et al. 2023: the basis W_b, a trained network's kernel, stays as it is, and what is trained is a 3×3
 * convolution W_r over the basis' planes as over a picture:
 *
 * <pre>W = W_b + W_b * W_r</pre>
 *
 * <p>A kernel of g groups has in·out/g planes, of which each sees the g that lie together: a depthwise kernel's C planes all see
 * each other, W_r is [3, 3, C, C]; each of a dense kernel's sees itself alone, W_r is [3, 3, in·out, 1]. Whatever g, these are
 * 9·in·out values more than the deployed network has.
 */
public enum Refocus {
    /** Kernels are trained themselves. */
    NONE,
    /** W_r as the authors' code draws it, uniform on ±1/√(9·planes that one sees). */
    RELEASED,
    /** W_r is zero at first, so that training starts from the basis. */
    ZERO;

    private static final int SIDE = 3;

    /** The kernels this means. */
    Kernel kernel() {
        return this == NONE ? Kernel.PLAIN : this::define;
    }

    private SDVariable define(GraphBuilder graph, String name, Kernel.Shape shape) {
        int side = shape.side();
        int in = shape.in() / shape.groups();
        int planes = in * shape.out();
        int seen = shape.groups();
        SDVariable basis = graph.kept(basis(name), shape.he(), shape.fanIn(), shape.fanOut(), shape.extents());
        SDVariable rows = graph.sd().reshape(basis, side, side, in, shape.out());
        SDVariable image = graph.sd().reshape(graph.sd().permute(rows, 3, 2, 0, 1), 1, planes, side, side);
        Initializer first = this == ZERO ? Initializer.zeros() : new Initializer.FanInUniform(1);
        Kernel.Shape over = new Kernel.Shape(SIDE, planes, planes, planes / seen);
        SDVariable refocusing = graph.trained(name + "/refocus", first, over.fanIn(), over.fanOut(), over.extents());
        FeatureMap learnt = graph.convolve(new FeatureMap(image, planes, side, side), refocusing, over, 1);
        SDVariable kernel = graph.sd().reshape(image.add(learnt.value()), shape.out(), in, side, side);
        return graph.sd()
                .reshape(
                        graph.sd().permute(kernel, 2, 3, 1, 0),
                        Arrays.stream(shape.extents()).asLongStream().toArray());
    }

    private static String basis(String name) {
        return name + "/basis";
    }

    /** The parameter of a plainly trained network that a basis is taken from, where a name is a basis'. */
    static Optional<String> source(String name) {
        return name.endsWith("/basis")
                ? Optional.of(name.substring(0, name.length() - "basis".length()) + "weight")
                : Optional.empty();
    }
}
