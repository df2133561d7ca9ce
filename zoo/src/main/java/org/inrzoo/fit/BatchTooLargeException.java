package org.inrzoo.fit;

/** A step's batch does not fit in the memory of this process. */
public final class BatchTooLargeException extends FitException {

    private static final long serialVersionUID = 1L;

    private final int points;
    private final int fitting;

    BatchTooLargeException(int points, int fitting, String engine) {
        super("a batch of " + points + " points does not fit in memory with the " + engine + " engine, and one of "
                + fitting + " does");
        this.points = points;
        this.fitting = fitting;
    }

    /** Points of the batch. */
    public int points() {
        return points;
    }

    /** The most points that fit. */
    public int fitting() {
        return fitting;
    }
}
