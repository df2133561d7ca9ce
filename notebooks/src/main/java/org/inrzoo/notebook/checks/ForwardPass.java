package org.inrzoo.notebook.checks;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 00a-forward-pass. */
public final class ForwardPass {

    /** One neuron: its inputs, a weight for each, and its bias give its answer. */
    @FunctionalInterface
    public interface Neuron {
        double answer(double[] x, double[] weights, double bias);
    }

    /** One layer: inputs, a row of weights for each neuron, and a bias for each give all their answers. */
    @FunctionalInterface
    public interface LayerAnswer {
        double[] answer(double[] x, double[][] weights, double[] biases);
    }

    /** A hidden layer and one neuron behind it. */
    @FunctionalInterface
    public interface NetworkAnswer {
        double answer(double[] x, double[][] weights, double[] biases, double[] lastWeights, double lastBias);
    }

    private static final String NEURON = "a neuron";
    private static final String RELU = "ReLU";
    private static final String LAYER = "a layer";
    private static final String NETWORK = "the network";

    private static final Sheet SHEET = new Sheet(NEURON, RELU, LAYER, NETWORK);

    private static final int TRIALS = 12;
    private static final double TOLERANCE = 1e-4;

    private ForwardPass() {}

    /** Gap 1: the weighted sum. */
    public static void neuron(Neuron answer) {
        Draws draws = new Draws();
        SHEET.check(NEURON, trial -> {
            trial.given("no weights but a bias")
                    .close(
                            answer.answer(new double[2], new double[2], 0.75),
                            0.75,
                            TOLERANCE,
                            "the bias is added to the sum, once");
            for (int i = 1; i <= TRIALS; i++) {
                double[] x = draws.reals(i, -2, 2);
                double[] weights = draws.reals(i, -2, 2);
                double bias = draws.real(-2, 2);
                trial.given("x = " + text(x) + ", weights = " + text(weights) + ", bias = " + text(bias))
                        .close(
                                answer.answer(x.clone(), weights.clone(), bias),
                                sum(x, weights, bias),
                                TOLERANCE,
                                "multiply each input by the weight of the same index, add up, add the bias at the end");
            }
        });
    }

    /** Gap 2: the bend. */
    public static void relu(DoubleUnaryOperator answer) {
        Draws draws = new Draws();
        SHEET.check(RELU, trial -> {
            double[] fixed = {0, 2.5, -2.5, 1e-9, -1e-9};
            for (double z : fixed) {
                trial.given("z = " + z)
                        .close(
                                answer.applyAsDouble(z),
                                Math.max(0, z),
                                0,
                                "what is negative becomes 0, and nothing else");
            }
            for (int i = 0; i < TRIALS; i++) {
                double z = draws.real(-100, 100);
                trial.given("z = " + text(z))
                        .close(
                                answer.applyAsDouble(z),
                                Math.max(0, z),
                                1e-5 * Math.abs(z),
                                "what is negative becomes 0, and nothing else");
            }
        });
    }

    /** Gap 3: several neurons on the same inputs, each with a ReLU behind it. */
    public static void layer(LayerAnswer answer) {
        Draws draws = new Draws();
        SHEET.check(LAYER, trial -> {
            for (int i = 0; i < TRIALS; i++) {
                int inputs = draws.whole(1, 5);
                int neurons = inputs + draws.whole(1, 3);
                double[] x = draws.reals(inputs, -2, 2);
                double[][] weights = draws.table(neurons, inputs, -2, 2);
                double[] biases = draws.reals(neurons, -2, 2);
                trial.given(inputs + " inputs and " + neurons + " neurons")
                        .close(
                                answer.answer(x.clone(), Draws.copy(weights), biases.clone()),
                                hidden(x, weights, biases),
                                TOLERANCE,
                                "weights[j] and biases[j] belong to neuron j; every neuron sees all inputs, and relu comes last");
            }
        });
    }

    /** Gap 4: the layer, and a last neuron without a ReLU. */
    public static void network(NetworkAnswer answer) {
        Draws draws = new Draws();
        SHEET.check(NETWORK, trial -> {
            trial.given("a last bias of -1 and no weights")
                    .close(
                            answer.answer(new double[2], new double[3][2], new double[3], new double[3], -1),
                            -1,
                            TOLERANCE,
                            "no ReLU behind the last neuron: answers may be negative");
            for (int i = 0; i < TRIALS; i++) {
                double[] x = draws.reals(2, -2, 2);
                double[][] weights = draws.table(3 + i, 2, -2, 2);
                double[] biases = draws.reals(3 + i, -2, 2);
                double[] last = draws.reals(3 + i, -2, 2);
                double bias = draws.real(-2, 2);
                trial.given((3 + i) + " hidden neurons")
                        .close(
                                answer.answer(x.clone(), Draws.copy(weights), biases.clone(), last.clone(), bias),
                                sum(hidden(x, weights, biases), last, bias),
                                TOLERANCE,
                                "what layer() answers are the inputs of the last neuron");
            }
        });
    }

    private static double sum(double[] x, double[] weights, double bias) {
        double sum = bias;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * weights[i];
        }
        return sum;
    }

    private static double[] hidden(double[] x, double[][] weights, double[] biases) {
        return Draws.filled(biases.length, j -> Math.max(0, sum(x, weights[j], biases[j])));
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String text(double[] values) {
        return Arrays.toString(Arrays.stream(values).mapToObj(ForwardPass::text).toArray());
    }
}
