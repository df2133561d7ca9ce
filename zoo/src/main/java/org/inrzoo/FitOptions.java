package org.inrzoo;

import java.nio.file.Path;
import java.util.Optional;
import org.inrzoo.fit.FitListener;

/**
 * How a fit is done; what is fitted, and by which recipe, is the model's.
 *
 * <pre>{@code
 * FitOptions alone = FitOptions.defaults().withThreads(1);
 * }</pre>
 *
 * @param engine name of an engine, see {@link org.inrzoo.engine.Engines#create}; {@code auto} takes the fastest that can
 * @param threads threads that compute, at least 1; the weights do not depend on their number
 * @param listener is told after every step, on the fit's own thread
 * @param checkpoints folder that keeps the state of a fit on its way, see {@link #withCheckpoints}
 * @param checkpointEvery steps between two states that are kept, at least 1
 */
public record FitOptions(
        String engine, int threads, FitListener listener, Optional<Path> checkpoints, int checkpointEvery) {

    private static final int STEPS = 100;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException when one is below 1
     */
    public FitOptions {
        if (threads < 1 || checkpointEvery < 1) {
            throw new IllegalArgumentException(
                    "threads and steps between checkpoints are at least 1, not " + threads + " and " + checkpointEvery);
        }
    }

    /** The best engine, all cores, nobody to tell and no checkpoints. */
    public static FitOptions defaults() {
        return new FitOptions(
                "auto", Runtime.getRuntime().availableProcessors(), FitListener.none(), Optional.empty(), STEPS);
    }

    /** These options with another engine, by name. */
    public FitOptions withEngine(String name) {
        return new FitOptions(name, threads, listener, checkpoints, checkpointEvery);
    }

    /** These options with another number of threads; with 1 each, many fits go side by side on threads of your own. */
    public FitOptions withThreads(int count) {
        return new FitOptions(engine, count, listener, checkpoints, checkpointEvery);
    }

    /** These options with another listener. */
    public FitOptions withListener(FitListener other) {
        return new FitOptions(engine, threads, other, checkpoints, checkpointEvery);
    }

    /**
     * These options with a folder that keeps the fit's state while it goes. A fit of the same model and image with the same
     * folder goes on from there, to the same bits as one that was never stopped. The file is deleted at the end.
     *
     * @param folder is made where it is not there; one fit at a time
     * @param every steps between two states
     */
    public FitOptions withCheckpoints(Path folder, int every) {
        return new FitOptions(engine, threads, listener, Optional.of(folder), every);
    }
}
