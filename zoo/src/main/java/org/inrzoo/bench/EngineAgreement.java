package org.inrzoo.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.ResidentTraining;
import org.inrzoo.engine.ResidentTraining.ResidentStep;
import org.inrzoo.engine.SquaredError;
import org.inrzoo.engine.arithmetic.AdamStep;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.parameter.RandomSource;
import org.inrzoo.point.Points;

/**
 * How far an engine's numbers are from another's for the same network, parameters and points, and whether it repeats its own.
 *
 * @param outputs largest difference of outputs, relative to the largest output
 * @param gradient largest difference in a tensor of the gradient, relative to that tensor's largest number; tensors that are nothing but
 *     rounding, below a hundred-thousandth of the gradient's largest number, such as biases in front of a batch normalisation, are held against that
 * @param tensor the name of that tensor
 * @param sameBits whether outputs and gradient had the same bits every time, and where the engine keeps the weights, the weights after some
 *     steps
 */
public record EngineAgreement(double outputs, double gradient, String tensor, boolean sameBits) {

    /** Of the gradient's largest number; a wide network's biases in front of a batch normalisation come to half of it. */
    private static final double ROUNDING = 1e-5;

    private static final int REPEATS = 3;
    private static final int STEPS = 8;

    /** Of two engines of one network. */
    public static EngineAgreement of(Engine engine, Engine reference, Points points) {
        Numbers actual = Numbers.of(engine, points);
        Numbers expected = Numbers.of(reference, points);
        boolean same = true;
        for (int i = 1; i < REPEATS; i++) {
            same &= Numbers.of(engine, points).same(actual);
        }
        List<float[]> weights = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            trained(engine, points).ifPresent(weights::add);
        }
        for (float[] some : weights) {
            same &= Arrays.equals(some, weights.get(0));
        }
        double largest = magnitude(expected.gradient, 0, expected.gradient.length);
        double worst = 0;
        String tensor = "";
        for (ParameterLayout.Slot slot : engine.architecture().parameters().slots()) {
            if (slot.parameter().trainable()) {
                double own = magnitude(expected.gradient, slot.offset(), slot.length());
                double error = difference(actual.gradient, expected.gradient, slot.offset(), slot.length())
                        / (own < ROUNDING * largest ? largest : own);
                if (!(error <= worst)) {
                    worst = error;
                    tensor = slot.name();
                }
            }
        }
        double outputs = difference(actual.outputs, expected.outputs, 0, expected.outputs.length)
                / magnitude(expected.outputs, 0, expected.outputs.length);
        return new EngineAgreement(outputs, worst, tensor, same);
    }

    private static float[] random(int count, long seed) {
        RandomSource random = new RandomSource(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.uniform(1);
        }
        return values;
    }

    private static Optional<float[]> trained(Engine engine, Points points) {
        Architecture network = engine.architecture();
        float[] targets = random(points.size() * network.outputs(), 2);
        ResidentStep step = new ResidentStep(
                points, new SquaredError(targets, points.size()), AdamStep.of(1e-4, 0.9, 0.999, 1e-8, 0));
        return engine.residentTraining(List.of(), network.parameters().initialize(1), new float[0])
                .map(training -> weights(training, points.size(), step));
    }

    private static float[] weights(ResidentTraining training, int points, ResidentStep step) {
        try (training) {
            for (int done = 0; done < STEPS; ) {
                int some = Math.min(STEPS - done, training.most(points));
                if (some == 0) {
                    return new float[0];
                }
                training.begin(Collections.nCopies(some, step));
                training.finish();
                done += some;
            }
            return training.parameters();
        }
    }

    private static double magnitude(float[] values, int from, int length) {
        double largest = 0;
        for (int i = from; i < from + length; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest;
    }

    private static double difference(float[] actual, float[] expected, int from, int length) {
        double largest = 0;
        for (int i = from; i < from + length; i++) {
            largest = Math.max(largest, Math.abs((double) actual[i] - expected[i]));
        }
        return largest;
    }

    /** What an engine makes of random parameters and targets. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content below
    private record Numbers(float[] outputs, float[] gradient) {

        static Numbers of(Engine engine, Points points) {
            Architecture network = engine.architecture();
            float[] parameters = network.parameters().initialize(1);
            float[] outputs = new float[points.size() * network.outputs()];
            float[] gradient = new float[network.parameters().trainable()];
            engine.forward(parameters, points, outputs);
            engine.squaredError(parameters, points, random(outputs.length, 2), gradient);
            return new Numbers(outputs, gradient);
        }

        boolean same(Numbers other) {
            return Arrays.equals(outputs, other.outputs) && Arrays.equals(gradient, other.gradient);
        }
    }
}
