package org.inrzoo.fit.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.fused.FusedEngine;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.Recipe;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;
import org.inrzoo.point.Grid;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All optimisers there are, on L(θ) = ½ Σ cᵢ (θᵢ - tᵢ)². */
class OptimizerTests {

    private static final Architecture NETWORK = StillEngine.network();
    private static final int WEIGHTS = NETWORK.parameters().trainable();
    private static final double RATE = 0.01;

    static List<String> names() {
        return Optimizers.names();
    }

    /** Every optimiser in plain Java, or as ND4J has it, and on the fused engine's loops. */
    static Stream<Arguments> everywhere() {
        return names().stream().flatMap(name -> Stream.of(Arguments.of(name, false), Arguments.of(name, true)));
    }

    @Test
    void areFoundByName() {
        assertThat(names())
                .containsExactly(
                        "adabelief",
                        "adadelta",
                        "adagrad",
                        "adam",
                        "adamax",
                        "amsgrad",
                        "muon",
                        "nadam",
                        "nesterovs",
                        "rmsprop",
                        "sgd",
                        "soap");
        assertThatThrownBy(() -> Optimizers.get("muom"))
                .isInstanceOf(OptionException.class)
                .hasMessageStartingWith("unknown optimiser 'muom'; did you mean 'muon'? There are: adabelief,");
    }

    @ParameterizedTest
    @MethodSource("names")
    void sayWhatTheyAre(String name) {
        OptimizerProvider provider = Optimizers.get(name);
        assertThat(provider.name()).isEqualTo(name);
        assertThat(provider.summary()).doesNotEndWith(".").hasSizeBetween(10, 120);
        assertThat(Options.meanings(OptimizerSettings.class).keySet()).containsAll(provider.keys());
    }

    @ParameterizedTest(name = "{0}, vectors: {1}")
    @MethodSource("everywhere")
    void lowerAQuadratic(String name, boolean vectors) {
        try (Engine engine = engine(vectors)) {
            float[] parameters = StillEngine.numbers(WEIGHTS, 1);
            double before = loss(parameters);
            descend(create(name, engine, new float[0]), parameters, 0, 30);
            assertThat(loss(parameters)).as("loss of %s after 30 steps", name).isLessThan(before);
        }
    }

    @ParameterizedTest(name = "{0}, vectors: {1}")
    @MethodSource("everywhere")
    void goOnFromARestoredStateBitForBit(String name, boolean vectors) {
        for (int stop : new int[] {1, 5, 10, 11}) {
            try (Engine engine = engine(vectors)) {
                float[] through = StillEngine.numbers(WEIGHTS, 1);
                Optimizer descent = create(name, engine, new float[0]);
                descend(descent, through, 0, stop);
                float[] resumed = through.clone();
                Optimizer restored = create(name, engine, descent.state());
                descend(descent, through, stop, 22);
                descend(restored, resumed, stop, 22);
                assertThat(resumed).as("parameters of %s", name).containsExactly(through);
                assertThat(restored.state()).as("state of %s", name).containsExactly(descent.state());
            }
        }
    }

    @ParameterizedTest(name = "{0}, vectors: {1}")
    @MethodSource("everywhere")
    void doNotFromAForgottenOne(String name, boolean vectors) {
        if (name.equals("sgd")) {
            return;
        }
        try (Engine engine = engine(vectors)) {
            float[] through = StillEngine.numbers(WEIGHTS, 1);
            Optimizer descent = create(name, engine, new float[0]);
            descend(descent, through, 0, 5);
            float[] resumed = through.clone();
            descend(descent, through, 5, 10);
            descend(create(name, engine, new float[0]), resumed, 5, 10);
            assertThat(resumed).as("parameters of %s", name).isNotEqualTo(through);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void saveTheSameBitsOnEveryNumberOfThreads(String name) {
        float[] expected = null;
        for (int threads : new int[] {1, 2, 5}) {
            try (Engine engine = new FusedEngine(NETWORK, threads)) {
                float[] parameters = StillEngine.numbers(WEIGHTS, 1);
                Optimizer descent = create(name, engine, new float[0]);
                descend(descent, parameters, 0, 12);
                expected = expected == null ? parameters : expected;
                assertThat(parameters).as("%s on %d threads", name, threads).containsExactly(expected);
            }
        }
    }

    @ParameterizedTest(name = "{0}, vectors: {1}")
    @MethodSource("everywhere")
    void haveAStateOfTheSizeTheySay(String name, boolean vectors) {
        try (Engine engine = engine(vectors)) {
            float[] state = create(name, engine, new float[0]).state();
            long size = Optimizers.get(name).stateSize(OptimizerSettings.adam(RATE), NETWORK.parameters());
            assertThat((long) state.length).isEqualTo(size);
            assertThatThrownBy(() -> create(name, engine, new float[state.length + 1]))
                    .isInstanceOf(OptimizerStateException.class)
                    .hasMessage("the optimiser's state has " + (state.length + 1) + " values where " + size
                            + " are needed");
        }
    }

    @ParameterizedTest(name = "{0}, vectors: {1}")
    @MethodSource("everywhere")
    void leaveGradientAndFixedParametersAlone(String name, boolean vectors) {
        try (Engine engine = engine(vectors)) {
            float[] parameters = StillEngine.numbers(WEIGHTS + 3, 1);
            float[] before = parameters.clone();
            float[] gradient = StillEngine.numbers(WEIGHTS, 2);
            Optimizer descent = create(name, engine, new float[0]);
            descent.step(parameters, gradient, 1, 0);
            descent.step(parameters, gradient, 1, 1);
            assertThat(gradient).containsExactly(StillEngine.numbers(WEIGHTS, 2));
            for (int i = 0; i < WEIGHTS; i++) {
                assertThat(parameters[i]).as("parameter %d", i).isNotEqualTo(before[i]);
            }
            for (int i = WEIGHTS; i < WEIGHTS + 3; i++) {
                assertThat(parameters[i]).as("fixed parameter %d", i).isEqualTo(before[i]);
            }
        }
    }

    /** But for most of ND4J's, which take epsilon for a rate of zero. */
    @ParameterizedTest
    @ValueSource(strings = {"adam", "sgd", "muon", "soap"})
    void standStillAtARateOfZero(String name) {
        try (Engine engine = engine(true)) {
            float[] parameters = StillEngine.numbers(WEIGHTS, 1);
            Optimizer descent = create(name, engine, new float[0]);
            descent.step(parameters, StillEngine.numbers(WEIGHTS, 2), 0, 0);
            descent.step(parameters, StillEngine.numbers(WEIGHTS, 3), 0, 1);
            assertThat(parameters).containsExactly(StillEngine.numbers(WEIGHTS, 1));
        }
    }

    @Nested
    class OneStep {

        @Test
        void ofSgdIsTheFormula() {
            float[] parameters = StillEngine.numbers(WEIGHTS, 1);
            float[] gradient = StillEngine.numbers(WEIGHTS, 2);
            create("sgd", engine(false), new float[0]).step(parameters, gradient, 0.5, 0);
            float[] before = StillEngine.numbers(WEIGHTS, 1);
            for (int i = 0; i < WEIGHTS; i++) {
                assertThat(parameters[i]).isCloseTo(before[i] - 0.005f * gradient[i], within(1e-6f));
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void ofAdamIsTheFormula(boolean vectors) {
            try (Engine engine = engine(vectors)) {
                float[] parameters = new float[WEIGHTS];
                Optimizer adam = create("adam", engine, new float[0]);
                double m = 0;
                double v = 0;
                double expected = 0;
                for (int t = 1; t <= 5; t++) {
                    double gradient = 0.3 * t - 0.5;
                    m = 0.9 * m + 0.1 * gradient;
                    v = 0.999 * v + 0.001 * gradient * gradient;
                    expected -= RATE * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
                    float[] gradients = new float[WEIGHTS];
                    gradients[0] = (float) gradient;
                    adam.step(parameters, gradients, 1, t - 1);
                    assertThat((double) parameters[0]).as("after %d steps", t).isCloseTo(expected, within(1e-6));
                }
                assertThat(parameters[1]).as("a parameter without gradient").isZero();
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void ofAdamIsAsLongAsTheScheduleSays(boolean vectors) {
            try (Engine engine = engine(vectors)) {
                for (double factor : new double[] {0.1, 10}) {
                    float[] parameters = new float[WEIGHTS];
                    float[] gradient = new float[WEIGHTS];
                    gradient[0] = 1;
                    create("adam", engine, new float[0]).step(parameters, gradient, factor, 0);
                    assertThat(parameters[0]).isCloseTo((float) (-RATE * factor), within(1e-5f));
                }
            }
        }
    }

    @Nested
    class OfMatrices {

        private final WeightMatrices weights = WeightMatrices.of(NETWORK.parameters());

        @Test
        void areThoseOfEveryExpertButNotFirstLastNorNarrow() {
            assertThat(weights.matrices())
                    .extracting(matrix -> matrix.rows() + "x" + matrix.columns())
                    .containsExactly("20x24", "24x70", "24x70", "24x70", "24x70", "70x20");
            assertThat(weights.matrices().get(2).offset()
                            - weights.matrices().get(1).offset())
                    .isEqualTo(24 * 70);
        }

        @Test
        void andTheRestAreAllWeights() {
            assertThat(weights.weights() + weights.others()).isEqualTo(WEIGHTS);
            boolean[] seen = new boolean[WEIGHTS];
            weights.matrices().forEach(matrix -> mark(seen, matrix.offset(), matrix.length()));
            weights.rest().forEach(range -> mark(seen, range.offset(), range.length()));
            assertThat(seen).doesNotContain(false);
        }

        private void mark(boolean[] seen, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                assertThat(seen[i]).as("place %d is in two parts", i).isFalse();
                seen[i] = true;
            }
        }

        @ParameterizedTest(name = "{0}: {1} matrices")
        @CsvSource({
            "siren, 3",
            "relu-pe, 3",
            "instant-ngp, 2",
            "multihead-relu-h64, 3",
            "loe-sine-fine2coarse, 32",
            "loe-leaky-quadtree, 32",
            "mfn-gabor, 3",
            "wire, 6",
            "relu-bn, 9",
            "fourier-features, 2"
        })
        void ofModels(String model, int expected) {
            Architecture architecture = Registry.get(model).architecture(512, 512, 1);
            assertThat(WeightMatrices.of(architecture.parameters()).matrices()).hasSize(expected);
        }

        @ParameterizedTest
        @ValueSource(strings = {"muon", "soap"})
        void moveAtTheirOwnRate(String name) {
            OptimizerSettings slow = Options.with(settings(name), "auxRate", 1e-4);
            float[] usual = new float[WEIGHTS];
            float[] slowly = new float[WEIGHTS];
            try (Engine engine = engine(true)) {
                Optimizer first = Optimizers.get(name).create(settings(name), engine, new float[0]);
                Optimizer second = Optimizers.get(name).create(slow, engine, new float[0]);
                for (int step = 0; step < 2; step++) {
                    float[] gradient = StillEngine.numbers(WEIGHTS, 5);
                    first.step(usual, gradient, 1, step);
                    second.step(slowly, gradient, 1, step);
                }
            }
            weights.matrices()
                    .forEach(matrix -> assertThat(slowly[matrix.offset()]).isEqualTo(usual[matrix.offset()]));
            weights.rest()
                    .forEach(range ->
                            assertThat(slowly[range.offset()]).isCloseTo(usual[range.offset()] / 100, within(1e-5f)));
        }
    }

    @Nested
    class OnEveryModel {

        private static final Map<String, Integer> MODEST = Map.of(
                "width",
                19,
                "depth",
                4,
                "levels",
                5,
                "logTable",
                8,
                "base",
                4,
                "finest",
                30,
                "headRows",
                3,
                "headColumns",
                9);

        static Stream<Arguments> models() {
            return Registry.list("*").stream()
                    .flatMap(model -> Stream.of("muon", "soap").map(name -> Arguments.of(model.name(), name)));
        }

        @ParameterizedTest(name = "{0} with {1}")
        @MethodSource("models")
        void lowerTheError(String model, String name) {
            Map<String, Object> changes = new HashMap<>(MODEST);
            Variant variant = Registry.get(model);
            changes.keySet().retainAll(variant.settings().keySet());
            Architecture network = variant.withAll(changes).family().architecture(2, 3);
            Recipe recipe =
                    variant.recipe().with("optimizer", name).with("rate", 1e-4).with("auxRate", 1e-5);
            Grid grid = Grid.image(9, 8, recipe.grid());
            try (Engine engine = new FusedEngine(network, 1)) {
                float[] parameters = network.parameters().initialize(3);
                float[] gradient = new float[network.parameters().trainable()];
                float[] targets = StillEngine.numbers(grid.size() * network.outputs(), 4);
                Optimizer optimizer = Optimizers.get(name).create(recipe.optimization(), engine, new float[0]);
                double before = engine.squaredError(parameters, grid, targets, gradient);
                for (int step = 0; step < 3; step++) {
                    optimizer.step(parameters, gradient, 1, step);
                    engine.squaredError(parameters, grid, targets, gradient);
                }
                assertThat(engine.squaredError(parameters, grid, targets, gradient))
                        .isLessThan(before);
            }
        }
    }

    private static OptimizerSettings settings(String name) {
        return Options.with(OptimizerSettings.adam(RATE), "optimizer", name);
    }

    private static Engine engine(boolean vectors) {
        return vectors ? new FusedEngine(NETWORK, 2) : new StillEngine(NETWORK, Optional.empty());
    }

    private static Optimizer create(String name, Engine engine, float[] state) {
        return Optimizers.get(name).create(settings(name), engine, state);
    }

    private static void descend(Optimizer descent, float[] parameters, int from, int to) {
        for (int step = from; step < to; step++) {
            float[] gradient = new float[WEIGHTS];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = curvature(i) * (parameters[i] - target(i));
            }
            descent.step(parameters, gradient, 1, step);
        }
    }

    private static double loss(float[] parameters) {
        double loss = 0;
        for (int i = 0; i < parameters.length; i++) {
            loss += curvature(i) * Math.pow(parameters[i] - target(i), 2) / 2;
        }
        return loss;
    }

    private static float curvature(int i) {
        return 0.5f + i % 4;
    }

    private static float target(int i) {
        return (float) Math.sin(i);
    }
}
