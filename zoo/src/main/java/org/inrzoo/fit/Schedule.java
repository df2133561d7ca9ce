package org.inrzoo.fit;

/** How the learning rate changes over the steps of a fit. */
public enum Schedule {
    /** The rate stays. */
    CONSTANT,
    /** rate · decay^(t/T): falls smoothly to {@code decay} times the rate. */
    EXPONENTIAL,
    /** rate · decay^⌊t/decayEvery⌋: drops by the factor {@code decay} every {@code decayEvery} steps. */
    STEP,
    /** Half a cosine from the rate down to zero at the last step. */
    COSINE;

    /** What rates are multiplied with at step {@code step}, counted from 0. */
    double factor(Recipe recipe, int step) {
        double progress = (double) step / recipe.steps();
        return switch (this) {
            case CONSTANT -> 1;
            case EXPONENTIAL -> StrictMath.pow(recipe.decline().decay(), progress);
            case STEP ->
                StrictMath.pow(
                        recipe.decline().decay(),
                        Math.floorDiv(step, recipe.decline().decayEvery()));
            case COSINE -> (1 + StrictMath.cos(StrictMath.PI * progress)) / 2;
        };
    }
}
