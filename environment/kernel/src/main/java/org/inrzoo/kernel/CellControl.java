package org.inrzoo.kernel;

import java.lang.reflect.Method;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jdk.jshell.execution.DirectExecutionControl;

/** Runs the compiled pieces of a cell on the calling thread, keeps their values as objects, and stops them. */
final class CellControl extends DirectExecutionControl {

    /** What a piece that was asked to end has left before it is stopped by force. */
    private static final int GRACE_SECONDS = 3;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(CellControl::daemon);
    private Thread running;
    private long piece;
    private Object value;
    private boolean interrupted;

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "cell-clock");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    protected String invoke(Method compiled) throws Exception {
        begin();
        try {
            value = compiled.invoke(null);
        } finally {
            end();
        }
        return "";
    }

    /** An interrupt may come while the next piece is compiled: then that does not begin. */
    private synchronized void begin() throws StoppedException {
        if (interrupted) {
            throw new StoppedException();
        }
        running = Thread.currentThread();
        piece++;
        value = null;
    }

    private synchronized void end() {
        running = null;
        Thread.interrupted();
    }

    /** Forgets interrupts and values of the cell before. */
    synchronized void reset() {
        interrupted = false;
        value = null;
    }

    /** Whether the cell was asked to end. */
    synchronized boolean interrupted() {
        return interrupted;
    }

    /** The value of the piece that ran last. */
    Object value() {
        return value;
    }

    /** Asks the running piece to end by an interrupt of its thread; one that goes on regardless is stopped by force. */
    synchronized void interrupt() {
        interrupted = true;
        if (running != null) {
            running.interrupt();
            long asked = piece;
            Future<?> unused = clock.schedule(() -> kill(asked), GRACE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @SuppressWarnings({"deprecation", "removal"})
    private synchronized void kill(long asked) {
        if (running == null || piece != asked) {
            return;
        }
        try {
            running.stop();
        } catch (UnsupportedOperationException e) {
            System.err.println("This cell does not react to interrupts, and JDK "
                    + Runtime.version().feature() + " cannot stop it by force (JDK 17 can): restart the kernel.");
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        super.close();
    }
}
