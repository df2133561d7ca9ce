package org.inrzoo.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.inrzoo.engine.SquaredError;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Points;
import org.junit.jupiter.api.Test;

class BatchAheadTests {

    /** Notes which steps it was asked for, and on which threads; fails at step 7. */
    private static class Noting implements Objective {

        private final Grid grid = new Grid(List.of(2), GridConvention.PIXEL_CENTERS);
        private final List<Integer> steps = new CopyOnWriteArrayList<>();
        private final List<Thread> threads = new CopyOnWriteArrayList<>();

        @Override
        public Batch batch(int step) {
            steps.add(step);
            threads.add(Thread.currentThread());
            if (step == 7) {
                throw new IllegalStateException("no batch 7");
            }
            return new Batch(grid, new SquaredError(new float[] {step, step}, 2));
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public Points evaluated() {
            return grid;
        }

        @Override
        public double score(float[] outputs) {
            return 0;
        }
    }

    private static final NetworkAnswers NONE = points -> {
        throw new IllegalStateException("nobody asks");
    };

    private final Noting objective = new Noting();

    @Test
    void theNextBatchIsThereWhenTheStepEnds() {
        BatchAhead batches = new BatchAhead(objective, NONE, 2);
        batches.take(0);
        batches.begin(1);
        batches.finish();
        assertThat(objective.steps).containsExactly(0, 1);
        batches.take(1);
        assertThat(objective.steps).as("taken, not drawn again").containsExactly(0, 1);
    }

    @Test
    void aStepOutOfTurnHasItsOwnBatch() {
        BatchAhead batches = new BatchAhead(objective, NONE, 2);
        batches.begin(1);
        batches.finish();
        batches.take(5);
        assertThat(objective.steps).containsExactly(1, 5);
    }

    @Test
    void whatFailsFailsWhereItIsTaken() {
        BatchAhead batches = new BatchAhead(objective, NONE, 2);
        batches.begin(7);
        batches.finish();
        assertThatThrownBy(() -> batches.take(7))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no batch 7");
    }

    @Test
    void oneThreadAsksNoOther() {
        BatchAhead batches = new BatchAhead(objective, NONE, 1);
        batches.take(0);
        batches.begin(1);
        batches.finish();
        batches.take(1);
        assertThat(objective.steps).containsExactly(0, 1);
        assertThat(objective.threads).containsOnly(Thread.currentThread());
    }

    @Test
    void whatAsksTheNetworkIsDrawnWhenTheStepBeforeIsDone() {
        List<Integer> asked = new CopyOnWriteArrayList<>();
        Noting asking = new Noting() {
            @Override
            public boolean asks() {
                return true;
            }

            @Override
            public Batch batch(int step, NetworkAnswers network) {
                asked.add(step);
                return batch(step);
            }
        };
        BatchAhead batches = new BatchAhead(asking, NONE, 2);
        batches.take(0);
        batches.begin(1);
        batches.finish();
        assertThat(asked).containsExactly(0);
        batches.take(1);
        assertThat(asked).containsExactly(0, 1);
    }

    @Test
    void aFitDrawsEachBatchOnceAndNoneBehindItsEnd() {
        Recipe recipe = Recipe.adam(0.05, 6).with("evaluations", 1);
        Fit fit = new Fit(new LineEngine(1, Integer.MAX_VALUE, 2), recipe, objective);
        FitState start = fit.start();
        fit.run(start);
        assertThat(objective.steps).as("0 is looked at first, for its size").containsExactly(0, 0, 1, 2, 3, 4, 5);
    }
}
