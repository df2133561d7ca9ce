package org.inrzoo.field;

import java.util.List;
import org.inrzoo.family.Variant;
import org.inrzoo.metric.Score;

/**
 * What a {@link Field} represents, and by which model.
 *
 * @param variant the model with all its settings
 * @param signal the kind of signal, such as {@code audio}; it knows how the field is shown
 * @param domain where it lives
 * @param channels values per point
 * @param quantity what the network's outputs mean
 * @param frozenAt how many points the statistics over a batch are of, where the model has any
 * @param scores how good it is, the main score first
 */
public record FieldHeader(
        Variant variant,
        String signal,
        Domain domain,
        int channels,
        Quantity quantity,
        int frozenAt,
        List<Score> scores) {

    /** Copies the scores. */
    public FieldHeader {
        scores = List.copyOf(scores);
    }

    /** The same field, of which this is known. */
    public FieldHeader with(List<Score> known) {
        return new FieldHeader(variant, signal, domain, channels, quantity, frozenAt, known);
    }
}
