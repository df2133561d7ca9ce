package org.inrzoo.fit;

/**
 * How fast a fit goes.
 *
 * @param step seconds of a step
 * @param evaluation seconds of an evaluation of the whole signal
 */
public record Pace(double step, double evaluation) {

    /** Seconds that a fit of so many steps and evaluations takes at this pace. */
    public double seconds(int steps, int evaluations) {
        return step * steps + evaluation * Math.min(evaluations, steps);
    }
}
