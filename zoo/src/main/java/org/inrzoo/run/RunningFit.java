package org.inrzoo.run;

import java.util.List;
import java.util.Optional;
import org.inrzoo.fit.FitListener;
import org.inrzoo.fit.History;
import org.inrzoo.fit.Pace;
import org.inrzoo.record.RunRecord;

/** A fit in a folder of its own, of whatever signal. */
public interface RunningFit extends AutoCloseable {

    /** Steps already done. */
    int stepsDone();

    /** The recipe's steps. */
    int steps();

    /** Why the fit, where it was left to choose, has taken the slower engine. */
    Optional<String> whyNotFused();

    /** Tells the listener after every step. */
    void listener(FitListener listener);

    /** Measures the fit's pace by its first steps, which are then forgotten; leaves no file. See {@link org.inrzoo.fit.Fit#pace}. */
    Pace pace(double seconds);

    /** Ends {@link #run} after the step it is at, leaving a checkpoint; may be called from any thread. */
    void stop();

    /**
     * Fits to the end and leaves weights, record, history and what shows the signal; or, when stopped or interrupted, a
     * checkpoint.
     *
     * @return the record, or nothing when stopped or interrupted
     * @throws org.inrzoo.fit.DivergedException when the fit diverges; the last good weights have been saved
     * @throws org.inrzoo.fit.BatchTooLargeException when a batch does not fit in memory
     */
    Optional<? extends RunRecord> run();

    /** How the fit went so far; after {@link #run}, all of it. */
    History history();

    /** What a person should know of a fit that has ended, in one line each; often nothing. */
    List<String> notes();

    @Override
    void close();
}
