package org.inrzoo.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.ResidentTraining;
import org.inrzoo.engine.ResidentTraining.ResidentStep;
import org.inrzoo.engine.SquaredError;
import org.inrzoo.engine.arithmetic.AdamStep;
import org.inrzoo.engine.fused.FusedEngine;
import org.inrzoo.engine.opencl.device.Device;
import org.inrzoo.engine.opencl.device.Devices;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.GridValues;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Recipe;
import org.inrzoo.fit.Trainer;
import org.inrzoo.layer.GeneratedWeights;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.Points;
import org.inrzoo.task.ImageTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On whatever device OpenCL has here, such as pocl's, which is the processor. */
class DeviceTrainingTests {

    private static final int STEPS = 12;

    /** Of losses, on the way; a step of Adam is as long where a gradient is almost nothing but rounding. */
    private static final double TRAJECTORY = 1e-3;

    private static Device device;

    @BeforeAll
    static void needOpenCl() {
        Optional<String> hindrance = Devices.hindrance();
        assumeTrue(hindrance.isEmpty(), () -> hindrance.orElseThrow());
        device = Devices.all().get(0);
    }

    private static Variant model(String name, int batch) {
        Variant model = Registry.get(name).with("width", 16);
        return model.with("batch", batch).with("block", 1).with("steps", STEPS);
    }

    private static Objective camera(Variant model) {
        return new GridValues(new ImageTask(Datasets.image("camera").resize(16, 16), model), model.recipe());
    }

    private static Architecture architecture(Variant model) {
        return model.architecture(16, 16, 1);
    }

    private static OpenClEngine engine(Architecture architecture, Device on, int side) {
        return new OpenClEngine(architecture, on, 1, side);
    }

    private static List<ResidentStep> steps(Variant model, Objective objective, int from, int to) {
        List<ResidentStep> steps = new ArrayList<>();
        for (int step = from; step < to; step++) {
            Objective.Batch batch = objective.batch(step);
            AdamStep adam = AdamStep.of(model.recipe().rateAt(step), 0.9, 0.99, 1e-8, step);
            steps.add(new ResidentStep(batch.points(), (SquaredError) batch.loss(), adam));
        }
        return steps;
    }

    /** Where a training stands after some steps. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content below
    private record State(float[] parameters, float[] moments, double[] losses) {

        static State of(ResidentTraining training, double[] losses) {
            return new State(training.parameters(), training.moments(), losses);
        }

        void assertSame(State other) {
            assertThat(parameters).isEqualTo(other.parameters);
            assertThat(moments).isEqualTo(other.moments);
            assertThat(losses).isEqualTo(other.losses);
        }
    }

    /** {@link #STEPS} steps, {@code atOnce} of them at a time. */
    private static State train(OpenClEngine engine, Variant model, int atOnce) {
        Objective objective = camera(model);
        double[] losses = new double[STEPS];
        try (ResidentTraining training = engine.residentTraining(first(engine.architecture()), new float[0])
                .orElseThrow()) {
            for (int step = 0; step < STEPS; step += atOnce) {
                training.begin(steps(model, objective, step, Math.min(STEPS, step + atOnce)));
                double[] some = training.finish();
                System.arraycopy(some, 0, losses, step, some.length);
            }
            return State.of(training, losses);
        }
    }

    private static float[] first(Architecture architecture) {
        return architecture.parameters().initialize(3);
    }

    @ParameterizedTest
    @CsvSource({"siren, 0", "loe-sine-fine2coarse, 64"})
    void goesTheWayOfTheFusedEngine(String name, int batch) {
        Variant model = model(name, batch);
        Recipe recipe = model.recipe();
        Architecture architecture = architecture(model);
        List<Double> there = new ArrayList<>();
        List<Double> here = new ArrayList<>();
        try (Engine opencl = engine(architecture, device, 8);
                Engine fused = new FusedEngine(architecture, 1);
                Trainer on = new Trainer(opencl, recipe, camera(model), FitState.start(first(architecture)));
                Trainer by = new Trainer(fused, recipe, camera(model), FitState.start(first(architecture)))) {
            assertThat(on.most()).as("steps at once").isGreaterThan(1);
            for (double loss : on.steps(0, STEPS)) {
                there.add(loss);
            }
            for (int step = 0; step < STEPS; step++) {
                here.add(by.step(step));
            }
        }
        for (int step = 0; step < STEPS; step++) {
            assertThat(there.get(step))
                    .as("loss of step %d", step)
                    .isCloseTo(here.get(step), within(TRAJECTORY * here.get(step)));
        }
        assertThat(there.get(STEPS - 1)).as("it learns").isNotCloseTo(there.get(0), within(1e-3 * there.get(0)));
    }

    @Nested
    class GivesTheSameBits {

        @ParameterizedTest
        @ValueSource(ints = {0, 64})
        void forWorkGroupsOfAnySizeAndAnyNumberOfStepsAtOnce(int batch) {
            Variant model = model("loe-sine-fine2coarse", batch);
            Architecture architecture = architecture(model);
            State one;
            try (OpenClEngine engine = engine(architecture, device, 8)) {
                one = train(engine, model, 1);
                train(engine, model, STEPS).assertSame(one);
                train(engine, model, 5).assertSame(one);
            }
            for (int side : new int[] {4, 16}) {
                try (OpenClEngine engine = engine(architecture, device, side)) {
                    train(engine, model, 7).assertSame(one);
                }
            }
        }

        @Test
        void whenAnotherGoesOnFromItsParametersAndMoments() {
            Variant model = model("siren", 64);
            Objective objective = camera(model);
            try (OpenClEngine engine = engine(architecture(model), device, 8)) {
                State whole = train(engine, model, STEPS);
                float[] parameters;
                float[] moments;
                try (ResidentTraining training = engine.residentTraining(first(engine.architecture()), new float[0])
                        .orElseThrow()) {
                    training.begin(steps(model, objective, 0, 5));
                    training.finish();
                    parameters = training.parameters();
                    moments = training.moments();
                }
                try (ResidentTraining training =
                        engine.residentTraining(parameters, moments).orElseThrow()) {
                    training.begin(steps(model, objective, 5, STEPS));
                    training.finish();
                    assertThat(training.parameters()).isEqualTo(whole.parameters);
                    assertThat(training.moments()).isEqualTo(whole.moments);
                }
            }
        }

        @Test
        void whenTheBatchOutgrowsTheRoomMeanwhile() {
            Variant model = model("siren", 64);
            Variant full = model("siren", 0);
            List<ResidentStep> steps = new ArrayList<>(steps(model, camera(model), 0, 3));
            steps.addAll(steps(full, camera(full), 3, 6));
            try (OpenClEngine engine = engine(architecture(model), device, 8);
                    ResidentTraining grows = engine.residentTraining(first(engine.architecture()), new float[0])
                            .orElseThrow();
                    ResidentTraining large = engine.residentTraining(first(engine.architecture()), new float[0])
                            .orElseThrow()) {
                for (ResidentStep step : steps) {
                    grows.begin(List.of(step));
                    grows.finish();
                }
                large.begin(steps);
                assertThat(large.finish()).hasSize(steps.size());
                assertThat(grows.parameters()).isEqualTo(large.parameters());
                assertThat(grows.moments()).isEqualTo(large.moments());
            }
        }
    }

    @Test
    void takesSeveralPassesWhereTheDeviceIsSmall() {
        Variant model = model("siren", 0);
        Architecture architecture = architecture(model);
        Device small = new Device(
                device.number(),
                device.name(),
                device.platform(),
                device.driver(),
                device.gpu(),
                500_000,
                device.largestAllocation(),
                device.localMemory(),
                device.largestGroup(),
                device.platformId(),
                device.id());
        assertThat(DevicePlan.longestPass(architecture, small)).isLessThan(256);
        try (OpenClEngine parts = engine(architecture, small, 8);
                OpenClEngine whole = engine(architecture, device, 8)) {
            assertThat(train(parts, model, STEPS).losses)
                    .containsExactly(train(whole, model, STEPS).losses, within(1e-4));
        }
    }

    @Nested
    class WhatIsNotFinite {

        private final Variant model = model("siren", 0);

        @Test
        void endsTheStepsInFrontOfItAndMovesNothing() {
            Objective objective = camera(model);
            try (OpenClEngine engine = engine(architecture(model), device, 8);
                    ResidentTraining stops = engine.residentTraining(first(engine.architecture()), new float[0])
                            .orElseThrow();
                    ResidentTraining shorter = engine.residentTraining(first(engine.architecture()), new float[0])
                            .orElseThrow()) {
                List<ResidentStep> steps = steps(model, objective, 0, STEPS);
                Points points = steps.get(0).points();
                float[] wrong = new float[points.size()];
                wrong[17] = Float.NaN;
                steps.set(
                        4,
                        new ResidentStep(
                                points,
                                new SquaredError(wrong, points.size()),
                                steps.get(4).adam()));
                stops.begin(steps);
                double[] losses = stops.finish();
                shorter.begin(steps.subList(0, 4));
                State.of(shorter, shorter.finish()).assertSame(State.of(stops, losses));
                assertThat(losses).hasSize(4);
            }
        }

        @Test
        void isNoticedFromTheFirstStepOn() {
            try (OpenClEngine engine = engine(architecture(model), device, 8)) {
                float[] parameters = first(engine.architecture());
                parameters[3] = Float.POSITIVE_INFINITY;
                try (ResidentTraining training =
                        engine.residentTraining(parameters, new float[0]).orElseThrow()) {
                    training.begin(steps(model, camera(model), 0, 3));
                    assertThat(training.finish()).isEmpty();
                    assertThat(training.parameters()).isEqualTo(parameters);
                }
            }
        }
    }

    @Nested
    class IsNotOffered {

        @Test
        void whereWeightsAreGeneratedOnTheHost() {
            Architecture architecture = Registry.list("*").stream()
                    .map(model -> model.family().architecture(2, 1))
                    .filter(network -> network.layers().stream().anyMatch(layer -> layer instanceof GeneratedWeights))
                    .min(Comparator.comparing(network -> network.parameters().size()))
                    .orElseThrow();
            try (OpenClEngine engine = engine(architecture, device, 8)) {
                assertThat(engine.residentTraining(first(architecture), new float[0]))
                        .isEmpty();
            }
        }

        @Test
        void forMorePointsThanTheDeviceHasRoomFor() {
            try (OpenClEngine engine = engine(architecture(model("siren", 0)), device, 8);
                    ResidentTraining training = engine.residentTraining(first(engine.architecture()), new float[0])
                            .orElseThrow()) {
                assertThat(training.most(256)).isGreaterThan(1);
                assertThat(training.most(Integer.MAX_VALUE)).isZero();
            }
        }
    }
}
