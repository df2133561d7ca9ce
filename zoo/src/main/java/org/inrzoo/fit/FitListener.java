package org.inrzoo.fit;

/** Is told how a fit goes, on the fit's own thread. */
@FunctionalInterface
public interface FitListener {

    /**
     * A step has been done.
     *
     * @param step steps done, of {@code steps}
     * @param loss mean squared error of the step's batch before the step
     * @param psnr standard PSNR of the last evaluation, dB; NaN before the first
     */
    record Progress(int step, int steps, double loss, double psnr) {}

    /** A step has been done. */
    void onStep(Progress progress);

    /** Something a person should know of before the fit begins, in one line, such as that it will be slow and why. */
    default void onNote(String note) {}
}
