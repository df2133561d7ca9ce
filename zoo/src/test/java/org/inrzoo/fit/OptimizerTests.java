package org.inrzoo.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The optimisers on L(θ) = ½ Σ cᵢ (θᵢ - tᵢ)². */
class OptimizerTests {

    private static final float[] CURVATURES = {1, 4, 0.5f, 2};
    private static final float[] TARGET = {1, -2, 3, 0.25f};
    private static final double RATE = 0.01;

    @ParameterizedTest
    @EnumSource
    void everyOptimiserLowersAQuadratic(OptimizerKind optimizer) {
        float[] parameters = new float[TARGET.length];
        double before = loss(parameters);
        descend(descent(optimizer, new float[0]), parameters, 0, 30);
        assertThat(loss(parameters)).as("loss of %s after 30 steps", optimizer).isLessThan(before);
    }

    @ParameterizedTest
    @EnumSource
    void aRestoredStateGoesOnBitForBit(OptimizerKind optimizer) {
        float[] through = new float[TARGET.length];
        Optimizer descent = descent(optimizer, new float[0]);
        descend(descent, through, 0, 5);
        float[] resumed = through.clone();
        Optimizer restored = descent(optimizer, descent.state());
        descend(descent, through, 5, 10);
        descend(restored, resumed, 5, 10);
        assertThat(resumed).as("parameters of %s", optimizer).containsExactly(through);
        assertThat(restored.state()).as("state of %s", optimizer).containsExactly(descent.state());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SGD"},
            mode = EnumSource.Mode.EXCLUDE)
    void aForgottenStateDoesNot(OptimizerKind optimizer) {
        float[] through = new float[TARGET.length];
        Optimizer descent = descent(optimizer, new float[0]);
        descend(descent, through, 0, 5);
        float[] resumed = through.clone();
        descend(descent, through, 5, 10);
        descend(descent(optimizer, new float[0]), resumed, 5, 10);
        assertThat(resumed).as("parameters of %s", optimizer).isNotEqualTo(through);
    }

    @Test
    void aStateOfTheWrongLengthIsRefused() {
        assertThatThrownBy(() -> descent(OptimizerKind.ADAM, new float[7]))
                .isInstanceOf(FitException.class)
                .hasMessage("the optimiser's state has 7 values where 8 are needed");
    }

    @Nested
    class OneStep {

        @Test
        void ofSgdIsTheFormula() {
            float[] parameters = {1, 2};
            new Nd4jOptimizer(recipe(OptimizerKind.SGD), 2, new float[0]).step(parameters, new float[] {3, -4}, 0.5, 0);
            assertThat(parameters).containsExactly(1 - 1.5f, 2 + 2);
        }

        @Test
        void ofAdamIsTheFormula() {
            float[] parameters = {0, 0};
            Optimizer adam = new Nd4jOptimizer(recipe(OptimizerKind.ADAM), 2, new float[0]);
            double m = 0;
            double v = 0;
            double expected = 0;
            for (int t = 1; t <= 5; t++) {
                double gradient = 0.3 * t - 0.5;
                m = 0.9 * m + 0.1 * gradient;
                v = 0.999 * v + 0.001 * gradient * gradient;
                expected -= RATE * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
                adam.step(parameters, new float[] {(float) gradient, 0}, RATE, t - 1);
                assertThat((double) parameters[0]).as("after %d steps", t).isCloseTo(expected, within(1e-6));
            }
            assertThat(parameters[1]).as("a parameter without gradient").isZero();
        }

        @Test
        void takesTheRateItIsGiven() {
            float[] slow = {0};
            float[] fast = {0};
            new Nd4jOptimizer(recipe(OptimizerKind.ADAM), 1, new float[0]).step(slow, new float[] {1}, 0.001, 0);
            new Nd4jOptimizer(recipe(OptimizerKind.ADAM), 1, new float[0]).step(fast, new float[] {1}, 0.1, 0);
            assertThat(slow[0]).isCloseTo(-0.001f, within(1e-6f));
            assertThat(fast[0]).isCloseTo(-0.1f, within(1e-6f));
        }

        @Test
        void leavesTheGradientAndFixedParametersAlone() {
            float[] parameters = {1, 2, 3};
            float[] gradient = {1, 1};
            new Nd4jOptimizer(recipe(OptimizerKind.ADAM), 2, new float[0]).step(parameters, gradient, RATE, 0);
            assertThat(gradient).containsExactly(1, 1);
            assertThat(parameters[2]).as("a fixed parameter").isEqualTo(3);
            assertThat(parameters[0]).isNotEqualTo(1);
        }
    }

    private static Recipe recipe(OptimizerKind optimizer) {
        return Recipe.adam(RATE, 100).with("optimizer", optimizer);
    }

    private static Optimizer descent(OptimizerKind optimizer, float[] state) {
        return new Nd4jOptimizer(recipe(optimizer), TARGET.length, state);
    }

    private static void descend(Optimizer descent, float[] parameters, int from, int to) {
        for (int step = from; step < to; step++) {
            float[] gradient = new float[parameters.length];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = CURVATURES[i] * (parameters[i] - TARGET[i]);
            }
            descent.step(parameters, gradient, RATE, step);
        }
    }

    private static double loss(float[] parameters) {
        double loss = 0;
        for (int i = 0; i < parameters.length; i++) {
            loss += CURVATURES[i] * Math.pow(parameters[i] - TARGET[i], 2) / 2;
        }
        return loss;
    }
}
