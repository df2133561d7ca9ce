package org.inrzoo.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Initializer.Choices;
import org.inrzoo.parameter.Initializer.GlorotUniform;
import org.inrzoo.parameter.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Many linear heads on one body, each wired to a few of its features: Aftab, Morsali and Ghaemmaghami 2022,
 * "Multi-Head ReLU Implicit Neural Representation Networks".
 *
 * <pre>y_k = Σ_{j = 1 … α} v_kj x[S_kj] + c_k</pre>
 *
 * The connections S_k, α different features drawn for each head by itself, are parameters that are not trained: they
 * come from the same seed as the weights and are saved with them.
 *
 * @param heads heads, K
 * @param connections features that each head sees, α; at most those that enter
 * @param draw how the first weights v are drawn
 * @param bias whether the heads have biases c, zero at first
 */
public record SparseHeads(int heads, int connections, Draw draw, boolean bias) implements Layer {

    /** The range of the first head weights: both are Glorot and Bengio's, of different fans. */
    public enum Draw {
        /**
         * Uniform on ±√(3/(αK)): the paper's code keeps all weights in one vector, of whose length n Keras takes both
         * fans to be. The more heads, the smaller their first weights.
         */
        ALL_HEADS,
        /** Uniform on ±√(6/(α + 1)): α features into one output. */
        PER_HEAD
    }

    public SparseHeads {
        if (heads < 1 || connections < 1) {
            throw new IllegalArgumentException(
                    "there is at least one head and one connection, not " + heads + " and " + connections);
        }
    }

    @Override
    public int outputs(int inputs) {
        return heads;
    }

    /** Weights v [heads, α] and biases c [heads], which are trained; connections S [heads, α], which are not. */
    @Override
    public List<Parameter> parameters(int inputs) {
        List<Integer> shape = List.of(heads, connections);
        int all = Math.multiplyExact(heads, connections);
        int fanIn = draw == Draw.ALL_HEADS ? all : connections;
        int fanOut = draw == Draw.ALL_HEADS ? all : 1;
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameter("weight", shape, new GlorotUniform(), fanIn, fanOut, true));
        if (bias) {
            parameters.add(Parameter.bias(connections, heads, Initializer.zeros()));
        }
        parameters.add(new Parameter("connections", shape, new Choices(connections, inputs), inputs, heads, false));
        return parameters;
    }

    /**
     * As a product with the dense matrix W of all features and heads: v_kj is added to its number S_kj · heads + k.
     */
    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        SDVariable y = x.mmul(matrix(graph)); // [N, heads]
        return bias ? y.add(graph.parameter("bias")) : y;
    }

    /** W, [inputs, heads]. */
    private SDVariable matrix(LayerGraph graph) {
        SameDiff sd = graph.sd();
        int[] numbers = IntStream.range(0, heads).toArray();
        SDVariable k = sd.constant(Nd4j.createFromArray(numbers).reshape(heads, 1));
        SDVariable places =
                graph.parameter("connections").castTo(DataType.INT32).mul(heads).add(k); // [heads, α]
        // ND4J M2.1: the gradient of a gather of features is wrong, that of unsortedSegmentSum right.
        SDVariable flat = sd.unsortedSegmentSum(
                sd.reshape(graph.parameter("weight"), -1),
                sd.reshape(places, -1),
                Math.multiplyExact(graph.inputs(), heads));
        return sd.reshape(flat, graph.inputs(), heads);
    }

    @Override
    public long macs(int inputs) {
        return (long) heads * connections;
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return Optional.empty();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet x) {
        Jet y = x.linear(matrix(graph), heads);
        return bias ? y.plus(graph.parameter("bias")) : y;
    }
}
