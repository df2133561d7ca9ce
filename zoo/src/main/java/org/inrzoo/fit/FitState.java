package org.inrzoo.fit;

import java.util.Locale;

/**
 * Where a fit stands: all that is needed to go on as if nothing had happened.
 *
 * @param step steps done
 * @param parameters the network's flat vector
 * @param optimizer the optimiser's state, empty before the first step
 * @param history one row for every evaluation
 * @param seconds wall time so far
 * @param stepSeconds of these, spent on steps (not on evaluation)
 * @param cpuSeconds processor time so far, all threads
 */
public record FitState(
        int step,
        float[] parameters,
        float[] optimizer,
        History history,
        double seconds,
        double stepSeconds,
        double cpuSeconds) {

    /** Where the fit stands, without the numbers of its arrays. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "FitState[step %d after %.1f s, %d parameters, %s]",
                step,
                seconds,
                parameters.length,
                history);
    }

    /** Before the first step. */
    public static FitState start(float[] parameters) {
        return new FitState(0, parameters, new float[0], History.empty(), 0, 0, 0);
    }
}
