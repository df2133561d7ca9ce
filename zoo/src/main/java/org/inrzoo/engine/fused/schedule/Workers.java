package org.inrzoo.engine.fused.schedule;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * A fixed number of threads that share numbered tasks.
 *
 * <p>Which thread takes which task is not defined, so a result that must not depend on it has to be kept per task.
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

    private final int threads;
    private final ExecutorService helpers;
    private boolean shared; // written between two runs, so that every task of a run sees the same

    /** The calling thread and {@code threads - 1} daemon threads beside it. */
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread must compute, not " + threads);
        }
        this.threads = threads;
        this.helpers = threads == 1 ? null : Executors.newFixedThreadPool(threads - 1, Workers::daemon);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "inrzoo-worker");
        thread.setDaemon(true);
        return thread;
    }

    /** The number of threads, the calling one among them. */
    public int threads() {
        return threads;
    }

    /** Runs the tasks 0 … {@code tasks - 1} and returns when all are done; throws what the first failing one threw. */
    public void run(int tasks, Task task) {
        boolean before = shared;
        shared = before || tasks > 1;
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        int helping = Math.min(threads, tasks) - 1;
        CountDownLatch done = new CountDownLatch(Math.max(0, helping));
        for (int i = 1; i <= helping; i++) {
            int worker = i;
            helpers.execute(() -> {
                drain(worker, tasks, task, next, failure);
                done.countDown();
            });
        }
        drain(0, tasks, task, next, failure);
        await(done);
        shared = before;
        rethrow(failure.get());
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

    private static void drain(
            int worker, int tasks, Task task, AtomicInteger next, AtomicReference<Throwable> failure) {
        try {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                task.run(worker, i);
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            next.set(tasks);
        }
    }

    /** Waits without end: the tasks write to the caller's arrays, so it must not go on before them. */
    private static void await(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    /** Lets the threads end. */
    @Override
    public void close() {
        if (helpers != null) {
            helpers.shutdown();
        }
    }
}
