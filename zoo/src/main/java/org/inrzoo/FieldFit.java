package org.inrzoo;

import java.util.List;
import java.util.NoSuchElementException;
import org.inrzoo.field.Field;
import org.inrzoo.fit.History;
import org.inrzoo.metric.Score;

/**
 * What a fit of a signal reached.
 *
 * @param field the signal as a function
 * @param scores how good it is, the main score first
 * @param history how the fit went
 */
public record FieldFit(Field field, List<Score> scores, History history) {

    /** Copies the scores. */
    public FieldFit {
        scores = List.copyOf(scores);
    }

    /**
     * One of the scores.
     *
     * @param measure its name, such as {@code psnr}
     * @throws NoSuchElementException when there is none of that name; names those there are
     */
    public double score(String measure) {
        return scores.stream()
                .filter(score -> score.measure().name().equals(measure))
                .mapToDouble(Score::value)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no score '" + measure + "' here, but "
                        + scores.stream().map(score -> score.measure().name()).toList()));
    }
}
