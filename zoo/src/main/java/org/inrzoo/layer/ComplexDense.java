package org.inrzoo.layer;

import java.util.List;
import java.util.Optional;
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
        return x.mmul(matrix(graph)).add(shift(graph)); // [N, 2 width]
    }

    /** [[Re W, Im W], [-Im W, Re W]], [features, 2 width]. */
    private SDVariable matrix(LayerGraph graph) {
        SameDiff sd = graph.sd();
        SDVariable w = graph.parameter("weight"); // [inputs, width]
        long inputs = w.getShape()[0];
        if (real) {
            return pairs(sd, w, w.mul(0), inputs);
        }
        SDVariable imaginary = graph.parameter("weightImaginary");
        SDVariable fromReal = pairs(sd, w, imaginary, inputs); // [inputs, 2 width]
        SDVariable fromImaginary = pairs(sd, imaginary.neg(), w, inputs);
        return sd.reshape(sd.stack(1, fromReal, fromImaginary), 2 * inputs, 2L * width);
    }

    /** The parts of b, [1, 2 width]. */
    private SDVariable shift(LayerGraph graph) {
        SDVariable b = graph.parameter("bias");
        return pairs(graph.sd(), b, real ? b.mul(0) : graph.parameter("biasImaginary"), 1);
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

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return Optional.empty();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet x) {
        return x.linear(matrix(graph), 2 * width).plus(shift(graph));
    }
}
