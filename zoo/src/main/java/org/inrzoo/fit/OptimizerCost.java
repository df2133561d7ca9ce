package org.inrzoo.fit;

import java.util.Locale;
import java.util.Optional;
import org.inrzoo.fit.optimizer.Optimizers;
import org.inrzoo.network.Architecture;

/** What an optimiser's matrix products cost beside the network's own, counted in multiply-adds. */
final class OptimizerCost {

    /** A step goes once forward and, for the gradients of inputs and weights, twice that back. */
    private static final long PASSES = 3;

    private OptimizerCost() {}

    /** The optimiser's part over the network's part of a step of so many points; infinite where the network has none. */
    static double ratio(Recipe recipe, Architecture architecture, int points) {
        long own = Optimizers.get(recipe.optimizer()).macs(architecture.parameters());
        return own == 0 ? 0 : (double) own / (PASSES * architecture.macsPerPoint() * points);
    }

    /** One line, where the optimiser's part is the larger one. */
    static Optional<String> warning(Recipe recipe, Architecture architecture, int points) {
        double ratio = ratio(recipe, architecture, points);
        return ratio <= 1
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s multiplies matrices %.1f times as much as the network itself at %d points a step;"
                                + " optimizer=adam or a larger batch makes better use of the time",
                        recipe.optimizer(),
                        ratio,
                        points));
    }
}
