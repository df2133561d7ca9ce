package org.inrzoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.inrzoo.SignalFit;
import org.inrzoo.engine.DerivativeLoss;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.Objective;
import org.inrzoo.option.OptionException;
import org.inrzoo.signal.SignalKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolSdfTests {

    private static final String OBJECTIVE = "volsdf:samples=12,empty=0.2,outlines=0.5";

    private static SignalFit fit(Variant variant, int size) {
        return new SignalFit(
                variant,
                SignalKinds.read("scene:blocks", Map.of("size", size, "views", 4)),
                ObjectiveKinds.parse(OBJECTIVE));
    }

    private static Variant siren() {
        return Registry.get("siren")
                .with("width", 16)
                .with("depth", 2)
                .with("batch", 48)
                .with("steps", 1000);
    }

    /** While the distance is held to the hull's, and when it may be larger. */
    @ParameterizedTest(name = "at step {0}")
    @ValueSource(ints = {3, 700})
    void theLossHasTheGradientOfCentralDifferences(int step) {
        Objective.Batch batch = fit(siren(), 12).observation().objective().batch(step);
        int points = batch.points().size();
        float[] numbers = new float[16 * points]; // four outputs, then the three slopes of each
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (0.3 * Math.sin(1.7 * i + 0.3 * (i % 11)));
        }
        float[] gradient = new float[numbers.length];
        loss(batch, numbers, gradient);
        float h = 1f / 2048;
        for (int i = 0; i < numbers.length; i++) {
            float[] up = numbers.clone();
            float[] down = numbers.clone();
            up[i] += h;
            down[i] -= h;
            double difference = (loss(batch, up, new float[up.length]) - loss(batch, down, new float[up.length]))
                    / (up[i] - down[i]);
            assertThat((double) gradient[i])
                    .as("number %d of point %d", i % 16, i / 16)
                    .isCloseTo(difference, within(2e-5 + 5e-3 * Math.abs(difference)));
        }
    }

    private static double loss(Objective.Batch batch, float[] numbers, float[] gradient) {
        return ((DerivativeLoss) batch.loss()).gradient(new LossBlock(numbers, gradient, 4, 3));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"siren", "relu-pe"})
    void aFitHasTheSameBitsForAnyNumberOfThreads(String model) {
        float[] alone = trained(model, 1);
        assertThat(trained(model, 2)).isEqualTo(alone);
        assertThat(trained(model, 5)).isEqualTo(alone);
    }

    private static float[] trained(String model, int threads) {
        Variant variant = Registry.get(model)
                .with("width", 16)
                .with("batch", 480)
                .with("steps", 3)
                .with("evaluations", 1);
        SignalFit fit = fit(variant, 12);
        try (Engine engine = Engines.create("fused", fit.architecture(), threads, fit.order())) {
            return fit.fit(engine).run(fit.fit(engine).start()).parameters();
        }
    }

    @Test
    void networksWithBoundsAreRefused() {
        assertThatThrownBy(() -> fit(Registry.get("fourier-features").with("width", 16), 8))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("a distance has no bounds");
    }
}
