package org.inrzoo.engine;

import java.util.Optional;

/**
 * What an engine says of a network before anything is built.
 *
 * @param speed multiply-accumulates per second on one thread, to an order of magnitude; 0 where it cannot compute the
 *     network
 * @param refusal why it cannot compute this network, in one line
 * @param hindrance what keeps it from running, or from being fast, in this process, whatever the network: one line
 *     that says what helps
 */
public record Suitability(double speed, Optional<String> refusal, Optional<String> hindrance) {

    /** It can, at this speed. */
    public static Suitability can(double speed) {
        return new Suitability(speed, Optional.empty(), Optional.empty());
    }

    /** It can, but this process makes it as slow as this. */
    public static Suitability hindered(double speed, String hindrance) {
        return new Suitability(speed, Optional.empty(), Optional.of(hindrance));
    }

    /** It cannot compute this network. */
    public static Suitability cannot(String refusal) {
        return new Suitability(0, Optional.of(refusal), Optional.empty());
    }

    /** Whether the engine can compute the network here. */
    public boolean possible() {
        return speed > 0;
    }

    /** Why the engine is not as fast as it could be, or cannot compute the network at all. */
    public Optional<String> reason() {
        return refusal.or(this::hindrance);
    }
}
