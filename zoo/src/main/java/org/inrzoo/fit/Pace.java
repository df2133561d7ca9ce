package org.inrzoo.fit;

/**
 * How fast a fit goes.
 *
 * @param step seconds of a step
 * @param evaluation seconds of an evaluation of the whole signal
 */
public record Pace(double step, double evaluation) {

    /** Seconds that a fit by this recipe takes at this pace. */
    public double seconds(Recipe recipe) {
        return step * recipe.steps() + evaluation * Math.min(recipe.evaluations(), recipe.steps());
    }
}
