package org.inrzoo.study;

import java.util.Optional;
import java.util.ServiceLoader;
import org.inrzoo.option.OptionException;

/** Processes, on this machine or others, that do the fits of a study. */
public interface FitCluster extends AutoCloseable {

    /** Fits at the same time that it has room for, at least 1. */
    int places();

    /** What all fits read besides what they are told, which is sent to every process once; before the first fit. */
    void share(byte[] files);

    /**
     * Has a fit done, and waits for it; called by many threads. What a lost process had is done by another.
     *
     * @return what came of it; nothing when all are stopped
     * @throws org.inrzoo.fit.FitException when the cluster cannot do it
     */
    Optional<RemoteResult> fit(RemoteFit fit);

    /** Ends all fits that are under way; called by any thread. */
    void stop();

    @Override
    void close();

    /**
     * Connects to a cluster of a kind.
     *
     * @throws OptionException when no jar on the class path has the kind
     */
    static FitCluster connect(String kind, String address, int threads) {
        return ServiceLoader.load(FitClusterProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(kind))
                .findFirst()
                .orElseThrow(() -> new OptionException("nothing on the class path knows " + kind
                        + " clusters: environment/inrzoo brings it, a program of its own takes the artifact inr-"
                        + kind))
                .connect(address, threads);
    }
}
