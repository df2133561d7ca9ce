package org.inrzoo.task;

import java.util.List;
import org.inrzoo.field.Domain;
import org.inrzoo.field.Quantity;
import org.inrzoo.fit.Objective;
import org.inrzoo.metric.Score;

/**
 * An objective of a signal, and what the network that is fitted by it then is.
 *
 * @param objective what a step asks for and what it costs
 * @param domain where the network lives
 * @param channels values per point that the field has
 * @param quantity what the network's outputs mean
 * @param baselines what to compare the network with: of the same signal and kind of objective the same for every model
 */
public record Observation(Objective objective, Domain domain, int channels, Quantity quantity, Baselines baselines) {

    /** Reconstructions by other means than a network, to compare with. */
    @FunctionalInterface
    public interface Baselines {

        /** How good they are, under names such as {@code psnr-fbp}. */
        List<Score> scores();
    }

    /** An observation with nothing to compare with. */
    public Observation(Objective objective, Domain domain, int channels, Quantity quantity) {
        this(objective, domain, channels, quantity, List::of);
    }
}
