package org.inrzoo.cli;

/** Says when it is time for the next line about how far something is. */
final class ReportClock {

    private final long nanos;
    private long last = System.nanoTime();

    /** A clock for lines that are at least so many seconds apart, the first as far from now. */
    ReportClock(double seconds) {
        nanos = Math.round(seconds * 1e9);
    }

    /** Whether the time has come; counted from now when it has. */
    boolean isDue() {
        long now = System.nanoTime();
        if (now - last < nanos) {
            return false;
        }
        last = now;
        return true;
    }
}
