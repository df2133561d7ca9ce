package org.inrzoo.fit.optimizer;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.inrzoo.option.Nearest;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Quoted;
import org.inrzoo.option.Words;

/** Optimisers by name: those of all {@link OptimizerProvider}s on the class path. */
public final class Optimizers {

    private Optimizers() {}

    private static final class Holder {
        private static final Map<String, OptimizerProvider> PROVIDERS = load();
    }

    /** The names, as the words that a recipe's optimiser is one of. */
    public static final class Names implements Words {
        @Override
        public List<String> words() {
            return names();
        }
    }

    /** All names, in order of the alphabet. */
    public static List<String> names() {
        return List.copyOf(Holder.PROVIDERS.keySet());
    }

    /**
     * The optimiser of this name.
     *
     * @throws OptionException when there is none; the message lists those that there are
     */
    public static OptimizerProvider get(String name) {
        OptimizerProvider provider = Holder.PROVIDERS.get(name);
        if (provider == null) {
            throw new OptionException("unknown optimiser " + Quoted.of(name) + "; "
                    + Nearest.hint(name, names(), "there are: " + String.join(", ", names())));
        }
        return provider;
    }

    private static Map<String, OptimizerProvider> load() {
        Map<String, OptimizerProvider> providers = new TreeMap<>();
        for (OptimizerProvider provider : ServiceLoader.load(OptimizerProvider.class)) {
            if (providers.put(provider.name(), provider) != null) {
                throw new IllegalStateException("two optimisers are called '" + provider.name()
                        + "'; the second comes from " + provider.getClass().getName());
            }
        }
        return providers;
    }
}
