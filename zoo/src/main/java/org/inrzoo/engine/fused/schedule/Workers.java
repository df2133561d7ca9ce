package org.inrzoo.engine.fused.schedule;

import java.util.function.IntConsumer;

/**
 * A fixed number of threads that share numbered tasks.
 *
 * <p>Which thread takes which task is not defined, so a result that must not depend on it has to be kept per task.
 *
 * <p>A step has half a dozen runs, some shorter than it takes to wake a thread; so between them the threads {@link Waiting
 * stay awake} for a moment, and a run whose tasks are all taken does not wait for those that come too late.
 */
public final class Workers implements AutoCloseable {

    /** One numbered piece of work. */
    @FunctionalInterface
    public interface Task {

        /**
         * Does the work.
         *
         * @param worker number of the thread, from 0, for what a thread keeps for itself
         * @param task number of the task, from 0
         */
        void run(int worker, int task);
    }

    private final Helper[] helpers;
    private final Waiting waiting;
    private boolean shared; // written between two runs, so that every task of a run sees the same

    /** The calling thread and {@code threads - 1} daemon threads beside it. */
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread must compute, not " + threads);
        }
        helpers = new Helper[threads - 1];
        waiting = Waiting.of(threads);
    }

    /** The number of threads, the calling one among them. */
    public int threads() {
        return 1 + helpers.length;
    }

    /** Runs the tasks 0 … {@code tasks - 1} and returns when all are done; throws what the first failing one threw. */
    public void run(int tasks, Task task) {
        boolean before = shared;
        shared = before || tasks > 1;
        SharedRun run = new SharedRun(tasks, task, waiting);
        for (int i = 0; i < Math.min(helpers.length, tasks - 1); i++) {
            helper(i).offer(run);
        }
        run.work(0);
        run.finish();
        shared = before;
        run.rethrow();
    }

    /** A helper, started when it first has work. */
    private Helper helper(int i) {
        if (helpers[i] == null) {
            helpers[i] = Helper.start(i + 1, waiting);
        }
        return helpers[i];
    }

    /**
     * Runs the tasks 0 … {@code tasks - 1} for a task that may be alone: on all threads where it is the only one of its
     * {@link #run}, else on its own.
     */
    public void share(int tasks, IntConsumer task) {
        if (shared) {
            for (int i = 0; i < tasks; i++) {
                task.accept(i);
            }
        } else {
            run(tasks, (worker, i) -> task.accept(i));
        }
    }

    /** Lets the threads end. */
    @Override
    public void close() {
        for (Helper helper : helpers) {
            if (helper != null) {
                helper.end();
            }
        }
    }
}
