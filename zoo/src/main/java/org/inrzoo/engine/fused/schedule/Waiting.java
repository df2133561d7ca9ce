package org.inrzoo.engine.fused.schedule;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How a thread waits for another: awake at first, since the next step is most often a fraction of a millisecond away, and waking
 * a sleeping thread takes as long, on virtual machines above all; then asleep.
 *
 * @param awakeNanos how long it stays awake
 */
record Waiting(long awakeNanos) {

    /** Longer than what lies between two steps, short beside a step of a network that is worth several threads. */
    private static final long AWAKE_NANOS = 500_000;

    /** Looks between two offers of the core to other threads. */
    private static final int LOOKS = 64;

    /** For so many threads; where they are more than the cores, none stays awake. */
    static Waiting of(int threads) {
        return new Waiting(threads > Runtime.getRuntime().availableProcessors() ? 0 : AWAKE_NANOS);
    }

    /**
     * Returns when the condition holds.
     *
     * @param condition asked again and again
     * @param asleep told before the thread falls asleep and after; whoever makes the condition true looks at it behind that and
     *     unparks the thread
     */
    @SuppressWarnings("ThreadPriorityCheck") // a yield is a courtesy: nothing depends on what the scheduler makes of it
    void until(BooleanSupplier condition, Consumer<Boolean> asleep) {
        long start = System.nanoTime();
        for (int look = 1; System.nanoTime() - start < awakeNanos; look++) {
            if (condition.getAsBoolean()) {
                return;
            }
            if (look % LOOKS == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
        boolean interrupted = false;
        asleep.accept(true);
        while (!condition.getAsBoolean()) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted(); // an interrupted thread would not fall asleep again
        }
        asleep.accept(false);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
