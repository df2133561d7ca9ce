package org.inrzoo.fit;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The loss or a gradient is no longer finite. */
public class DivergedException extends FitException {

    private static final long serialVersionUID = 1L;

    private final int step;
    private final double rate;
    private final transient float[] lastGood;
    private final transient Path weights;

    /**
     * A failed step.
     *
     * @param step counted from 0
     * @param rate the step's learning rate
     * @param largestWeight the largest magnitude of the parameters before it, for people
     * @param lastGood the flat vector before it; not copied
     */
    public DivergedException(int step, double rate, String largestWeight, float[] lastGood) {
        super(String.format(
                Locale.ROOT,
                "the fit diverged at step %d (rate %.3g, largest weight %s): a smaller rate may help, such as %.2g",
                step,
                rate,
                largestWeight,
                rate / 3));
        this.step = step;
        this.rate = rate;
        this.lastGood = lastGood;
        weights = null;
    }

    /** The same failure. */
    protected DivergedException(DivergedException failure) {
        super(failure.getMessage());
        step = failure.step;
        rate = failure.rate;
        lastGood = failure.lastGood;
        weights = failure.weights;
        setStackTrace(failure.getStackTrace());
    }

    private DivergedException(DivergedException failure, Path weights) {
        super(failure.getMessage() + "; the last good weights are in " + weights);
        step = failure.step;
        rate = failure.rate;
        lastGood = failure.lastGood;
        this.weights = weights;
        setStackTrace(failure.getStackTrace());
    }

    /** The same failure, whose last good weights have been saved in a file. */
    public DivergedException savedIn(Path file) {
        return new DivergedException(this, file);
    }

    /** The step that failed, counted from 0. */
    public int step() {
        return step;
    }

    /** The learning rate of that step. */
    public double rate() {
        return rate;
    }

    /** A rate to try instead. */
    public double smallerRate() {
        return rate / 3;
    }

    /** The last parameters whose loss and gradient were finite: the flat vector. */
    public float[] lastGood() {
        return lastGood;
    }

    /** The file that the last good weights have been saved in, if any. */
    public Optional<Path> weights() {
        return Optional.ofNullable(weights);
    }
}
