package org.inrzoo.study;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.inrzoo.record.FitRecord;

/**
 * What the fits of one entry came to: means over the seeds whose fits did not diverge, NaN where there is none.
 *
 * @param entry the model with its settings
 * @param parameters trainable parameters; 0 when every fit diverged
 * @param fits fits that did not diverge
 * @param diverged fits that did
 * @param psnr standard PSNR at the end, dB
 * @param psnrDeviation its sample standard deviation over the seeds, dB; NaN for fewer than two
 * @param psnrBest best standard PSNR of all evaluations, dB
 * @param psnrBestDeviation its sample standard deviation over the seeds, dB; NaN for fewer than two
 * @param psnrBetween standard PSNR between the pixels at the end, dB; see {@link org.inrzoo.BetweenPixels}
 * @param seconds wall time, evaluations included
 * @param secondsPerStep wall time of a step alone
 */
public record Summary(
        Entry entry,
        int parameters,
        int fits,
        int diverged,
        double psnr,
        double psnrDeviation,
        double psnrBest,
        double psnrBestDeviation,
        double psnrBetween,
        double seconds,
        double secondsPerStep) {

    /** The summary of one entry's trials. */
    static Summary of(Entry entry, List<StudyFit> trials) {
        List<FitRecord> results =
                trials.stream().flatMap(trial -> trial.result().stream()).toList();
        return new Summary(
                entry,
                results.isEmpty() ? 0 : results.get(0).parameters(),
                results.size(),
                trials.size() - results.size(),
                mean(results, FitRecord::psnr),
                deviation(results, FitRecord::psnr),
                mean(results, FitRecord::psnrBest),
                deviation(results, FitRecord::psnrBest),
                mean(results, result -> result.psnrBetween() == null ? Double.NaN : result.psnrBetween()),
                mean(results, FitRecord::seconds),
                mean(results, FitRecord::secondsPerStep));
    }

    private static double mean(List<FitRecord> results, ToDoubleFunction<FitRecord> value) {
        return results.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static double deviation(List<FitRecord> results, ToDoubleFunction<FitRecord> value) {
        if (results.size() < 2) {
            return Double.NaN;
        }
        double mean = mean(results, value);
        double squares = results.stream()
                .mapToDouble(result -> Math.pow(value.applyAsDouble(result) - mean, 2))
                .sum();
        return Math.sqrt(squares / (results.size() - 1));
    }
}
