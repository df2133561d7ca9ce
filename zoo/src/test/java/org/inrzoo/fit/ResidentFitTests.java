package org.inrzoo.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.OutputLoss;
import org.inrzoo.engine.ResidentTraining;
import org.inrzoo.engine.arithmetic.PlainArithmetic;
import org.inrzoo.engine.arithmetic.WeightMatrix;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Points;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Fits on an engine that keeps the weights: a line that is trained in plain Java, by as many steps at once as it is asked for. */
class ResidentFitTests {

    private static final Grid GRID = new Grid(List.of(5, 4), GridConvention.PIXEL_CENTERS);
    private static final int MOST = 16;

    private static final FitTask RAMP = new FitTask() {

        private final float[] targets = new float[GRID.size()];

        {
            new LineEngine(2).forward(new float[] {0.5f, -0.25f, 0.25f}, GRID, targets);
        }

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
            return targets;
        }

        @Override
        public double score(float[] outputs) {
            return -Math.abs(outputs[0] - targets[0]);
        }
    };

    /** The line, and how many steps it was asked for at once each time. */
    private static final class Resident implements Engine {

        private final LineEngine line = new LineEngine(2);
        private final List<Integer> asked = new ArrayList<>();
        private int open;

        @Override
        public Optional<ResidentTraining> residentTraining(
                List<WeightMatrix> matrices, float[] parameters, float[] moments) {
            assertThat(matrices).isEmpty();
            open++;
            return Optional.of(new Training(parameters.clone(), moments.length == 0 ? new float[6] : moments.clone()));
        }

        private final class Training implements ResidentTraining {

            private final float[] parameters;
            private final float[] m = new float[3];
            private final float[] v = new float[3];
            private List<ResidentStep> begun = List.of();

            Training(float[] parameters, float[] moments) {
                this.parameters = parameters;
                System.arraycopy(moments, 0, m, 0, 3);
                System.arraycopy(moments, 3, v, 0, 3);
            }

            @Override
            public int most(int points) {
                return MOST;
            }

            @Override
            public void begin(List<ResidentStep> steps) {
                asked.add(steps.size());
                begun = steps;
            }

            @Override
            public double[] finish() {
                List<Double> losses = new ArrayList<>();
                for (ResidentStep step : begun) {
                    float[] gradient = new float[3];
                    double loss = line.differentiate(parameters, step.points(), step.loss(), gradient);
                    if (!Double.isFinite(loss)) {
                        break;
                    }
                    new PlainArithmetic().adam(step.adam(), parameters, gradient, 0, 3, m, v, 0);
                    losses.add(loss);
                }
                return losses.stream().mapToDouble(x -> x).toArray();
            }

            @Override
            public float[] parameters() {
                return parameters.clone();
            }

            @Override
            public float[] state() {
                return new float[] {m[0], m[1], m[2], v[0], v[1], v[2]};
            }

            @Override
            public void close() {
                open--;
            }
        }

        @Override
        public String name() {
            return line.name();
        }

        @Override
        public Architecture architecture() {
            return line.architecture();
        }

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public void forward(float[] parameters, Points points, float[] outputs) {
            line.forward(parameters, points, outputs);
        }

        @Override
        public void backward(float[] parameters, Points points, float[] outputGradient, float[] gradient) {
            line.backward(parameters, points, outputGradient, gradient);
        }

        @Override
        public int largestBatch(Points points) {
            return line.largestBatch(points);
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private final Resident engine = new Resident();

    private FitState run(Engine by, Recipe recipe, FitListener listener) {
        Fit fit = new Fit(by, recipe, RAMP).listener(listener);
        return fit.run(fit.start());
    }

    @Test
    void goWhereTheSameStepsGoThatAreDoneHere() {
        Recipe recipe = Recipe.adam(0.05, 60).with("batch", 7);
        FitState there = run(engine, recipe, FitListener.none());
        FitState here = run(new LineEngine(2), recipe, FitListener.none());
        assertThat(there.parameters()).containsExactly(here.parameters(), within(1e-5f));
        assertThat(there.optimizer()).containsExactly(here.optimizer(), within(1e-5f));
        assertThat(engine.open).as("trainings that were not closed").isZero();
    }

    @Test
    void goOnFromAnyStateToTheSameBits() {
        Recipe recipe = Recipe.adam(0.05, 40).with("batch", 7);
        FitState whole = run(engine, recipe, FitListener.none());
        Fit fit = new Fit(engine, recipe, RAMP).listener(FitListener.stopWhen(progress -> progress.step() == 13));
        FitState part = fit.run(fit.start());
        assertThat(part.step()).isEqualTo(13);
        FitState end = new Fit(engine, recipe, RAMP).run(part);
        assertThat(end.parameters()).containsExactly(whole.parameters());
        assertThat(end.optimizer()).containsExactly(whole.optimizer());
    }

    @Nested
    class ManyStepsAtOnce {

        @Test
        void areAskedForWhereNobodyWaits() {
            run(engine, Recipe.adam(0.05, 400).with("evaluations", 1), FitListener.none());
            assertThat(engine.asked).startsWith(1, 2, 4, 8, 16, 16).allMatch(steps -> steps <= MOST);
        }

        @Test
        void endWhereAnEvaluationOrACheckpointIsDue() {
            Recipe recipe = Recipe.adam(0.05, 100).with("evaluations", 4);
            List<Integer> kept = new ArrayList<>();
            Fit fit = new Fit(engine, recipe, RAMP)
                    .listener(FitListener.none())
                    .checkpoints(30, state -> kept.add(state.step()));
            FitState end = fit.run(fit.start());
            assertThat(end.history().rows()).extracting(History.Row::step).containsExactly(25, 50, 75, 100);
            assertThat(kept).containsExactly(30, 60, 90);
        }

        @Test
        void areToldToAListenerOneByOne() {
            List<Integer> told = new ArrayList<>();
            List<Double> losses = new ArrayList<>();
            run(engine, Recipe.adam(0.05, 50), FitListener.patient(progress -> {
                told.add(progress.step());
                losses.add(progress.loss());
            }));
            assertThat(told).hasSize(50).isSorted().doesNotHaveDuplicates();
            List<Double> here = new ArrayList<>();
            run(new LineEngine(2), Recipe.adam(0.05, 50), progress -> here.add(progress.loss()));
            for (int i = 0; i < 50; i++) {
                assertThat(losses.get(i)).isCloseTo(here.get(i), within(1e-6));
            }
        }

        @Test
        void areNotAskedForWhereAListenerWantsToSeeEach() {
            FitState end = run(engine, Recipe.adam(0.05, 50), FitListener.stopWhen(progress -> progress.step() == 9));
            assertThat(end.step()).isEqualTo(9);
            assertThat(engine.asked).containsOnly(1);
        }
    }

    @Test
    void divergenceIsReportedWithTheStepAndTheParametersBeforeIt() {
        float[] huge = {Float.MAX_VALUE, Float.MAX_VALUE, 0};
        Fit fit = new Fit(engine, Recipe.adam(0.05, 50), RAMP).listener(FitListener.none());
        DivergedException error = catchThrowableOfType(DivergedException.class, () -> fit.run(FitState.start(huge)));
        assertThat(error.step()).isZero();
        assertThat(error.lastGood()).containsExactly(huge);
        assertThat(engine.open).as("trainings that were not closed").isZero();
    }

    @Test
    void anotherLossOnTheWayIsComputedHere() {
        Recipe recipe = Recipe.adam(0.05, 40);
        assertThat(new Fit(engine, recipe, changing(recipe))
                        .listener(FitListener.none())
                        .run(FitState.start(new float[3]))
                        .parameters())
                .containsExactly(
                        new Fit(new LineEngine(2), recipe, changing(recipe))
                                .run(FitState.start(new float[3]))
                                .parameters(),
                        within(1e-5f));
        assertThat(engine.asked.stream().mapToInt(x -> x).sum()).isLessThanOrEqualTo(20);
    }

    /** The squared error for 20 steps, then the same by a loss that no engine knows. */
    private static Objective changing(Recipe recipe) {
        GridValues values = new GridValues(RAMP, recipe);
        return new Objective() {
            @Override
            public Batch batch(int step) {
                Batch batch = values.batch(step);
                OutputLoss same = block -> batch.loss().gradient(block); // by another type
                return step < 20 ? batch : new Batch(batch.points(), same);
            }

            @Override
            public int outputs() {
                return 1;
            }

            @Override
            public Points evaluated() {
                return GRID;
            }

            @Override
            public double score(float[] outputs) {
                return values.score(outputs);
            }
        };
    }
}
