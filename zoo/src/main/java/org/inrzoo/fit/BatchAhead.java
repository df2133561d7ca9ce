package org.inrzoo.fit;

import java.util.concurrent.ForkJoinTask;

/**
 * The batches of a training, each drawn while the step before is computed, so that no thread waits for it.
 *
 * <p>Batches that follow from what the network answers are drawn when they are asked for. Between two steps nothing is under way: {@link #finish} sees to it that the next batch is there.
 */
final class BatchAhead {

    private final Objective objective;
    private final NetworkAnswers network;
    private final boolean alone;
    private ForkJoinTask<Objective.Batch> next;
    private int nextStep;

    /** Of a training that computes on {@code threads} threads; on one, batches are drawn when they are asked for. */
    BatchAhead(Objective objective, NetworkAnswers network, int threads) {
        this.objective = objective;
        this.network = network;
        alone = threads == 1 || objective.asks();
    }

    /** The batch of step {@code step}; what could not be drawn ahead is drawn here, to fail here. */
    Objective.Batch take(int step) {
        ForkJoinTask<Objective.Batch> drawn = next;
        next = null;
        boolean useful = drawn != null && step == nextStep && drawn.isCompletedNormally();
        return useful ? drawn.getRawResult() : objective.batch(step, network);
    }

    /** Begins to draw the batch of step {@code step} on another thread. */
    void begin(int step) {
        if (!alone) {
            nextStep = step;
            next = ForkJoinTask.adapt(() -> objective.batch(step));
            next.fork();
        }
    }

    /** Waits until what was begun is drawn; this thread does it where no other has come to it. */
    void finish() {
        if (next != null) {
            next.quietlyJoin();
        }
    }
}
