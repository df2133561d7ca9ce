package org.inrzoo.vision;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.inrzoo.option.Nearest;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Quoted;
import org.inrzoo.option.Words;

/** Optimisers of classifiers by name: those of all {@link ClassifierOptimizerProvider}s on the class path. */
public final class ClassifierOptimizers {

    private ClassifierOptimizers() {}

    private static final class Holder {
        private static final Map<String, ClassifierOptimizerProvider> PROVIDERS = load();
    }

    /** The names, as the words that a recipe's optimiser is one of. */
    public static final class OptimizerNames implements Words {
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
    public static ClassifierOptimizerProvider get(String name) {
        ClassifierOptimizerProvider provider = Holder.PROVIDERS.get(name);
        if (provider == null) {
            throw new OptionException("unknown optimiser of classifiers " + Quoted.of(name) + "; "
                    + Nearest.hint(name, names(), "there are: " + String.join(", ", names())));
        }
        return provider;
    }

    private static Map<String, ClassifierOptimizerProvider> load() {
        Map<String, ClassifierOptimizerProvider> providers = new TreeMap<>();
        for (ClassifierOptimizerProvider provider : ServiceLoader.load(ClassifierOptimizerProvider.class)) {
            if (providers.put(provider.name(), provider) != null) {
                throw new IllegalStateException("two optimisers of classifiers are called '" + provider.name()
                        + "'; the second comes from " + provider.getClass().getName());
            }
        }
        return providers;
    }
}
