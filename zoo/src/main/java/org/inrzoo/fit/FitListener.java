package org.inrzoo.fit;

import java.util.function.Predicate;
import org.inrzoo.engine.Notices;
import org.inrzoo.metric.Measure;

/** Is told how a fit goes, on the fit's own thread. */
@FunctionalInterface
public interface FitListener {

    /**
     * A step has been done.
     *
     * @param step steps done, from 1 to {@code steps}
     * @param steps steps of the whole fit
     * @param loss of the step's batch before the step
     * @param score of the last evaluation; NaN before the first
     * @param measure what the score says; standard PSNR in dB where nothing else is said
     */
    record Progress(int step, int steps, double loss, double score, Measure measure) {

        /** Of a fit that follows standard PSNR. */
        public Progress(int step, int steps, double loss, double psnr) {
            this(step, steps, loss, psnr, Measure.PSNR);
        }

        /** The score with its unit; empty before the first evaluation. */
        public String quality() {
            return Double.isNaN(score) ? "" : measure.of(score).text();
        }
    }

    /** A step has been done. */
    void onStep(Progress progress);

    /**
     * Something a person should know of, in one line, such as that the fit will be slow and why. Unless told otherwise it
     * goes to the program's log, or to standard error where there is none.
     */
    default void onNote(String note) {
        Notices.once(note);
    }

    /**
     * Whether the fit shall end after this step, with the network as it is then; no, unless a listener says otherwise.
     * Asked behind {@link #onStep}.
     */
    default boolean stops(Progress progress) {
        return false;
    }

    /**
     * How many steps may be done before it is told of the first of them, at least 1, for engines that are faster so: a stop that it asks for
     * is then late by as many. Unless a listener says otherwise, every step waits for it.
     */
    default int stepsAtOnce() {
        return 1;
    }

    /** A listener that does nothing, and for which no step waits. */
    static FitListener none() {
        return patient(progress -> {});
    }

    /** The listener, but no step waits for it: it is told of all of them later. */
    static FitListener patient(FitListener listener) {
        return new PatientListener(listener);
    }

    /** A listener that does nothing but stop the fit behind the first step that is so, such as {@code p -> p.score() > 35}. */
    static FitListener stopWhen(Predicate<Progress> condition) {
        return new FitListener() {
            @Override
            public void onStep(Progress progress) {}

            @Override
            public boolean stops(Progress progress) {
                return condition.test(progress);
            }
        };
    }

    /** Both listeners, this one first; either can stop the fit. */
    default FitListener and(FitListener other) {
        FitListener first = this;
        return new FitListener() {
            @Override
            public void onStep(Progress progress) {
                first.onStep(progress);
                other.onStep(progress);
            }

            @Override
            public void onNote(String note) {
                first.onNote(note);
                other.onNote(note);
            }

            @Override
            public int stepsAtOnce() {
                return Math.min(first.stepsAtOnce(), other.stepsAtOnce());
            }

            @Override
            public boolean stops(Progress progress) {
                boolean stops = first.stops(progress);
                return other.stops(progress) || stops; // both are asked
            }
        };
    }
}
