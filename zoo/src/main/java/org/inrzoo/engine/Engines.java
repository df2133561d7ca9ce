package org.inrzoo.engine;

import java.util.List;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.layer.Architecture;

/** Choosing an engine by name. */
public final class Engines {

    /** The names that {@link #create} knows. */
    public static final List<String> NAMES = List.of("auto", "samediff");

    private Engines() {}

    /**
     * An engine for the network.
     *
     * @param name one of {@link #NAMES}; {@code auto} takes the fastest that runs here
     * @param threads threads that compute, at least 1
     * @throws EngineException when there is no such engine or it cannot run here
     */
    public static Engine create(String name, Architecture architecture, int threads) {
        return switch (name) {
            case "auto", "samediff" -> new SameDiffEngine(architecture, threads);
            default -> throw new EngineException(
                    "unknown engine '" + name + "'; there are: " + String.join(", ", NAMES));
        };
    }
}
