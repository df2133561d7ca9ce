package org.inrzoo.family;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.inrzoo.option.Options;

/**
 * Where a model comes from.
 *
 * @param paper title, authors and venue
 * @param place equation, table or section that defines the model there
 * @param stated settings that the source states; all others the zoo has chosen
 * @param note what a reader should know about the choices, one or two sentences
 */
public record Source(String paper, String place, Set<String> stated, String note) {

    public Source {
        stated = Set.copyOf(stated);
    }

    /** This source where some settings it states have been chosen anew. */
    public Source without(String... chosen) {
        Set<String> left = new HashSet<>(stated);
        left.removeAll(Set.of(chosen));
        return new Source(paper, place, left, note);
    }

    /** A line for each option of a record: its value, whether the source states it, what it means and which values it may have. */
    public List<String> explained(Record options) {
        Map<String, String> meanings = Options.meanings(options.getClass());
        List<String> lines = new ArrayList<>();
        Options.values(options)
                .forEach((key, value) -> lines.add(String.format(
                        Locale.ROOT,
                        "  %-16s %-16s %-7s %s; %s",
                        key,
                        value,
                        stated.contains(key) ? "paper" : "chosen",
                        meanings.get(key),
                        Options.allowed(options.getClass(), key))));
        return lines;
    }
}
