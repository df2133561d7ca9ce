package org.inrzoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.inrzoo.SignalFit;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.Objective;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.SignalKinds;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RadianceFitTests {

    private static Signal blocks(int size, int views) {
        return SignalKinds.read("scene:blocks", Map.of("size", size, "views", views));
    }

    @Nested
    class TheLoss {

        /** Of a linear network's outputs and of outputs behind a sigmoid, on rays that are divided by the hull. */
        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"relu-pe", "fourier-features"})
        void hasTheGradientOfCentralDifferences(String model) {
            Variant variant = Registry.get(model).with("width", 16).with("batch", 48);
            SignalFit fit =
                    new SignalFit(variant, blocks(12, 4), ObjectiveKinds.parse("radiance:samples=12,empty=0.2"));
            Objective.Batch batch = fit.observation().objective().batch(3);
            float[] outputs = new float[batch.points().size() * 4];
            for (int i = 0; i < outputs.length; i++) {
                outputs[i] = (float) (0.5 + 0.35 * Math.sin(1.7 * i + 0.3 * (i % 7)));
            }
            float[] gradient = new float[outputs.length];
            batch.loss().gradient(new LossBlock(outputs, gradient, 4, 0));
            float h = 1f / 512;
            for (int i = 0; i < outputs.length; i++) {
                float[] up = outputs.clone();
                float[] down = outputs.clone();
                up[i] += h;
                down[i] -= h;
                double difference = (batch.loss().gradient(new LossBlock(up, new float[up.length], 4, 0))
                                - batch.loss().gradient(new LossBlock(down, new float[up.length], 4, 0)))
                        / (up[i] - down[i]);
                assertThat((double) gradient[i])
                        .as("output %d of point %d", i % 4, i / 4)
                        .isCloseTo(difference, within(1e-5 + 1e-3 * Math.abs(difference)));
            }
        }
    }

    /** Rays stay together, whoever computes them. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"relu-pe", "instant-ngp"})
    void aFitHasTheSameBitsForAnyNumberOfThreads(String model) {
        float[] alone = trained(model, 1);
        assertThat(trained(model, 2)).isEqualTo(alone);
        assertThat(trained(model, 5)).isEqualTo(alone);
    }

    private static float[] trained(String model, int threads) {
        Variant variant = Registry.get(model)
                .with("width", 16)
                .with("batch", 1024)
                .with("steps", 3)
                .with("evaluations", 1);
        SignalFit fit = new SignalFit(variant, blocks(16, 4), ObjectiveKinds.parse("radiance:samples=16,empty=0.2"));
        try (Engine engine = Engines.create("fused", fit.architecture(), threads)) {
            FitState end = fit.fit(engine).run(fit.fit(engine).start());
            return end.parameters();
        }
    }

    /** What the records say, with room for another seed. */
    @Tag("slow")
    @ParameterizedTest(name = "{0}: {5} dB")
    @CsvSource(
            delimiter = '|',
            value = {
                "relu-pe     | chosen | siren | radiance:samples=64           | 300 | 24.0",
                "instant-ngp | paper  |       | radiance:samples=32,empty=0.1 | 500 | 28.0"
            })
    void heldViewsOfBlocksAreShown(
            String model, String recipe, String encoding, String objective, int steps, double least) {
        Variant variant = Registry.get(model)
                .withAll(Registry.get(model).recipeKeys(recipe))
                .with("batch", 16384)
                .with("steps", steps)
                .with("schedule", "cosine")
                .with("evaluations", 1);
        if (encoding != null) {
            variant = variant.with("encoding", encoding);
        }
        SignalFit fit = new SignalFit(variant, blocks(64, 40), ObjectiveKinds.parse(objective));
        try (Engine engine = Engines.create("fused", fit.architecture(), 2)) {
            FitState end = fit.fit(engine).run(fit.fit(engine).start());
            assertThat(fit.scores(engine, end.parameters()).get(0).value()).isGreaterThan(least);
        }
    }

    @Test
    void scoresSayHowWellTheSurfaceIsFound() {
        Variant variant = Registry.get("siren").with("width", 16).with("batch", 256);
        SignalFit fit = new SignalFit(variant, blocks(8, 3), ObjectiveKinds.parse("radiance:samples=16"));
        try (Engine engine = Engines.create("fused", fit.architecture(), 1)) {
            float[] start = fit.architecture().parameters().initialize(0);
            assertThat(fit.scores(engine, start))
                    .extracting(score -> score.measure().name())
                    .containsExactly("psnr", "psnr-worst-view", "depth", "chamfer", "accuracy", "completeness");
        }
    }

    /** Without a network, trained for a few seconds. */
    @Test
    void aPlainGridIsComparedWith() {
        SignalFit fit = new SignalFit(
                Registry.get("siren").with("width", 16),
                blocks(24, 12),
                ObjectiveKinds.parse("radiance:samples=32,empty=0.1"));
        assertThat(fit.observation().baselines().scores()).hasSize(1).allSatisfy(score -> {
            assertThat(score.measure().name()).isEqualTo("psnr-voxel-grid");
            assertThat(score.value()).isBetween(18.0, 40.0);
        });
    }
}
