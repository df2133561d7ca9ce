package org.inrzoo.notebook;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.inrzoo.FittedImage;
import org.inrzoo.fit.History;
import org.inrzoo.record.FitRecord;

/**
 * One fit of a notebook; all but the network itself is kept in the notebook's records.
 *
 * @param label what tells it from the notebook's other fits
 * @param result its record
 * @param leastLoss least training loss of any step
 * @param steps steps done at each evaluation
 * @param psnr standard PSNR at each evaluation, dB
 * @param fit the image as a network
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Run(String label, FitRecord result, double leastLoss, double[] steps, double[] psnr, FittedImage fit) {

    static Run of(String label, FitRecord result, double leastLoss, History history, FittedImage fit) {
        return new Run(
                label, result, leastLoss, column(history, History.Row::step), column(history, History.Row::score), fit);
    }

    /** Best PSNR of all evaluations, dB. */
    public double best() {
        return result.psnrBest();
    }

    /** PSNR between the pixels at the end, dB; see {@link org.inrzoo.BetweenPixels}. NaN in records of earlier versions. */
    public double between() {
        return result.psnrBetween() == null ? Double.NaN : result.psnrBetween();
    }

    private static double[] column(History history, ToDoubleFunction<History.Row> value) {
        return history.rows().stream().mapToDouble(value).toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Run same
                && label.equals(same.label)
                && result.equals(same.result)
                && Double.compare(leastLoss, same.leastLoss) == 0
                && Arrays.equals(steps, same.steps)
                && Arrays.equals(psnr, same.psnr)
                && Objects.equals(fit, same.fit);
    }

    @Override
    public int hashCode() {
        return Objects.hash(label, result, leastLoss, Arrays.hashCode(steps), Arrays.hashCode(psnr), fit);
    }
}
