package org.inrzoo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.opencl.device.Devices;
import org.inrzoo.family.Family;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Source;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitListener;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.Activation;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.GradientAssertions;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.LayerGraph;
import org.inrzoo.network.Architecture;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;

class EnginesTests {

    /** An activation of a user's own, which no engine has a kernel for. */
    record Cube() implements Activation {
        @Override
        public SDVariable define(LayerGraph graph, SDVariable z) {
            return graph.sd().math().cube(z);
        }
    }

    record Cubes() implements Family {
        @Override
        public Architecture architecture(int dimensions, int outputs) {
            Initializer weight = Initializer.kaimingUniform();
            Initializer bias = Initializer.pytorchDefault();
            return new Architecture(
                    dimensions,
                    List.of(
                            new Identity(Range.SYMMETRIC),
                            new Dense(8, weight, bias),
                            new Cube(),
                            new Dense(outputs, weight, bias)));
        }
    }

    private static final Architecture OWN = new Cubes().architecture(2, 1);

    private static String chosenFor(Architecture architecture) {
        try (Engine engine = Engines.create("auto", architecture, 1)) {
            return engine.name();
        }
    }

    @Nested
    class Auto {

        @Test
        void takesTheFusedEngineForEveryModelOfTheZoo() {
            for (Variant variant : Registry.list("*")) {
                Architecture architecture = variant.family().architecture(2, 1);
                assertThat(Engines.whyNotFused(architecture)).as(variant.name()).isEmpty();
            }
            assertThat(chosenFor(Registry.get("siren").with("width", 8).family().architecture(2, 1)))
                    .isEqualTo("fused");
        }

        @Test
        void takesSameDiffForALayerOfOnesOwnAndSaysWhy() {
            assertThat(chosenFor(OWN)).isEqualTo("samediff");
            assertThat(Engines.whyNotFused(OWN))
                    .contains("the fused engine cannot compute layer 2, Cube[]; the samediff engine can");
        }

        @Test
        void tellsTheFitsListenerSoAndFits() {
            Variant variant = new Variant(
                    "cubes",
                    "Cubes",
                    new Cubes(),
                    Recipe.adam(1e-2, 3),
                    new Source("none", "here", java.util.Set.of(), "a note"),
                    33);
            List<String> notes = new ArrayList<>();
            List<Integer> steps = new ArrayList<>();
            new ZooModel(variant).fit(new Image(4, 4, 1, new float[16]), new FitListener() {
                @Override
                public void onStep(Progress progress) {
                    steps.add(progress.step());
                }

                @Override
                public void onNote(String note) {
                    notes.add(note);
                }
            });
            assertThat(notes)
                    .containsExactly("computing with SameDiff; "
                            + Engines.whyNotFused(OWN).orElseThrow());
            assertThat(steps).containsExactly(1, 2, 3);
        }
    }

    /** Looks at the whole batch and does not say how it is frozen. */
    record Uncentered() implements Activation {
        @Override
        public SDVariable define(LayerGraph graph, SDVariable z) {
            return z.sub(z.mean(true, 0));
        }

        @Override
        public boolean usesBatchStatistics() {
            return true;
        }
    }

    record Unfreezable() implements Family {
        @Override
        public Architecture architecture(int dimensions, int outputs) {
            Initializer weight = Initializer.kaimingUniform();
            return new Architecture(
                    dimensions,
                    List.of(new Identity(Range.SYMMETRIC), new Dense(outputs, weight, weight), new Uncentered()));
        }
    }

    @Test
    void aNetworkThatCouldNotBeDrawnAfterTheFitIsRefusedBeforeIt() {
        Variant variant = new Variant(
                "unfreezable",
                "Unfreezable",
                new Unfreezable(),
                Recipe.adam(1e-2, 3),
                new Source("none", "here", java.util.Set.of(), "a note"),
                3);
        List<Integer> steps = new ArrayList<>();
        assertThatThrownBy(() -> new ZooModel(variant)
                        .fit(new Image(4, 4, 1, new float[16]), progress -> steps.add(progress.step())))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("layer 2, Uncentered[], depend on the whole batch")
                .hasMessageNotContaining("\n");
        assertThat(steps).isEmpty();
    }

    @Nested
    class EveryEngine {

        /** All but {@code opencl}, where there is no device for it. */
        static List<String> names() {
            return Engines.names().stream()
                    .filter(name -> !name.equals("auto"))
                    .filter(name ->
                            !name.equals("opencl") || Devices.hindrance().isEmpty())
                    .toList();
        }

        @BeforeAll
        static void takeAnyDevice() {
            System.setProperty(Devices.PROPERTY, "0");
        }

        @AfterAll
        static void takeTheUsualDevice() {
            System.clearProperty(Devices.PROPERTY);
        }

        private final Architecture siren =
                Registry.get("siren").with("width", 8).family().architecture(2, 2);
        private final Points points = GradientAssertions.randomPoints(5, 2);
        private final int size = siren.parameters().size();

        @Test
        void isFoundByTheNameItHas() {
            assertThat(Engines.names()).containsExactly("auto", "fused", "opencl", "samediff");
            for (String name : names()) {
                try (Engine engine = Engines.create(name, siren, 1)) {
                    assertThat(engine.name()).isEqualTo(name);
                }
            }
            assertThatThrownBy(() -> Engines.create("fusd", siren, 1))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("unknown engine 'fusd'; there are: auto, fused, opencl, samediff");
        }

        @ParameterizedTest
        @MethodSource("names")
        void takesLongerArraysAndLeavesWhatLiesBeyond(String name) {
            float[] parameters = Arrays.copyOf(siren.parameters().initialize(1), size + 3);
            float[] outputs = new float[13];
            float[] gradient = new float[size + 2];
            Arrays.fill(outputs, 10, 13, 7);
            Arrays.fill(gradient, size, size + 2, 7);
            try (Engine engine = Engines.create(name, siren, 1)) {
                engine.forward(parameters, points, outputs);
                assertThat(Arrays.copyOfRange(outputs, 10, 13)).containsOnly(7);
                double loss = engine.squaredError(parameters, points, outputs, gradient);
                assertThat(loss).isLessThan(1e-10);
                engine.backward(parameters, points, outputs, gradient);
            }
            assertThat(Arrays.copyOfRange(gradient, size, size + 2)).containsOnly(7);
            assertThat(gradient[0]).isNotZero();
        }

        @ParameterizedTest
        @MethodSource("names")
        void refusesShorterArraysAndPointsOfAnotherDimension(String name) {
            float[] parameters = siren.parameters().initialize(1);
            try (Engine engine = Engines.create(name, siren, 1)) {
                assertRefused(() -> engine.forward(new float[size - 1], points, new float[10]), "parameters");
                assertRefused(() -> engine.forward(parameters, points, new float[9]), "5 points have 10 values");
                assertRefused(
                        () -> engine.squaredError(parameters, points, new float[9], new float[size]),
                        "5 points have 10 values");
                assertRefused(
                        () -> engine.backward(parameters, points, new float[10], new float[size - 1]),
                        "trainable parameters");
                assertRefused(
                        () -> engine.forward(parameters, GradientAssertions.randomPoints(5, 3), new float[10]),
                        "2-dimensional");
            }
        }

        private static void assertRefused(ThrowableAssert.ThrowingCallable call, String words) {
            assertThatThrownBy(call)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(words);
        }
    }

    @Nested
    class Fused {

        @Test
        void refusesALayerOfOnesOwn() {
            assertThatThrownBy(() -> Engines.create("fused", OWN, 2))
                    .isInstanceOf(EngineException.class)
                    .hasMessage(Engines.whyNotFused(OWN).orElseThrow());
        }
    }
}
