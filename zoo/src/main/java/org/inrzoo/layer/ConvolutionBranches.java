package org.inrzoo.layer;

import java.util.List;
import java.util.Map;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Parallel ways side by side, for a normalisation of each and a {@link BranchSum} of all to follow: a k×k convolution, one of a single
 * row and column, and, where as many features enter as one branch gives, these themselves.
 *
 * <pre>y = [x * W | x P | x]     [points, 2 or 3 times width]</pre>
 *
 * <p>All have no bias, which a normalisation would take away.
 *
 * @param width features of every branch
 * @param side k, an odd number
 * @param weight initialiser of W, [k, k, inputs, width], and P, [inputs, width]
 */
public record ConvolutionBranches(int width, int side, Initializer weight) implements GeneratedWeights {

    /** How many there are. */
    public int branches(int inputs) {
        return inputs == width ? 3 : 2;
    }

    @Override
    public GridConvolution plain(int inputs) {
        return new GridConvolution(branches(inputs) * width, side, weight, Initializer.zeros());
    }

    @Override
    public List<Parameter> parameters(int inputs) {
        Parameter square = new GridConvolution(width, side, weight, weight)
                .parameters(inputs)
                .get(0);
        return List.of(square, new Parameter("point", List.of(inputs, width), weight, inputs, width, true));
    }

    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        int inputs = graph.inputs();
        SDVariable kernel = graph.sd().reshape(graph.parameter("weight"), (long) side * side * inputs, width);
        SDVariable square = graph.neighborhoods(x, side).mmul(kernel); // [N, width]
        SDVariable point = x.mmul(graph.parameter("point"));
        return branches(inputs) == 3
                ? graph.sd().concat(1, square, point, x)
                : graph.sd().concat(1, square, point);
    }

    @Override
    public long macs(int inputs) {
        return ((long) side * side + 1) * inputs * width;
    }

    @Override
    public Map<String, float[]> generated(int inputs, Map<String, float[]> values) {
        int branches = branches(inputs);
        float[] square = values.get("weight");
        float[] point = values.get("point");
        int columns = branches * width;
        float[] made = new float[side * side * inputs * columns];
        int middle = side * side / 2 * inputs;
        for (int row = 0; row < side * side * inputs; row++) {
            System.arraycopy(square, row * width, made, row * columns, width);
        }
        for (int i = 0; i < inputs; i++) {
            System.arraycopy(point, i * width, made, (middle + i) * columns + width, width);
            if (branches == 3) {
                made[(middle + i) * columns + 2 * width + i] = 1;
            }
        }
        return Map.of("weight", made, "bias", new float[columns]);
    }

    @Override
    public Map<String, float[]> pulledBack(int inputs, Map<String, float[]> values, Map<String, float[]> gradient) {
        int columns = branches(inputs) * width;
        float[] byMade = gradient.get("weight");
        float[] square = new float[side * side * inputs * width];
        float[] point = new float[inputs * width];
        int middle = side * side / 2 * inputs;
        for (int row = 0; row < side * side * inputs; row++) {
            System.arraycopy(byMade, row * columns, square, row * width, width);
        }
        for (int i = 0; i < inputs; i++) {
            System.arraycopy(byMade, (middle + i) * columns + width, point, i * width, width);
        }
        return Map.of("weight", square, "point", point);
    }
}
