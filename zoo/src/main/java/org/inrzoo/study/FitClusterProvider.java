package org.inrzoo.study;

import java.util.ServiceLoader;
import org.inrzoo.option.OptionException;

/** Connects to clusters of one kind. Kinds are found through {@link ServiceLoader}, so that any jar on the class path can bring its own. */
public interface FitClusterProvider {

    /** What the kind is called, such as {@code spark}. */
    String name();

    /**
     * Connects to a cluster.
     *
     * @param address where it is, as its kind writes it
     * @param threads of every fit, at least 1
     * @throws OptionException when the address means nothing
     * @throws org.inrzoo.fit.FitException when there is no cluster, or it has no room
     */
    FitCluster connect(String address, int threads);
}
