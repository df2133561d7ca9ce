package org.inrzoo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.inrzoo.engine.fused.schedule.Workers;
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
        try (Workers workers = new Workers(2)) {
            for (int iteration = 0; iteration < 30; iteration++) {
                float[] gradient = new float[count];
                for (int i = 0; i < count; i++) {
                    gradient[i] = (float) (random.nextDouble() - 0.5) * (i % 5);
                }
                float[] before = parameters.clone();
                VectorAdam.step(parameters, gradient, m, v, count, RATE, BETA1, BETA2, EPSILON, iteration, workers);
                INDArray update = Nd4j.createFromArray(gradient).reshape(1, count);
                updater.applyUpdater(update, iteration, 0);
                float[] expected = update.data().asFloat();
                for (int i = 0; i < count; i++) {
                    double error = Math.abs((double) before[i] - parameters[i] - expected[i]);
                    excess = Math.max(excess, error - 1e-6 * Math.abs(expected[i]) - Math.ulp(before[i]));
                }
            }
        }
        assertThat(excess).isZero();
    }
}
