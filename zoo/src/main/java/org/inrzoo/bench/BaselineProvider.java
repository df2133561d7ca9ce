package org.inrzoo.bench;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.inrzoo.engine.EngineException;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Recipe;
import org.inrzoo.network.Architecture;

/** Brings another library to be measured beside the zoo; found through {@link ServiceLoader}. */
public interface BaselineProvider {

    /** The name the command line asks for, such as {@code libtorch}. */
    String name();

    /** The baseline with the workload's network. */
    BenchmarkSubject create(Workload workload);

    /**
     * Trainings of an entry of a {@link Race}: one, or several where the library likes other batches than the recipe's.
     *
     * @return makers of trainings, each of which starts afresh
     * @throws EngineException when the library cannot train it; says why
     */
    default List<Supplier<Racer>> racers(RaceEntry entry, RaceTrack track) {
        throw new EngineException("the baseline '" + name() + "' takes no part in races");
    }

    /**
     * A training of a network by an objective, of the very points and losses that the zoo's engines train by.
     *
     * @throws EngineException when the library cannot train it; says why
     */
    default Racer steps(Architecture architecture, Objective objective, Recipe recipe, int threads) {
        throw new EngineException("the baseline '" + name() + "' is for images by their values alone");
    }

    /**
     * A training of a network that tells pictures apart.
     *
     * @throws EngineException when the library cannot train it; says why
     */
    default Racer pictures(PictureTraining training, int threads) {
        throw new EngineException("the baseline '" + name() + "' trains no networks for pictures");
    }

    /**
     * The baseline of a name.
     *
     * @throws EngineException when there is none on the class path
     */
    static BaselineProvider named(String name) {
        return ServiceLoader.load(BaselineProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new EngineException("there is no baseline '" + name + "' on the class path"));
    }
}
