package org.inrzoo.study;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.record.RunRecord;

/**
 * What the fits of one entry came to: means over the seeds whose fits did not diverge, NaN where there is none.
 *
 * @param entry the model with its settings
 * @param parameters trainable parameters; 0 when every fit diverged
 * @param macsPerPoint multiply-accumulates of the network for one sample; 0 where no points are fitted
 * @param fits fits that did not diverge
 * @param diverged fits that did
 * @param score main score at the end
 * @param deviation its sample standard deviation over the seeds; NaN for fewer than two
 * @param best best main score of all evaluations
 * @param bestDeviation its sample standard deviation over the seeds; NaN for fewer than two
 * @param further further scores at the end
 * @param seconds wall time, evaluations included
 * @param secondsPerStep wall time of a step alone
 */
public record Summary(
        Entry entry,
        int parameters,
        long macsPerPoint,
        int fits,
        int diverged,
        double score,
        double deviation,
        double best,
        double bestDeviation,
        List<Score> further,
        double seconds,
        double secondsPerStep) {

    /** The summary of one entry's trials. */
    static Summary of(About about, Entry entry, List<StudyFit> trials, List<Measure> further) {
        List<RunRecord> results = trials.stream()
                .flatMap(trial -> trial.result().stream())
                .map(RunRecord.class::cast)
                .toList();
        ToDoubleFunction<RunRecord> score = result -> result.mainScore().value();
        return new Summary(
                entry,
                results.isEmpty() ? 0 : results.get(0).parameters(),
                about.macsPerPoint(entry.model()),
                results.size(),
                trials.size() - results.size(),
                mean(results, score),
                deviation(results, score),
                mean(results, RunRecord::best),
                deviation(results, RunRecord::best),
                further.stream()
                        .map(measure -> measure.of(mean(results, result -> StudyFit.score(result, measure))))
                        .toList(),
                mean(results, RunRecord::seconds),
                mean(results, RunRecord::secondsPerStep));
    }

    private static double mean(List<RunRecord> results, ToDoubleFunction<RunRecord> value) {
        return results.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static double deviation(List<RunRecord> results, ToDoubleFunction<RunRecord> value) {
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
