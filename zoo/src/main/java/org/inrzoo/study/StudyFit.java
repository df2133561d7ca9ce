package org.inrzoo.study;

import java.util.List;
import java.util.Optional;
import org.inrzoo.fit.History;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.record.RunRecord;

/**
 * One fit of a study.
 *
 * @param entry what was fitted
 * @param seed of its weights and batches
 * @param folder where its files are, within the study's folder
 * @param result its record; none when it diverged
 * @param history how it went; empty when it diverged
 */
public record StudyFit(Entry entry, long seed, String folder, Optional<? extends RunRecord> result, History history) {

    /** The measures of the scores besides the main one; none when it diverged. */
    List<Measure> further() {
        return result.stream()
                .flatMap(record -> record.reached().stream().skip(1))
                .map(Score::measure)
                .toList();
    }

    /** A score of a record by a measure; NaN where it has none. */
    static double score(RunRecord record, Measure measure) {
        return record.reached().stream()
                .filter(score -> score.measure().equals(measure))
                .mapToDouble(Score::value)
                .findFirst()
                .orElse(Double.NaN);
    }
}
