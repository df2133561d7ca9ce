package org.inrzoo.vision;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.Form;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.graph.GraphNetwork;
import org.inrzoo.graph.GraphSession;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.option.OptionException;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One case of the formula as numbers, to be looked at: the kernel E that a function makes for one small map, and y[p] = Σ_q x[q]
 * E[p,q]; computed in double precision, with weights drawn by a seed.
 */
public final class EvolutionCase {

    private static final String NAME = "kernel";

    private final int channels;
    private final int width;
    private final GraphNetwork applied;
    private final float[] parameters;
    private final double[] output;
    private final double[] kernel;

    private EvolutionCase(
            int channels, int width, GraphNetwork applied, float[] parameters, double[] output, double[] kernel) {
        this.channels = channels;
        this.width = width;
        this.applied = applied;
        this.parameters = parameters;
        this.output = output;
        this.kernel = kernel;
    }

    /**
     * The case of a function.
     *
     * @param features x: [channels][pixels], row by row; E has pixels² · channels² values
     * @param width pixels per row
     * @param seed of the weights
     * @throws IllegalArgumentException when the pixels are no whole rows
     */
    public static EvolutionCase of(EvolutionFunction function, double[][] features, int width, long seed) {
        int c = features.length;
        int pixels = features[0].length;
        if (pixels % width != 0) {
            throw new IllegalArgumentException(pixels + " pixels are no rows of " + width);
        }
        GraphNetwork applied = network(
                function,
                features,
                width,
                c * pixels,
                (graph, x) -> kernel -> kernel.apply(graph, x).value());
        GraphNetwork written = network(
                function, features, width, pixels * pixels * c * c, (graph, x) -> kernel -> kernel.explicit(graph, x));
        float[] parameters = applied.parameters(Form.EVALUATION).initialize(seed);
        return new EvolutionCase(
                c,
                width,
                applied,
                parameters,
                outputs(applied, parameters, features),
                outputs(written, parameters, features));
    }

    /** What of a kernel a graph gives. */
    private interface Asked {
        SDVariable of(EvolutionKernel kernel);
    }

    private static GraphNetwork network(
            EvolutionFunction function,
            double[][] features,
            int width,
            int outputs,
            BiFunction<GraphBuilder, FeatureMap, Asked> asked) {
        return new GraphNetwork(
                (graph, x) ->
                        graph.sd().reshape(asked.apply(graph, x).of(function.kernel(graph, NAME, x)), -1, outputs),
                features.length,
                features[0].length / width,
                width,
                outputs);
    }

    private static double[] outputs(GraphNetwork network, float[] parameters, double[][] features) {
        try (GraphSession session = new GraphSession(network, Form.EVALUATION, DataType.DOUBLE);
                INDArray floats = Nd4j.createFromArray(parameters);
                INDArray flat = floats.castTo(DataType.DOUBLE);
                INDArray input = Nd4j.createFromArray(features)) {
            return session.outputs(flat, input).dup('c').reshape(-1).toDoubleVector();
        }
    }

    /** y: [channels][pixels]. */
    public double[][] output() {
        int pixels = output.length / channels;
        return IntStream.range(0, channels)
                .mapToObj(c -> IntStream.range(0, pixels)
                        .mapToDouble(p -> output[c * pixels + p])
                        .toArray())
                .toArray(double[][]::new);
    }

    /**
     * One value of E.
     *
     * @param p pixel of the result
     * @param q pixel of the features
     * @param in channel of the features
     * @param out channel of the result
     */
    public double kernel(int p, int q, int in, int out) {
        int pixels = output.length / channels;
        return kernel[((p * pixels + q) * channels + in) * channels + out];
    }

    /**
     * How much a pixel of the result hears from every pixel of the features: the root of the sum of squares of E[p,q] over both
     * channels.
     *
     * @param p pixel of the result
     * @return [rows][columns]
     */
    public double[][] heard(int p) {
        int rows = output.length / channels / width;
        double[][] heard = new double[rows][width];
        for (int q = 0; q < rows * width; q++) {
            double squares = 0;
            for (int i = 0; i < channels * channels; i++) {
                double e = kernel(p, q, i / channels, i % channels);
                squares += e * e;
            }
            heard[q / width][q % width] = Math.sqrt(squares);
        }
        return heard;
    }

    /** The names of the weights, which all begin with {@code kernel/}. */
    public List<String> weights() {
        return applied.parameters(Form.EVALUATION).slots().stream()
                .map(ParameterLayout.Slot::name)
                .toList();
    }

    /**
     * One of the weights, in the order in which the function makes it.
     *
     * @throws OptionException when there is none of this name
     */
    public double[] weight(String name) {
        ParameterLayout.Slot slot = applied.slot(Form.EVALUATION, name)
                .orElseThrow(() -> new OptionException(
                        "there is no weight '" + name + "'; there are: " + String.join(", ", weights())));
        return IntStream.range(0, slot.length())
                .mapToDouble(i -> parameters[slot.offset() + i])
                .toArray();
    }
}
