package org.inrzoo.study;

import org.inrzoo.fit.FitListener;

/** Is told how a study goes, on the study's own thread. */
@FunctionalInterface
public interface StudyListener {

    /**
     * A step of one of the fits has been done.
     *
     * @param fit number of the fit, from 1 to {@code fits}
     * @param fits fits in all
     * @param entry what is being fitted
     * @param seed of its weights and batches
     * @param step how that fit goes
     * @param done part of the study's time that has gone, from 0 to 1, about
     * @param secondsLeft estimate of the time until the last fit's end, seconds
     */
    record StudyStep(
            int fit, int fits, Entry entry, long seed, FitListener.Progress step, double done, double secondsLeft) {}

    void onStep(StudyStep step);

    /**
     * How long the study will probably take is known; before its first fit.
     *
     * @param fits fits in all
     * @param seconds of all of them, by some steps of each network that were measured
     */
    default void onPlan(int fits, double seconds) {}

    /** Something a person should know of a fit that has ended, in one line. */
    default void onNote(String note) {}
}
