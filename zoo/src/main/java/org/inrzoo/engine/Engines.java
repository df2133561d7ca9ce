package org.inrzoo.engine;

import java.util.List;
import java.util.Optional;
import org.inrzoo.engine.fused.FusedEngine;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.network.Architecture;

/** Choosing an engine by name. */
public final class Engines {

    /** The names that {@link #create} knows. */
    public static final List<String> NAMES = List.of("auto", "fused", "samediff");

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    static {
        Notices.startLogging();
    }

    private Engines() {}

    /**
     * An engine for the network. Where {@code auto} must take the slow one because the JVM runs without the Vector API,
     * one line says so, once in a process; see {@link Notices}.
     *
     * @param name one of {@link #NAMES}; {@code auto} takes the fastest that runs here and knows the network's layers
     * @param threads threads that compute, at least 1
     * @throws EngineException when there is no such engine or it cannot run here
     */
    public static Engine create(String name, Architecture architecture, int threads) {
        return switch (name) {
            case "auto" -> best(architecture, threads);
            case "fused" -> fused(architecture, threads);
            case "samediff" -> new SameDiffEngine(architecture, threads);
            default ->
                throw new EngineException("unknown engine '" + name + "'; there are: " + String.join(", ", NAMES));
        };
    }

    private static Engine best(Architecture architecture, int threads) {
        Optional<String> reason = whyNotFused(architecture);
        if (!vectorApi()) {
            reason.ifPresent(why -> Notices.once("computing with SameDiff; " + why));
        }
        return create(reason.isEmpty() ? "fused" : "samediff", architecture, threads);
    }

    /**
     * Why {@code auto} computes a network with SameDiff, which is much slower, in one line that says what helps; nothing where
     * it takes the fused engine.
     */
    public static Optional<String> whyNotFused(Architecture architecture) {
        if (!vectorApi()) {
            return Optional.of("the JVM option --add-modules " + VECTOR_MODULE + " turns the fast engine on");
        }
        return FusedEngine.refusal(architecture);
    }

    /** Whether the JDK's Vector API, which the fused engine needs, is switched on in this process. */
    public static boolean vectorApi() {
        return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
    }

    private static Engine fused(Architecture architecture, int threads) {
        if (!vectorApi()) {
            throw new EngineException("the fused engine needs the JVM option --add-modules " + VECTOR_MODULE);
        }
        return new FusedEngine(architecture, threads);
    }
}
