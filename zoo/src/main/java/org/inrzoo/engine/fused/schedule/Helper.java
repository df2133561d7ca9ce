package org.inrzoo.engine.fused.schedule;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** A daemon thread that waits for a run of {@link Workers} to help with, until it is told to end. */
final class Helper implements Runnable {

    private final int worker;
    private final Waiting waiting;
    private final AtomicReference<SharedRun> offered = new AtomicReference<>();
    private Thread thread;
    private volatile boolean sleeps;
    private volatile boolean ended;

    private Helper(int worker, Waiting waiting) {
        this.worker = worker;
        this.waiting = waiting;
    }

    /** A helper that calls itself by this number in the tasks it does. */
    static Helper start(int worker, Waiting waiting) {
        Helper helper = new Helper(worker, waiting);
        helper.thread = new Thread(helper, "inrzoo-worker");
        helper.thread.setDaemon(true);
        helper.thread.start();
        return helper;
    }

    /** Asks for help with a run, in place of one that it has not come to. */
    void offer(SharedRun run) {
        offered.set(run);
        wake();
    }

    /** Lets the thread end. */
    void end() {
        ended = true;
        wake();
    }

    private void wake() {
        if (sleeps) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        while (!ended) {
            waiting.until(() -> offered.get() != null || ended, asleep -> sleeps = asleep);
            SharedRun run = offered.getAndSet(null);
            if (run != null) {
                run.help(worker);
            }
        }
    }
}
