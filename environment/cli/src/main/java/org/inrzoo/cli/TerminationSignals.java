package org.inrzoo.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/** Ctrl-C and its like. */
final class TerminationSignals {

    /** The exit code of a program that was interrupted. */
    static final int INTERRUPTED = 130;

    private TerminationSignals() {}

    /**
     * The first signal stops what goes on in an orderly way; a second one ends the program. A terminal that is closed sends
     * HUP, and may send it more than once: it only stops.
     */
    static void onInterrupt(Runnable stop) {
        AtomicBoolean stopping = new AtomicBoolean();
        for (String name : new String[] {"INT", "TERM"}) {
            handle(name, () -> {
                if (stopping.getAndSet(true)) {
                    Runtime.getRuntime().halt(INTERRUPTED);
                }
                stop.run();
            });
        }
        handle("HUP", stop);
    }

    private static void handle(String name, Runnable action) {
        try {
            Signal.handle(new Signal(name), signal -> action.run());
        } catch (IllegalArgumentException e) {
            // Windows has no HUP, and the JVM may have been told to leave signals alone.
        }
    }
}
