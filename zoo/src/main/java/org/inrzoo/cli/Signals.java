package org.inrzoo.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/** Ctrl-C and its like. */
final class Signals {

    /** The exit code of a program that was interrupted. */
    static final int INTERRUPTED = 130;

    private Signals() {}

    /** The first signal stops what goes on in an orderly way; a second one ends the program. */
    static void onInterrupt(Runnable stop) {
        AtomicBoolean stopping = new AtomicBoolean();
        for (String name : new String[] {"INT", "TERM"}) {
            Signal.handle(new Signal(name), signal -> {
                if (stopping.getAndSet(true)) {
                    Runtime.getRuntime().halt(INTERRUPTED);
                }
                stop.run();
            });
        }
    }
}
