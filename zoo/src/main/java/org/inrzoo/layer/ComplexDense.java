package org.inrzoo.layer;

import java.util.List;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A linear layer y = xW + b of complex numbers, each of which is two neighbouring features, real and imaginary part.
 *
 * <pre>
 * Re y_k = Σ_i (Re x_i Re W_ik - Im x_i Im W_ik) + Re b_k
 * Im y_k = Σ_i (Re x_i Im W_ik + Im x_i Re W_ik) + Im b_k
 * </pre>
 *
 * @param width complex numbers that leave: half as many as features
 * @param real whether what enters is real, one feature per number; then W and b are real as well
 * @param weight initialiser of W's parts, by its complex fans
 * @param bias initialiser of b's parts
 */
public record ComplexDense(int width, boolean real, Initializer weight, Initializer bias) implements Layer {

    @Override
    public int outputs(int inputs) {
        return 2 * width;
    }

    /**
     * Real and imaginary parts of W, [inputs, width] each, and of b, [width] each; the real ones alone of a real
     * layer.
     */
    @Override
    public List<Parameter> parameters(int inputs) {
        int numbers = real ? inputs : inputs / 2;
        Parameter weights = Parameter.weight(numbers, width, weight);
        Parameter shift = Parameter.bias(numbers, width, bias);
        return real ? List.of(weights, shift) : List.of(weights, imaginary(weights), shift, imaginary(shift));
    }

    private static Parameter imaginary(Parameter parameter) {
        return new Parameter(
                parameter.name() + "Imaginary",
                parameter.shape(),
                parameter.initializer(),
                parameter.fanIn(),
                parameter.fanOut(),
                true);
    }

    /** One product with [[Re W, Im W], [-Im W, Re W]], the parts of every number side by side. */
    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        SameDiff sd = graph.sd();
        SDVariable w = graph.parameter("weight"); // [inputs, width]
        SDVariable b = graph.parameter("bias");
        long inputs = w.getShape()[0];
        if (real) {
            return x.mmul(pairs(sd, w, w.mul(0), inputs)).add(pairs(sd, b, b.mul(0), 1));
        }
        SDVariable imaginary = graph.parameter("weightImaginary");
        SDVariable fromReal = pairs(sd, w, imaginary, inputs); // [inputs, 2 width]
        SDVariable fromImaginary = pairs(sd, imaginary.neg(), w, inputs);
        SDVariable matrix = sd.reshape(sd.stack(1, fromReal, fromImaginary), 2 * inputs, 2L * width);
        return x.mmul(matrix).add(pairs(sd, b, graph.parameter("biasImaginary"), 1)); // [N, 2 width]
    }

    /** The values of two tensors of {@code rows} rows in turn, [rows, 2 width]. */
    private SDVariable pairs(SameDiff sd, SDVariable real, SDVariable imaginary, long rows) {
        SDVariable[] parts = {sd.reshape(real, rows, width), sd.reshape(imaginary, rows, width)};
        return sd.reshape(sd.stack(2, parts), rows, 2L * width);
    }

    @Override
    public long macs(int inputs) {
        return real ? (long) inputs * width : 2L * inputs * width;
    }
}
