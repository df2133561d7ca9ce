package org.inrzoo.engine.fused.schedule;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** The tasks of one run of {@link Workers}, taken by whichever thread is free, and the threads at work on them. */
final class SharedRun {

    /** In place of the number of helpers at work, once no more may come. */
    private static final int OVER = -1;

    private final int tasks;
    private final Workers.Task task;
    private final Waiting waiting;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger helping = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean callerSleeps;

    SharedRun(int tasks, Workers.Task task, Waiting waiting) {
        this.tasks = tasks;
        this.task = task;
        this.waiting = waiting;
    }

    /** Takes tasks until none is left; those left after one failed are not done. */
    void work(int worker) {
        try {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                task.run(worker, i);
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            next.set(tasks);
        }
    }

    /** The same for a helper, which may come when all is over. */
    void help(int worker) {
        if (helping.getAndUpdate(count -> count == OVER ? OVER : count + 1) == OVER) {
            return;
        }
        work(worker);
        if (helping.decrementAndGet() == 0 && callerSleeps) {
            LockSupport.unpark(caller);
        }
    }

    /** Waits without end for the helpers at work: the tasks write to the caller's arrays, so it must not go on before them. */
    void finish() {
        waiting.until(() -> helping.compareAndSet(0, OVER), sleeps -> callerSleeps = sleeps);
    }

    /** Throws what the first failing task threw. */
    void rethrow() {
        if (failure.get() instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure.get() instanceof Error error) {
            throw error;
        }
    }
}
