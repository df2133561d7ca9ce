package org.inrzoo.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.inrzoo.fit.History;

/**
 * One entry's main score over the fits that did not diverge, at every evaluation.
 *
 * @param label the entry's
 * @param steps steps done
 * @param seconds wall time since the start, mean over the seeds
 * @param mean mean of the score over the seeds
 * @param least its least
 * @param most its most
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Curves(String label, double[] steps, double[] seconds, double[] mean, double[] least, double[] most) {

    /** The curves of those entries of a study that have any fit that did not diverge. */
    static List<Curves> of(StudyReport report) {
        List<Curves> curves = new ArrayList<>();
        for (Summary line : report.summaries()) {
            List<History> histories = report.trials().stream()
                    .filter(trial ->
                            trial.entry().equals(line.entry()) && trial.result().isPresent())
                    .map(StudyFit::history)
                    .toList();
            if (!histories.isEmpty()) {
                curves.add(of(line.entry().label(), histories));
            }
        }
        return curves;
    }

    /** All seeds are evaluated after the same steps; those where a score is infinite cannot be drawn. */
    private static Curves of(String label, List<History> histories) {
        int[] drawn = IntStream.range(0, histories.get(0).rows().size())
                .filter(i -> histories.stream()
                        .allMatch(
                                history -> Double.isFinite(history.rows().get(i).score())))
                .toArray();
        return new Curves(
                label,
                mean(histories, drawn, History.Row::step),
                mean(histories, drawn, History.Row::seconds),
                mean(histories, drawn, History.Row::score),
                IntStream.of(drawn)
                        .mapToDouble(i -> scores(histories, i).min().orElseThrow())
                        .toArray(),
                IntStream.of(drawn)
                        .mapToDouble(i -> scores(histories, i).max().orElseThrow())
                        .toArray());
    }

    private static DoubleStream scores(List<History> histories, int i) {
        return histories.stream().mapToDouble(history -> history.rows().get(i).score());
    }

    private static double[] mean(List<History> histories, int[] drawn, ToDoubleFunction<History.Row> value) {
        return IntStream.of(drawn)
                .mapToDouble(i -> histories.stream()
                        .mapToDouble(
                                history -> value.applyAsDouble(history.rows().get(i)))
                        .average()
                        .orElseThrow())
                .toArray();
    }
}
