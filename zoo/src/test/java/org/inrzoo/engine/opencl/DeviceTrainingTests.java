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
import org.inrzoo.fit.optimizer.OptimizerProvider;
import org.inrzoo.fit.optimizer.Optimizers;
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

    /** The model by Muon, whose matrices are 16 × 16. */
    private static Variant byMuon(Variant model) {
        return model.with("optimizer", "muon").with("rate", 3e-3).with("auxRate", 1e-3);
    }

    private static OptimizerProvider.ResidentRule rule(Variant model) {
        Recipe recipe = model.recipe();
        return Optimizers.get(recipe.optimizer())
                .resident(recipe.optimization(), architecture(model).parameters())
                .orElseThrow();
    }

    private static ResidentTraining training(OpenClEngine engine, Variant model, float[] parameters, float[] state) {
        return engine.residentTraining(rule(model).matrices(), parameters, state)
                .orElseThrow();
    }

    private static ResidentTraining training(OpenClEngine engine, Variant model) {
        return training(engine, model, first(engine.architecture()), new float[0]);
    }

    private static List<ResidentStep> steps(Variant model, Objective objective, int from, int to) {
        OptimizerProvider.ResidentRule rule = rule(model);
        List<ResidentStep> steps = new ArrayList<>();
        for (int step = from; step < to; step++) {
            Objective.Batch batch = objective.batch(step);
            double factor = model.recipe().factorAt(step);
            steps.add(new ResidentStep(
                    batch.points(), (SquaredError) batch.loss(), rule.muon(factor), rule.adam(factor, step)));
        }
        return steps;
    }

    /** Where a training stands after some steps. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content below
    private record State(float[] parameters, float[] optimizer, double[] losses) {

        static State of(ResidentTraining training, double[] losses) {
            return new State(training.parameters(), training.state(), losses);
        }

        void assertSame(State other) {
            assertThat(parameters).isEqualTo(other.parameters);
            assertThat(optimizer).isEqualTo(other.optimizer);
            assertThat(losses).isEqualTo(other.losses);
        }
    }

    /** {@link #STEPS} steps, {@code atOnce} of them at a time. */
    private static State train(OpenClEngine engine, Variant model, int atOnce) {
        Objective objective = camera(model);
        double[] losses = new double[STEPS];
        try (ResidentTraining training = training(engine, model)) {
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
    @CsvSource({"siren, 0, adam", "loe-sine-fine2coarse, 64, adam", "siren, 64, muon", "loe-sine-fine2coarse, 0, muon"})
    void goesTheWayOfTheFusedEngine(String name, int batch, String optimizer) {
        Variant adam = model(name, batch);
        Variant model = optimizer.equals("muon") ? byMuon(adam) : adam;
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
        @CsvSource({"0, adam", "64, adam", "64, muon"})
        void forWorkGroupsOfAnySizeAndAnyNumberOfStepsAtOnce(int batch, String optimizer) {
            Variant adam = model("loe-sine-fine2coarse", batch);
            Variant model = optimizer.equals("muon") ? byMuon(adam) : adam;
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

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void whenAnotherGoesOnFromItsParametersAndState(boolean muon) {
            Variant model = muon ? byMuon(model("siren", 64)) : model("siren", 64);
            Objective objective = camera(model);
            try (OpenClEngine engine = engine(architecture(model), device, 8)) {
                State whole = train(engine, model, STEPS);
                float[] parameters;
                float[] state;
                try (ResidentTraining training = training(engine, model)) {
                    training.begin(steps(model, objective, 0, 5));
                    training.finish();
                    parameters = training.parameters();
                    state = training.state();
                }
                try (ResidentTraining training = training(engine, model, parameters, state)) {
                    training.begin(steps(model, objective, 5, STEPS));
                    training.finish();
                    assertThat(training.parameters()).isEqualTo(whole.parameters);
                    assertThat(training.state()).isEqualTo(whole.optimizer);
                }
            }
        }

        @Test
        void whenTheBatchOutgrowsTheRoomMeanwhile() {
            Variant model = byMuon(model("siren", 64));
            Variant full = byMuon(model("siren", 0));
            List<ResidentStep> steps = new ArrayList<>(steps(model, camera(model), 0, 3));
            steps.addAll(steps(full, camera(full), 3, 6));
            try (OpenClEngine engine = engine(architecture(model), device, 8);
                    ResidentTraining grows = training(engine, model);
                    ResidentTraining large = training(engine, model)) {
                for (ResidentStep step : steps) {
                    grows.begin(List.of(step));
                    grows.finish();
                }
                large.begin(steps);
                assertThat(large.finish()).hasSize(steps.size());
                assertThat(grows.parameters()).isEqualTo(large.parameters());
                assertThat(grows.state()).isEqualTo(large.state());
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
                    ResidentTraining stops = training(engine, model);
                    ResidentTraining shorter = training(engine, model)) {
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
                try (ResidentTraining training = engine.residentTraining(List.of(), parameters, new float[0])
                        .orElseThrow()) {
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
                assertThat(engine.residentTraining(List.of(), first(architecture), new float[0]))
                        .isEmpty();
            }
        }

        @Test
        void forMorePointsThanTheDeviceHasRoomFor() {
            try (OpenClEngine engine = engine(architecture(model("siren", 0)), device, 8);
                    ResidentTraining training = engine.residentTraining(
                                    List.of(), first(engine.architecture()), new float[0])
                            .orElseThrow()) {
                assertThat(training.most(256)).isGreaterThan(1);
                assertThat(training.most(Integer.MAX_VALUE)).isZero();
            }
        }
    }
}
