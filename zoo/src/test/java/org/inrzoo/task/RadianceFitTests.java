package org.inrzoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.inrzoo.SignalFit;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.NetworkAnswers;
import org.inrzoo.fit.Objective;
import org.inrzoo.point.Points;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.SignalKinds;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RadianceFitTests {

    private static Signal blocks(int size, int views) {
        return SignalKinds.read("scene:blocks", Map.of("size", size, "views", views));
    }

    @Nested
    class TheLoss {

        /** Of a linear network's outputs and of outputs behind a sigmoid, on rays that are divided by the hull, by what they see or both. */
        @ParameterizedTest(name = "{0}, {1}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "relu-pe          | samples=12,empty=0.2",
                    "fourier-features | samples=12,empty=0.2",
                    "relu-pe          | samples=8,fine=4,directions=2",
                    "fourier-features | samples=8,fine=4,empty=0.2,directions=1"
                })
        void hasTheGradientOfCentralDifferences(String model, String options) {
            Variant variant = Registry.get(model).with("width", 16).with("batch", 48);
            SignalFit fit = new SignalFit(variant, blocks(12, 4), ObjectiveKinds.parse("radiance:" + options));
            Objective objective = fit.observation().objective();
            int perPoint = objective.outputs();
            Objective.Batch batch = objective.batch(3, points -> answers(points.size() * perPoint));
            float[] outputs = new float[batch.points().size() * perPoint];
            for (int i = 0; i < outputs.length; i++) {
                outputs[i] = (float) (0.5 + 0.35 * Math.sin(1.7 * i + 0.3 * (i % 7)));
            }
            float[] gradient = new float[outputs.length];
            batch.loss().gradient(new LossBlock(outputs, gradient, perPoint, 0));
            float h = 1f / 512;
            for (int i = 0; i < outputs.length; i++) {
                float[] up = outputs.clone();
                float[] down = outputs.clone();
                up[i] += h;
                down[i] -= h;
                double difference = (batch.loss().gradient(new LossBlock(up, new float[up.length], perPoint, 0))
                                - batch.loss().gradient(new LossBlock(down, new float[up.length], perPoint, 0)))
                        / (up[i] - down[i]);
                assertThat((double) gradient[i])
                        .as("output %d of point %d", i % perPoint, i / perPoint)
                        .isCloseTo(difference, within(1e-5 + 1e-3 * Math.abs(difference)));
            }
        }

        private static float[] answers(int count) {
            float[] answers = new float[count];
            for (int i = 0; i < count; i++) {
                answers[i] = (float) (0.5 + 0.4 * Math.sin(2.1 * i));
            }
            return answers;
        }
    }

    /** Rays stay together, whoever computes them. */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "relu-pe     | samples=16,empty=0.2",
                "instant-ngp | samples=16,empty=0.2",
                "relu-pe     | samples=8,fine=8,directions=1",
                "relu-bn     | samples=8,fine=8"
            })
    void aFitHasTheSameBitsForAnyNumberOfThreads(String model, String options) {
        float[] alone = trained(model, options, 1);
        assertThat(trained(model, options, 2)).isEqualTo(alone);
        assertThat(trained(model, options, 5)).isEqualTo(alone);
    }

    private static float[] trained(String model, String options, int threads) {
        Variant variant = Registry.get(model)
                .with("width", 16)
                .with("batch", 1024)
                .with("steps", 3)
                .with("evaluations", 1);
        SignalFit fit = new SignalFit(variant, blocks(16, 4), ObjectiveKinds.parse("radiance:" + options));
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

    @Nested
    class FineSamples {

        private final Objective objective = new SignalFit(
                        Registry.get("siren").with("width", 16).with("batch", 32 * 40),
                        blocks(12, 4),
                        ObjectiveKinds.parse("radiance:samples=16,fine=16"))
                .observation()
                .objective();

        /** A network that shows a dense ball about the cube's middle, of a fifth of its side. */
        private float[] ball(Points points) {
            float[] places = new float[3 * points.size()];
            points.read(0, points.size(), places);
            float[] outputs = new float[4 * points.size()];
            for (int i = 0; i < points.size(); i++) {
                outputs[4 * i + 3] = distance(places, i) < 0.2 ? 5 : -30;
            }
            return outputs;
        }

        private double distance(float[] places, int i) {
            double sum = 0;
            for (int axis = 0; axis < 3; axis++) {
                sum += (places[3 * i + axis] - 0.5) * (places[3 * i + axis] - 0.5);
            }
            return Math.sqrt(sum);
        }

        private long near(Points points) {
            float[] places = new float[3 * points.size()];
            points.read(0, points.size(), places);
            return IntStream.range(0, points.size())
                    .filter(i -> Math.abs(distance(places, i) - 0.2) < 0.04)
                    .count();
        }

        @Test
        void lieWhereTheNetworkShowsASurface() {
            long even = near(objective.batch(5).points());
            long told = near(objective.batch(5, this::ball).points());
            assertThat(told).isGreaterThan(2 * even);
        }

        @Test
        void showWhatTheyLieOnInTheScoresToo() {
            Points asked = objective.evaluated(this::ball);
            assertThat(asked.size()).isEqualTo(objective.evaluated().size());
            assertThat(near(asked)).isGreaterThan(2 * near(objective.evaluated()));
            assertThat(objective.scores((NetworkAnswers) this::ball))
                    .isNotEqualTo(objective.scores(ball(objective.evaluated())));
        }

        @Test
        void areAsManyWhereNothingWasSeen() {
            assertThat(objective
                            .batch(5, points -> new float[4 * points.size()])
                            .points()
                            .size())
                    .isEqualTo(32 * 40);
        }
    }

    /** Colours that depend on the direction: what is shown from elsewhere differs, where it is does not. */
    @Test
    void aModelOfAnyNameHasADirectionOfView() {
        for (String model : List.of("siren", "instant-ngp", "relu-bn")) {
            SignalFit fit = new SignalFit(
                    Registry.get(model).with("width", 16).with("batch", 256),
                    blocks(8, 3),
                    ObjectiveKinds.parse("radiance:samples=16,directions=2"));
            assertThat(fit.architecture().outputs()).as(model).isEqualTo(28);
            assertThat(fit.architecture().dimensions()).as(model).isEqualTo(3);
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
