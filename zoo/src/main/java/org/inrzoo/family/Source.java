package org.inrzoo.family;

import java.util.HashSet;
import java.util.Set;

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
}
