package org.inrzoo.fit;

import java.util.function.Predicate;
import org.inrzoo.engine.Notices;

/** Is told how a fit goes, on the fit's own thread. */
@FunctionalInterface
public interface FitListener {

    /**
     * A step has been done.
     *
     * @param step steps done, from 1 to {@code steps}
     * @param steps steps of the whole fit
     * @param loss mean squared error of the step's batch before the step
     * @param psnr standard PSNR of the last evaluation, dB; NaN before the first
     */
    record Progress(int step, int steps, double loss, double psnr) {}

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

    /** A listener that does nothing but stop the fit behind the first step that is so, such as {@code p -> p.psnr() > 35}. */
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
            public boolean stops(Progress progress) {
                boolean stops = first.stops(progress);
                return other.stops(progress) || stops; // both are asked
            }
        };
    }
}
