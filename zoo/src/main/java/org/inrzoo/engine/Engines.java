package org.inrzoo.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.Points;

/** Engines by name: those of all {@link EngineProvider}s on the class path. */
public final class Engines {

    /** The name by which {@link #create} chooses an engine itself. */
    public static final String AUTO = "auto";

    /** The most threads an engine takes; more than any machine of today has cores. */
    public static final int MAX_THREADS = 1024;

    private static final String FUSED = "fused";

    private static final Map<String, EngineProvider> PROVIDERS = new TreeMap<>();

    static {
        Notices.startLogging();
        for (EngineProvider provider : ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader())) {
            PROVIDERS.put(provider.name(), provider);
        }
    }

    private Engines() {}

    /** The names that {@link #create} knows, {@value #AUTO} first. */
    public static List<String> names() {
        return Stream.concat(Stream.of(AUTO), PROVIDERS.keySet().stream()).toList();
    }

    /**
     * An engine for the network. Where this process keeps a fast engine from being fast, by an option of the JVM or the
     * processor it runs on, one line says so, once in a process; see {@link Notices}.
     *
     * @param name one of {@link #names}; {@value #AUTO} takes the one that is
     *     {@linkplain EngineProvider#suitability the fastest} of those that can compute the network here
     * @param threads threads that compute, from 1 to {@value #MAX_THREADS}
     * @throws EngineException when there is no such engine, it cannot run here, or not on so many threads
     */
    public static Engine create(String name, Architecture architecture, int threads) {
        return create(name, architecture, threads, DerivativeOrder.VALUES);
    }

    /**
     * An engine that computes the network's derivatives by the coordinates as well.
     *
     * @param name as above; {@value #AUTO} takes the fastest of the engines that can compute the derivatives
     * @param threads as above
     * @param order the derivatives that are wanted, in outputs or in a loss
     * @throws EngineException also when the network has no such derivative, or the engine does not compute it
     */
    public static Engine create(String name, Architecture architecture, int threads, DerivativeOrder order) {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new EngineException("an engine has 1 to " + MAX_THREADS + " threads, not " + threads);
        }
        EngineProvider provider = name.equals(AUTO) ? fastest(architecture, order) : provider(name);
        Suitability suitability = provider.suitability(architecture, order);
        if (!suitability.possible()) {
            throw new EngineException(suitability
                    .refusal()
                    .orElseGet(() -> "the " + name + " engine cannot run here; "
                            + suitability.hindrance().orElseThrow()));
        }
        if (name.equals(AUTO)) {
            PROVIDERS.values().stream()
                    .filter(other -> other != provider)
                    .forEach(other -> other.suitability(architecture, order)
                            .hindrance()
                            .ifPresent(why -> Notices.once(computingWith(provider, why))));
        } else {
            suitability.hindrance().ifPresent(why -> Notices.once("the " + name + " engine is slow here; " + why));
        }
        return provider.create(architecture, threads);
    }

    /**
     * An engine for training by the mean squared error that it can do where it keeps the weights: {@value #AUTO} also looks at engines whose {@linkplain
     * EngineProvider#challenger speed has to be measured} here, takes one where it was faster, and says so in one line.
     *
     * @param name as above
     * @param threads as above
     * @param points of a step, asked for only where something may be measured; empty where the step's loss is another
     * @throws EngineException as above
     */
    public static Engine forTraining(
            String name, Architecture architecture, int threads, Supplier<Optional<Points>> points) {
        Engine usual = create(name, architecture, threads);
        if (name.equals(AUTO)) {
            for (EngineProvider provider : PROVIDERS.values()) {
                Optional<String> speed =
                        provider.name().equals(usual.name()) ? Optional.empty() : provider.challenger(architecture);
                Optional<Points> step = speed.flatMap(known -> points.get());
                if (step.isPresent()) {
                    return new MeasuredChoice(MeasuredChoice.usersFile(), StepTime::least)
                            .of(usual, () -> provider.create(architecture, threads), speed.get(), step.get());
                }
            }
        }
        return usual;
    }

    private static String computingWith(EngineProvider provider, String why) {
        return "computing with " + (provider.name().equals("samediff") ? "SameDiff" : provider.name()) + "; " + why;
    }

    private static EngineProvider provider(String name) {
        EngineProvider provider = PROVIDERS.get(name);
        if (provider == null) {
            throw new EngineException("unknown engine '" + name + "'; there are: " + String.join(", ", names()));
        }
        return provider;
    }

    private static EngineProvider fastest(Architecture architecture, DerivativeOrder order) {
        return PROVIDERS.values().stream()
                .max(Comparator.comparingDouble(
                        provider -> provider.suitability(architecture, order).speed()))
                .orElseThrow(() -> new EngineException("there is no engine on the class path"));
    }

    /**
     * Why {@value #AUTO} does not compute a network with the fused engine but with a much slower one, in one line
     * that says what helps; nothing where it takes the fused engine.
     */
    public static Optional<String> whyNotFused(Architecture architecture) {
        return fastest(architecture, DerivativeOrder.VALUES).name().equals(FUSED)
                ? Optional.empty()
                : provider(FUSED).suitability(architecture).reason();
    }
}
