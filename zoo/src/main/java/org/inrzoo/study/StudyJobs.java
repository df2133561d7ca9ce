package org.inrzoo.study;

import java.util.Optional;
import org.inrzoo.engine.Engines;
import org.inrzoo.option.OptionException;

/**
 * How a study's fits share the machine. The fits' bits do not depend on it, their seconds do.
 *
 * @param atOnce fits at the same time, each on an equal share of the threads; {@link #MEASURED} for one on all threads or one
 *     on each thread, whichever some steps of every network tell is faster
 * @param goOn whether fits that an earlier study has ended in the same folder are taken from there
 * @param cluster the processes elsewhere that do the fits, as many at the same time as they have room for; empty for this process
 */
public record StudyJobs(int atOnce, boolean goOn, Optional<FitCluster> cluster) {

    /** Takes what is measured to be fastest. */
    public static final int MEASURED = 0;

    /** One fit after the other, all of them. */
    public static final StudyJobs ONE_BY_ONE = new StudyJobs(1, false);

    /** Fits in this process. */
    public StudyJobs(int atOnce, boolean goOn) {
        this(atOnce, goOn, Optional.empty());
    }

    /** The same fits by processes elsewhere. */
    public StudyJobs on(FitCluster elsewhere) {
        return new StudyJobs(atOnce, goOn, Optional.of(elsewhere));
    }

    /**
     * Checks the number.
     *
     * @throws OptionException when it is negative or more than {@link Engines#MAX_THREADS}
     */
    public StudyJobs {
        if (atOnce < 0 || atOnce > Engines.MAX_THREADS) {
            throw new OptionException(
                    "there can be 1 to " + Engines.MAX_THREADS + " fits at the same time, not " + atOnce);
        }
    }
}
