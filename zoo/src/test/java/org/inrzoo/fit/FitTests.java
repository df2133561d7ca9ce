package org.inrzoo.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.inrzoo.Zoo;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.io.Tensor;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.ShiftedPoints;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FitTests {

    private static final Grid GRID = new Grid(List.of(5, 4), GridConvention.PIXEL_CENTERS);

    /** The ramp 0.25 + row / 2 - column / 4, which a line represents. */
    private static final FitTask RAMP = new FitTask() {
        @Override
        public Grid grid() {
            return GRID;
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public float[] targets() {
            float[] targets = new float[GRID.size()];
            new LineEngine(2).forward(new float[] {0.5f, -0.25f, 0.25f}, GRID, targets);
            return targets;
        }

        @Override
        public float[] targets(ShiftedPoints points) {
            float[] targets = new float[points.size()];
            new LineEngine(2).forward(new float[] {0.5f, -0.25f, 0.25f}, points, targets);
            return targets;
        }

        @Override
        public double score(float[] outputs) {
            double sum = 0;
            for (int i = 0; i < outputs.length; i++) {
                sum += Math.pow(outputs[i] - targets()[i], 2);
            }
            return -10 * Math.log10(sum / outputs.length);
        }
    };

    @Test
    void aFitFindsTheRamp() {
        Fit fit = new Fit(new LineEngine(2), Recipe.adam(0.05, 400), RAMP);
        FitState end = fit.run(fit.start());
        assertThat(end.parameters()).containsExactly(new float[] {0.5f, -0.25f, 0.25f}, within(1e-3f));
        assertThat(end.step()).isEqualTo(400);
        assertThat(end.history().score()).isGreaterThan(60);
    }

    @Test
    void anInterruptOfItsThreadEndsAFitAfterItsStep() {
        Fit fit = new Fit(new LineEngine(2), Recipe.adam(0.05, 400), RAMP).listener(progress -> {
            if (progress.step() == 3) {
                Thread.currentThread().interrupt();
            }
        });
        FitState end = fit.run(fit.start());
        assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
        assertThat(end.step()).isEqualTo(3);
    }

    @Nested
    class Repetition {

        @ParameterizedTest(name = "batch {0}")
        @ValueSource(ints = {0, 7})
        void givesTheSameBitsForTheSameSeed(int batch) {
            Recipe recipe = Recipe.adam(0.05, 12).with("batch", batch);
            assertThat(line(recipe)).containsExactly(line(recipe));
            assertThat(line(recipe)).isNotEqualTo(line(recipe.with("seed", 1)));
        }

        @Test
        void givesTheSameBitsOnSameDiff() {
            Recipe recipe = Recipe.adam(0.05, 4).with("batch", 8);
            assertThat(siren(recipe)).containsExactly(siren(recipe));
        }

        private float[] line(Recipe recipe) {
            Fit fit = new Fit(new LineEngine(2), recipe, RAMP);
            return fit.run(fit.start()).parameters();
        }

        private float[] siren(Recipe recipe) {
            try (Engine engine = sirenEngine()) {
                Fit fit = new Fit(engine, recipe, RAMP);
                return fit.run(fit.start()).parameters();
            }
        }
    }

    @Nested
    class Stopping {

        @ParameterizedTest(name = "{0}, batches of {1}, stopped after {2} of 20 steps")
        @CsvSource({"adam, 0, 7", "adam, 7, 7", "nesterovs, 0, 1", "nesterovs, 7, 19", "sgd, 7, 10"})
        void andResumingFromACheckpointFileGivesTheBitsOfAFitInOnePiece(
                String optimizer, int batch, int stop, @TempDir Path folder) {
            Recipe recipe = Recipe.adam(0.05, 20)
                    .with("optimizer", optimizer)
                    .with("batch", batch)
                    .with("schedule", "cosine")
                    .with("evaluations", 6);
            assertResumes(new LineEngine(2), new LineEngine(2), recipe, stop, folder.resolve("checkpoint"));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 7})
        void doesSoWithPointsBetweenTheSamples(int batch, @TempDir Path folder) {
            Recipe recipe = Recipe.adam(0.05, 20).with("batch", batch).with("jitter", 1);
            assertResumes(new LineEngine(2), new LineEngine(2), recipe, 7, folder.resolve("checkpoint"));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 7})
        void doesSoOnSameDiff(int batch, @TempDir Path folder) {
            try (Engine engine = sirenEngine();
                    Engine fresh = sirenEngine()) {
                assertResumes(
                        engine, fresh, Recipe.adam(0.01, 6).with("batch", batch), 3, folder.resolve("checkpoint"));
            }
        }

        private void assertResumes(Engine engine, Engine fresh, Recipe recipe, int stop, Path file) {
            Fit whole = new Fit(engine, recipe, RAMP);
            FitState expected = whole.run(whole.start());

            Fit first = new Fit(engine, recipe, RAMP);
            first.listener(progress -> {
                if (progress.step() == stop) {
                    first.stop();
                }
            });
            FitState stopped = first.run(first.start());
            assertThat(stopped.step()).isEqualTo(stop);
            Checkpoint.write(stopped, engine.architecture().parameters(), Map.of())
                    .write(file);

            FitState read =
                    Checkpoint.read(Safetensors.read(file), fresh.architecture().parameters(), recipe, "checkpoint");
            FitState resumed = new Fit(fresh, recipe, RAMP).run(read);
            assertThat(resumed.step()).isEqualTo(recipe.steps());
            assertThat(resumed.parameters()).as("parameters").containsExactly(expected.parameters());
            assertThat(resumed.optimizer()).as("optimiser's state").containsExactly(expected.optimizer());
            assertThat(withoutSeconds(resumed.history())).as("history").isEqualTo(withoutSeconds(expected.history()));
            assertThat(resumed.seconds()).as("seconds").isGreaterThanOrEqualTo(stopped.seconds());
        }

        private static List<History.Row> withoutSeconds(History history) {
            return history.rows().stream()
                    .map(row -> new History.Row(row.step(), row.rate(), row.loss(), row.score(), 0))
                    .toList();
        }
    }

    @Nested
    class Checkpoints {

        @Test
        void areTakenEverySoManyStepsButNotAtTheEnd() {
            List<Integer> steps = new ArrayList<>();
            Fit fit = new Fit(new LineEngine(2), Recipe.adam(0.05, 9), RAMP)
                    .checkpoints(3, state -> steps.add(state.step()));
            fit.run(fit.start());
            assertThat(steps).containsExactly(3, 6);
        }

        @Test
        void doNotChangeWhileTheFitGoesOn() {
            List<FitState> states = new ArrayList<>();
            List<float[]> copies = new ArrayList<>();
            Fit fit = new Fit(new LineEngine(2), Recipe.adam(0.05, 5), RAMP).checkpoints(1, state -> {
                states.add(state);
                copies.add(state.parameters().clone());
            });
            fit.run(fit.start());
            for (int i = 0; i < states.size(); i++) {
                assertThat(states.get(i).parameters()).as("checkpoint %d", i).containsExactly(copies.get(i));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"optimizer/state", "fit/history", "fit/clock", "layer1/weight"})
        void withoutOneOfTheirTensorsAreRefused(String missing) {
            assertRefused(content -> content.remove(missing), missing);
        }

        @ParameterizedTest
        @ValueSource(strings = {"optimizer/state", "fit/history", "fit/clock", "layer1/weight"})
        void withATensorOfAnotherTypeAreRefused(String changed) {
            assertRefused(content -> content.put(changed, Tensor.of(changed, new long[] {1, 2}, 2)), "");
        }

        @ParameterizedTest
        @ValueSource(strings = {"optimizer/state", "fit/history", "fit/clock", "layer1/weight"})
        void withATensorOfAnotherShapeAreRefused(String changed) {
            for (long[] shape : new long[][] {{}, {1}, {1, 1}, {1, 1, 1}}) {
                Tensor ofFloats = Tensor.of(changed, new float[1], shape);
                Tensor ofDoubles = Tensor.of(changed, new double[1], shape);
                if (!changed.startsWith("optimizer") || shape.length != 1) {
                    assertRefused(content -> content.put(changed, ofFloats), "");
                }
                assertRefused(content -> content.put(changed, ofDoubles), "");
            }
        }

        @ParameterizedTest
        @ValueSource(doubles = {-1, 0.5, 1e10, Double.NaN})
        void atAStepThatIsNoneAreRefused(double step) {
            Tensor clock = Tensor.of("fit/clock", new double[] {step, 0, 0, 0}, 4);
            assertRefused(content -> content.put("fit/clock", clock), "its clock stands at step");
        }

        @ParameterizedTest
        @ValueSource(doubles = {9, 10, 1e9})
        void atAStepBeyondTheRecipesAreRefused(double step) {
            Tensor clock = Tensor.of("fit/clock", new double[] {step, 0, 0, 0}, 4);
            assertRefused(content -> content.put("fit/clock", clock), "of a fit of 9 steps");
        }

        @ParameterizedTest
        @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
        void withATimeThatIsNoneAreRefused(double seconds) {
            for (int i = 1; i < 4; i++) {
                double[] clock = {3, 1, 1, 1};
                clock[i] = seconds;
                Tensor tensor = Tensor.of("fit/clock", clock, 4);
                assertRefused(content -> content.put("fit/clock", tensor), "its clock shows " + seconds + " seconds");
            }
        }

        @ParameterizedTest(name = "step {0}, rate {1}, loss {2}, PSNR {3}, {4} s")
        @CsvSource({
            "0, 0.1, 1, 20, 1",
            "-1, 0.1, 1, 20, 1",
            "1.5, 0.1, 1, 20, 1",
            "4, 0.1, 1, 20, 1",
            "NaN, 0.1, 1, 20, 1",
            "1, -0.1, 1, 20, 1",
            "1, NaN, 1, 20, 1",
            "1, Infinity, 1, 20, 1",
            "1, 0.1, -1, 20, 1",
            "1, 0.1, 1, 20, -1",
            "1, 0.1, 1, 20, NaN",
            "1, 0.1, 1, 20, Infinity"
        })
        void withARowOfHistoryThatIsNoneAreRefused(double step, double rate, double loss, double psnr, double seconds) {
            Tensor history = Tensor.of("fit/history", new double[] {step, rate, loss, psnr, seconds}, 1, 5);
            assertRefused(content -> content.put("fit/history", history), "its history has the row [" + step);
        }

        @Test
        void withRowsOfHistoryOutOfOrderAreRefused() {
            Tensor history = Tensor.of("fit/history", new double[] {2, 0, 0, 0, 0, 2, 0, 0, 0, 0}, 2, 5);
            assertRefused(content -> content.put("fit/history", history), "its history has the row [2.0");
        }

        @ParameterizedTest
        @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
        void withAStateOfTheOptimiserThatIsNotFiniteAreRefused(float value) {
            assertRefused(
                    content -> {
                        float[] state = content.get("optimizer/state").floats();
                        state[1] = value;
                        content.put("optimizer/state", Tensor.of("optimizer/state", state, state.length));
                    },
                    "its optimiser's state holds a value that is not finite");
        }

        @Test
        void withAStateOfAnotherOptimiserAreRefused() {
            Tensor state = Tensor.of("optimizer/state", new float[1], 1);
            assertRefused(content -> content.put("optimizer/state", state), "its optimiser's state has 1 values");
        }

        @Test
        void withAForeignTensorAreRefused() {
            assertRefused(content -> content.put("foreign", Tensor.of("foreign", new float[] {1}, 1)), "foreign");
        }

        private void assertRefused(Consumer<Map<String, Tensor>> damage, String reason) {
            LineEngine engine = new LineEngine(2);
            Recipe recipe = Recipe.adam(0.05, 9);
            List<FitState> kept = new ArrayList<>();
            Fit fit = new Fit(engine, recipe, RAMP).checkpoints(3, kept::add);
            fit.run(fit.start());
            FitState state = kept.get(0);
            Safetensors whole = Checkpoint.write(state, engine.architecture().parameters(), Map.of());
            Map<String, Tensor> content = new TreeMap<>(whole.tensors());
            damage.accept(content);
            Safetensors damaged = Safetensors.of(content.values(), Map.of());
            assertThatThrownBy(
                            () -> Checkpoint.read(damaged, engine.architecture().parameters(), recipe, "damaged"))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageStartingWith("file 'damaged' is malformed: ")
                    .hasMessageContaining(reason);
        }
    }

    @Nested
    class Divergence {

        private final Recipe wild = Recipe.adam(1e3, 100).with("optimizer", "sgd");

        @Test
        void isReportedWithStepRateAndLargestWeight() {
            Fit fit = new Fit(new LineEngine(2), wild, RAMP);
            FitState start = fit.start();
            DivergedException error = catchThrowableOfType(DivergedException.class, () -> fit.run(start));
            assertThat(error.step()).isBetween(1, 99);
            assertThat(error)
                    .hasMessageMatching("the fit diverged at step " + error.step()
                            + " \\(rate 1.00e\\+03, largest weight layer1/(weight|bias), \\d\\.\\d\\de\\+\\d\\d\\):"
                            + " a smaller rate may help, such as 3\\.3e\\+02");
        }

        @Test
        void keepsTheLastGoodParameters() {
            LineEngine engine = new LineEngine(2);
            Fit fit = new Fit(engine, wild, RAMP);
            FitState start = fit.start();
            DivergedException error = catchThrowableOfType(DivergedException.class, () -> fit.run(start));
            float[] gradient = new float[3];
            double loss = engine.squaredError(error.lastGood(), GRID, RAMP.targets(), gradient);
            assertThat(loss).as("loss of the last good parameters").isFinite();
            for (float value : error.lastGood()) {
                assertThat(value).isFinite();
            }
            Fit shorter = new Fit(engine, wild.with("steps", error.step() - 1), RAMP);
            assertThat(error.lastGood())
                    .as("parameters of the step before")
                    .containsExactly(shorter.run(shorter.start()).parameters());
        }

        @Test
        void isNoticedOnSameDiffToo() {
            try (Engine engine = sirenEngine()) {
                Fit fit = new Fit(engine, wild.with("rate", 1000).with("steps", 1000), RAMP);
                FitState start = FitState.start(
                        new float[engine.architecture().parameters().size()]);
                start.parameters()[0] = Float.NaN;
                assertThatThrownBy(() -> fit.run(start))
                        .isInstanceOf(DivergedException.class)
                        .hasMessageContaining("diverged at step 0");
            }
        }
    }

    @Nested
    class Memory {

        @Test
        void thatIsTooSmallForTheBatchIsSaidBeforeTheFirstStep() {
            LineEngine engine = new LineEngine(2, 12);
            assertThatThrownBy(() -> run(engine, Recipe.adam(0.1, 3)))
                    .isInstanceOf(FitException.class)
                    .hasMessage("a batch of 20 points does not fit in memory with the line engine, and one of 12 does")
                    .isInstanceOfSatisfying(BatchTooLargeException.class, e -> {
                        assertThat(e.points()).isEqualTo(20);
                        assertThat(e.fitting()).isEqualTo(12);
                    });
            assertThatThrownBy(() -> run(engine, Recipe.adam(0.1, 3).with("batch", 13)))
                    .isInstanceOf(FitException.class)
                    .hasMessageContaining("a batch of 13 points");
        }

        private static void run(Engine engine, Recipe recipe) {
            Fit fit = new Fit(engine, recipe, RAMP);
            fit.run(fit.start());
        }

        @Test
        void thatIsJustEnoughIsUsed() {
            Fit fit = new Fit(new LineEngine(2, 12), Recipe.adam(0.1, 3).with("batch", 12), RAMP);
            assertThat(fit.run(fit.start()).step()).isEqualTo(3);
        }
    }

    @Nested
    class Listeners {

        @Test
        void areToldEveryStep() {
            List<FitListener.Progress> told = new ArrayList<>();
            Fit fit =
                    new Fit(new LineEngine(2), Recipe.adam(0.05, 10).with("evaluations", 2), RAMP).listener(told::add);
            FitState end = fit.run(fit.start());
            assertThat(told)
                    .extracting(FitListener.Progress::step)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 10).boxed().toList());
            assertThat(told).extracting(FitListener.Progress::steps).containsOnly(10);
            assertThat(told.subList(0, 4))
                    .extracting(FitListener.Progress::score)
                    .containsOnly(Double.NaN);
            assertThat(told.get(4).score())
                    .isEqualTo(end.history().rows().get(0).score());
            assertThat(told.get(9).score()).isEqualTo(end.history().score());
        }

        @Test
        void areToldTheLossBeforeTheStep() {
            LineEngine engine = new LineEngine(2);
            List<Double> losses = new ArrayList<>();
            Fit fit = new Fit(engine, Recipe.adam(0.05, 1), RAMP).listener(progress -> losses.add(progress.loss()));
            FitState start = fit.start();
            fit.run(start);
            assertThat(losses)
                    .containsExactly(engine.squaredError(start.parameters(), GRID, RAMP.targets(), new float[3]));
        }
    }

    @Nested
    class Histories {

        @ParameterizedTest
        @CsvSource({"10, 2, 2", "10, 100, 10", "9, 4, 4", "1, 5, 1"})
        void haveARowPerEvaluation(int steps, int evaluations, int rows) {
            Fit fit = new Fit(new LineEngine(2), Recipe.adam(0.05, steps).with("evaluations", evaluations), RAMP);
            History history = fit.run(fit.start()).history();
            assertThat(history.rows()).hasSize(rows);
            assertThat(history.rows().get(rows - 1).step()).isEqualTo(steps);
            assertThat(history.table().rowCount()).isEqualTo(rows);
            assertThat(history.table().columnNames()).containsExactly("step", "rate", "loss", "psnr", "seconds");
        }

        @Test
        void knowTheLastAndTheBest() {
            assertThat(History.empty().score()).isNaN();
            assertThat(History.empty().best()).isNaN();
            History history = History.empty()
                    .plus(new History.Row(1, 0.1, 1, 20, 0))
                    .plus(new History.Row(2, 0.1, 1, 30, 0))
                    .plus(new History.Row(3, 0.1, 1, 25, 0));
            assertThat(history.score()).isEqualTo(25);
            assertThat(history.best()).isEqualTo(30);
        }
    }

    private static Engine sirenEngine() {
        return new SameDiffEngine(
                Zoo.get("siren").with("width", 4).with("depth", 2).architecture(2, 1), 1);
    }
}
