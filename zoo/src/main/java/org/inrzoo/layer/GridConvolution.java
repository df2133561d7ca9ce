package org.inrzoo.layer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A k×k convolution over the points of an image's grid, with zeros around it, as networks for pictures have it:
 *
 * <pre>y[i, j] = b + Σ_{u,v} x[i + u - r, j + v - r] W[u, v],   u, v = 0 … k - 1,   r = (k - 1) / 2</pre>
 *
 * <p>A point's outputs depend on the points up to r rows and columns away. So the points must be a whole grid of rows and columns,
 * in row-major order, and on a finer grid, whose points lie closer together, the layer is another function of the place.
 *
 * @param width features that leave
 * @param side k, an odd number
 * @param weight initialiser of W, [k, k, inputs, width]; k²·inputs values make one output
 * @param bias initialiser of b, [width]
 */
public record GridConvolution(int width, int side, Initializer weight, Initializer bias) implements Layer {

    public GridConvolution {
        if (side < 1 || side % 2 == 0) {
            throw new IllegalArgumentException("a convolution's kernel has an odd number of rows, not " + side);
        }
    }

    @Override
    public int outputs(int inputs) {
        return width;
    }

    @Override
    public List<Parameter> parameters(int inputs) {
        return List.of(kernel("weight", inputs), bias(inputs));
    }

    /** A parameter of the kernel's shape, [k, k, inputs, width], drawn as the kernel is. */
    private Parameter kernel(String name, int inputs) {
        int area = Math.multiplyExact(side, side);
        return new Parameter(
                name,
                List.of(side, side, inputs, width),
                weight,
                Math.multiplyExact(area, inputs),
                Math.multiplyExact(area, width),
                true);
    }

    private Parameter bias(int inputs) {
        return new Parameter("bias", List.of(width), bias, side * side * inputs, side * side * width, true);
    }

    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        int rows = side * side * graph.inputs();
        SDVariable weight = graph.sd().reshape(graph.parameter("weight"), rows, width);
        return graph.neighborhoods(x, side).mmul(weight).add(graph.parameter("bias")); // [N, width]
    }

    @Override
    public int reach() {
        return side / 2;
    }

    @Override
    public Optional<Map<String, float[]>> folded(Map<String, float[]> values, ChannelLine line) {
        return Optional.of(Map.of("weight", line.scaled(values.get("weight")), "bias", line.of(values.get("bias"))));
    }

    @Override
    public Optional<Valued> folded(Map<String, float[]> values, BranchSum sum) {
        return Optional.of(new Valued(
                new GridConvolution(sum.outputs(width), side, weight, bias),
                Map.of(
                        "weight",
                        sum.ofColumns(values.get("weight"), width),
                        "bias",
                        sum.ofColumns(values.get("bias"), width))));
    }

    @Override
    public long macs(int inputs) {
        return (long) side * side * inputs * width;
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return order == DerivativeOrder.VALUES
                ? Optional.empty()
                : Optional.of("it looks at neighbouring points, which one point's coordinates do not move");
    }
}
