package org.inrzoo.engine;

import java.util.Optional;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.network.Architecture;

/**
 * Offers an engine under a name. Implementations are public, have a public constructor without arguments, and are
 * named in {@code META-INF/services/org.inrzoo.engine.EngineProvider}; loading one must not fail where its engine
 * cannot run.
 */
public interface EngineProvider {

    /** The engine's name on the command line and in result records: one lower-case word, not {@code auto}. */
    String name();

    /** Whether the engine can compute a network in this process, and about how fast; builds nothing. */
    Suitability suitability(Architecture architecture);

    /**
     * The same for an engine that is to compute the network's derivatives by the coordinates as well, and the gradients of losses of
     * them. Unless an engine says so it computes none.
     *
     * @param order the derivatives
     */
    default Suitability suitability(Architecture architecture, DerivativeOrder order) {
        return order == DerivativeOrder.VALUES
                ? suitability(architecture)
                : Suitability.cannot(architecture
                        .withoutDerivative(order)
                        .orElse("the " + name() + " engine computes no derivatives by the coordinates; samediff does"));
    }

    /**
     * What the engine's speed here depends on that nobody knows beforehand, such as a device and its driver, in one line: where there is such,
     * {@value Engines#AUTO} measures a step of training by it and by the engine that is fastest otherwise, once, and takes the faster one.
     * Empty where it has nothing to gain by that.
     */
    default Optional<String> challenger(Architecture architecture) {
        return Optional.empty();
    }

    /**
     * The engine for a network.
     *
     * @param threads threads that compute, at least 1
     * @throws EngineException when it is not {@linkplain #suitability suitable}
     */
    Engine create(Architecture architecture, int threads);
}
