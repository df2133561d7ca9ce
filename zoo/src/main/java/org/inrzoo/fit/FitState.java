package org.inrzoo.fit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

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
@SuppressWarnings("ArrayRecordComponent") // compared by content below
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

    /** Before the first step, with the network's first {@code parameters}. */
    public static FitState start(float[] parameters) {
        return new FitState(0, parameters, new float[0], History.empty(), 0, 0, 0);
    }

    /** Equal where all it holds is, number by number. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FitState that
                && step == that.step
                && Arrays.equals(parameters, that.parameters)
                && Arrays.equals(optimizer, that.optimizer)
                && history.equals(that.history)
                && Double.compare(seconds, that.seconds) == 0
                && Double.compare(stepSeconds, that.stepSeconds) == 0
                && Double.compare(cpuSeconds, that.cpuSeconds) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                step,
                Arrays.hashCode(parameters),
                Arrays.hashCode(optimizer),
                history,
                seconds,
                stepSeconds,
                cpuSeconds);
    }
}
