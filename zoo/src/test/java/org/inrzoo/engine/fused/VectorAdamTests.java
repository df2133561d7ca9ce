package org.inrzoo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.inrzoo.engine.arithmetic.AdamStep;
import org.inrzoo.engine.arithmetic.PlainArithmetic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;

class VectorAdamTests {

    private static final double RATE = 3e-3;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    @ParameterizedTest(name = "{0} parameters")
    @ValueSource(ints = {1, 37, 40_001})
    void stepsAsTheUpdaterOfNd4jDoes(int count) {
        SplittableRandom random = new SplittableRandom(6);
        float[] parameters = new float[count];
        float[] m = new float[count];
        float[] v = new float[count];
        GradientUpdater<?> updater =
                new Adam(RATE, BETA1, BETA2, EPSILON).instantiate(Nd4j.create(1, 2L * count), true);
        double excess = 0; // error beyond 1e-6 and the rounding of the parameter itself
        for (int iteration = 0; iteration < 30; iteration++) {
            float[] gradient = gradient(random, count);
            float[] before = parameters.clone();
            VectorAdam.step(step(iteration), parameters, gradient, 0, count, m, v, 0);
            INDArray update = Nd4j.createFromArray(gradient).reshape(1, count);
            updater.applyUpdater(update, iteration, 0);
            float[] expected = update.data().asFloat();
            for (int i = 0; i < count; i++) {
                double error = Math.abs((double) before[i] - parameters[i] - expected[i]);
                excess = Math.max(excess, error - 1e-6 * Math.abs(expected[i]) - Math.ulp(before[i]));
            }
        }
        assertThat(excess).isZero();
    }

    @ParameterizedTest(name = "{0} parameters from place 5 on, their moments from place 2 on")
    @ValueSource(ints = {1, 37, 1001})
    void stepsARangeAsPlainJavaDoes(int count) {
        SplittableRandom random = new SplittableRandom(7);
        float[] parameters = gradient(random, count + 9);
        float[] expected = parameters.clone();
        float[][] moments = {new float[count + 4], new float[count + 4]};
        float[][] expectedMoments = {new float[count + 4], new float[count + 4]};
        for (int iteration = 0; iteration < 3; iteration++) {
            float[] gradient = gradient(random, count + 9);
            VectorAdam.step(step(iteration), parameters, gradient, 5, count, moments[0], moments[1], 2);
            new PlainArithmetic()
                    .adam(step(iteration), expected, gradient, 5, count, expectedMoments[0], expectedMoments[1], 2);
        }
        assertThat(parameters).containsExactly(expected);
        assertThat(Arrays.deepEquals(moments, expectedMoments)).as("moments").isTrue();
    }

    @Test
    void takesTheConstantsOfTheFormula() {
        AdamStep third = step(2);
        double expected = RATE * Math.sqrt(1 - Math.pow(BETA2, 3)) / (1 - Math.pow(BETA1, 3));
        assertThat((double) third.alpha()).isCloseTo(expected, within(1e-6));
    }

    private static AdamStep step(int iteration) {
        return AdamStep.of(RATE, BETA1, BETA2, EPSILON, iteration);
    }

    private static float[] gradient(SplittableRandom random, int count) {
        float[] gradient = new float[count];
        for (int i = 0; i < count; i++) {
            gradient[i] = (float) (random.nextDouble() - 0.5) * (i % 5);
        }
        return gradient;
    }
}
